import type { WordEntries } from "#browser/explorables/words.ts";
import type { Language } from "#i18n/languages.ts";
import { wordsOf } from "#i18n/t.ts";

/** The words below a prefix such as `explorable.sort.`, without it: what one figure's browser code gets. */
export function pickWords(language: Language, prefix: `${"explorable" | "quiz"}.${string}`): WordEntries {
  return Object.fromEntries(
    Object.entries(wordsOf(language, ["explorable", "quiz"]))
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => [key.slice(prefix.length), text]),
  );
}
