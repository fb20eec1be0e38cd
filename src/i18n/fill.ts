export type Facts = Readonly<Record<string, string | number>>;

/** Puts facts in the place of `{placeholders}`; one without a fact stays as it is, so that it is seen. */
export function fill(text: string, facts: Facts): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}
