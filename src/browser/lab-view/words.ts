import { type Facts, fill } from "#i18n/fill.ts";
import type { wordsOf } from "#i18n/t.ts";

type LabNamespace = "lab" | "keep" | "std" | "engine" | "editor" | "console" | "figure";

/** The words that the page hands to a lab, by their full key: `lab.run`, `std.close`, `engine.empty` … */
export type LabWords = ReturnType<typeof wordsOf<LabNamespace>>;

/** A sentence by its key, with facts. The key may come from a verdict, so it need not be one that the page has. */
export type Said = { readonly key: string; readonly facts?: Facts };

export type Say = (key: string, facts?: Facts) => string;

type AnyWords = Readonly<Record<string, string>>;

export function sayIn(words: AnyWords): Say {
  return (key, facts = {}) => fill(findWords(words, key) ?? key, facts);
}

export function findWords(words: AnyWords, key: string): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}
