import { checkWords } from "./check-words.ts";
import en from "./en.json" with { type: "json" };
import { type Facts, fill } from "./fill.ts";
import id from "./id.json" with { type: "json" };
import type { Language } from "./languages.ts";

export type WordKey = keyof typeof en;
type Namespace = WordKey extends `${infer Name}.${string}` ? Name : never;

const problems = [...checkWords(en, en, "src/i18n/en.json"), ...checkWords(en, id, "src/i18n/id.json")];
if (problems.length > 0) throw new Error([...new Set(problems)].join("\n"));

const words: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = { en, id };

/** The words of one language: `t("id")("lab.run")`, with facts for the placeholders. */
export function t(language: Language): (key: WordKey, facts?: Facts) => string {
  return (key, facts = {}) => fill(words[language][key], facts);
}

/** All words of some namespaces, for a component to hand to its browser code. */
export function wordsOf<Name extends Namespace>(
  language: Language,
  namespaces: readonly Name[],
): Record<Extract<WordKey, `${Name}.${string}`>, string> {
  const chosen = Object.entries(words[language]).filter(([key]) =>
    namespaces.some((name) => key.startsWith(`${name}.`)),
  );
  // fromEntries forgets the keys; the filter above is what the type says
  return Object.fromEntries(chosen) as Record<Extract<WordKey, `${Name}.${string}`>, string>;
}
