import type { WordKey } from "#i18n/t.ts";

/** The words of the namespace `console`, as `wordsOf(language, ["console"])` gives them. */
export type ConsoleWords = Readonly<Record<Extract<WordKey, `console.${string}`>, string>>;
