/** A text in single quotes with its backslashes taken: they free the quote, braces and themselves. */
export function freeText(raw: string): string {
  return raw.replace(/\\(['{}\\])/g, "$1");
}

/** Puts each value where a `{}` stands; a brace that a backslash frees is a brace. */
export function formatText({
  template,
  values,
  fail,
}: {
  readonly template: string;
  readonly values: readonly string[];
  readonly fail: (cause: string) => never;
}): string {
  let used = 0;
  const text = template.replace(/\\(['{}\\])|\{\}/g, (place, freed: string | undefined) => {
    if (freed !== undefined) return freed;
    used++;
    return values[used - 1] ?? place;
  });
  if (used !== values.length) {
    return fail(
      `Number of arguments does not match the occurrences of {}: ${values.length} arguments, ${used} occurrences`,
    );
  }
  return text;
}
