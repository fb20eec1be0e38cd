import { type Facts, fill } from "#i18n/fill.ts";

/** The words that the page handed to the lab, by their full key: `lab.run`, `std.close`, `engine.empty` … */
export type Words = Readonly<Record<string, string>>;

/** A sentence by its key, with facts; `undefined` in place of words means that the page did not hand them over. */
export type Said = { readonly key: string; readonly facts?: Facts };

export function say(words: Words, key: string, facts: Facts = {}): string {
  const text = words[key];
  return text === undefined ? key : fill(text, facts);
}

/** The words of one namespace, without its name: what editor, console and figures want. */
export function namespace(words: Words, name: string): Words {
  const prefix = `${name}.`;
  return Object.fromEntries(
    Object.entries(words)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => [key.slice(prefix.length), text]),
  );
}
