import type { WordEntries } from "#browser/explorables/words.ts";
import type { Language } from "#i18n/languages.ts";
import { wordsOf } from "#i18n/t.ts";

/** The words of one figure, without the part of the key that all of them share: what its browser code gets. */
export function pickWords(language: Language, name: string): WordEntries {
  const prefix = `explorable.${name}.`;
  return Object.fromEntries(
    Object.entries(wordsOf(language, ["explorable"]))
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => [key.slice(prefix.length), text]),
  );
}
