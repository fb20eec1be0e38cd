import { type Facts, fill } from "#i18n/fill.ts";
import type { Language } from "#i18n/languages.ts";
import type { WordKey } from "#i18n/t.ts";

/** The words of the namespace `figure`, as `wordsOf(language, ["figure"])` gives them, and the language in which numbers are written. */
export type FigureWords = { readonly language: Language; readonly text: Readonly<Record<FigureKey, string>> };
type FigureKey = Extract<WordKey, `figure.${string}`>;
export type FigureWord = FigureKey extends `figure.${infer Name}` ? Name : never;

/** A word with its `{name}`s filled in; numbers as the language writes them, to four significant digits. */
export function say({ language, text }: FigureWords, word: FigureWord, facts: Facts = {}): string {
  const written = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === "number" ? formatNumber(language, value) : value,
  ]);
  return fill(text[`figure.${word}`], Object.fromEntries(written));
}

export function formatNumber(language: Language, value: number): string {
  if (Number.isInteger(value)) return new Intl.NumberFormat(language, { useGrouping: "min2" }).format(value);
  const notation = Math.abs(value) < 1e-4 ? "scientific" : "standard";
  return new Intl.NumberFormat(language, { useGrouping: "min2", maximumSignificantDigits: 4, notation }).format(value);
}
