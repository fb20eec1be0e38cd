import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import { stopWordsOf, type TextLanguage } from "./stop-words.ts";

export type TokenOptions = {
  readonly language?: TextLanguage;
  readonly stopWords?: "keep" | "drop" | readonly string[];
  readonly minLength?: number;
};

/**
 * Cuts a text into words, in lower case.
 *
 * A word is a run of letters, digits and underscores, of at least `minLength` characters. That is the whole rule of "plain"
 * (default). "english" keeps an apostrophe inside a word (don't) and takes off a possessive (dog's becomes dog). "indonesian"
 * keeps a hyphen inside a word, for there it makes the plural: anak-anak is one word, not twice the same.
 *
 * `stopWords: "drop"` leaves out the language's function words (the, of; yang, dan), or give a list of your own. O(length).
 *
 * @param text       any text
 * @param language   "plain" (default), "english" or "indonesian"
 * @param stopWords  "keep" (default), "drop", or a list of words to leave out, in lower case
 * @param minLength  1 or more; default 2
 * @returns          the words in order
 * @throws {EngineError} "wrong-type" for what is no text, "out-of-range" for an option
 * @example tokenize({ text: "Anak-anak bermain di taman.", language: "indonesian", stopWords: "drop" }) // => ["anak-anak", "bermain", "taman"]
 * @example tokenize({ text: "The dog's bowl: don't touch", language: "english" }) // => ["the", "dog", "bowl", "don't", "touch"]
 * @source  "plain" agrees with the default token_pattern of sklearn.feature_extraction.text.CountVectorizer
 */
export function tokenize(given: TokenOptions & { readonly text: string }): string[] {
  const functionName = "tokenize";
  const { text, ...options } = requireOptions(functionName, given, ["language", "stopWords", "minLength", "text"]);
  if (typeof text !== "string") throw refusal({ code: "wrong-type", functionName, need: "a text", got: shown(text) });
  return createTokenizer({ functionName, ...options })(text);
}

/** A tokenizer for many texts, its options checked once. */
export function createTokenizer({
  functionName,
  language = "plain",
  stopWords = "keep",
  minLength = 2,
}: TokenOptions & { readonly functionName: string }): (text: string) => string[] {
  requireOneOf({ functionName, name: "language", value: language, options: ["plain", "english", "indonesian"] });
  requireNumber({ functionName, name: "minLength", value: minLength, least: 1, whole: true });
  const dropped = droppedWords({ functionName, language, stopWords });
  const pattern = patterns[language];
  return (text) => {
    const words = text.toLowerCase().match(pattern) ?? [];
    const bare = language === "english" ? words.map((word) => word.replaceAll("’", "'").replace(/'s$/, "")) : words;
    return bare.filter((word) => codePointsAtLeast(word, minLength) && !dropped.has(word));
  };
}

const patterns: Readonly<Record<TextLanguage, RegExp>> = {
  plain: /[\p{L}\p{N}_]+/gu,
  english: /[\p{L}\p{N}_]+(?:['’][\p{L}\p{N}_]+)*/gu,
  indonesian: /[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*/gu,
};

function droppedWords({
  functionName,
  language,
  stopWords,
}: {
  readonly functionName: string;
  readonly language: TextLanguage;
  readonly stopWords: "keep" | "drop" | readonly string[];
}): ReadonlySet<string> {
  if (stopWords === "keep") return new Set();
  if (stopWords === "drop") return stopWordsOf(language);
  if (Array.isArray(stopWords)) return new Set(stopWords);
  const need = 'stopWords to be "keep", "drop" or a list';
  throw refusal({ code: "out-of-range", functionName, need, got: shown(stopWords) });
}

/** Characters, not code units: most words are longer than the limit and are not counted at all. */
function codePointsAtLeast(word: string, least: number): boolean {
  return word.length >= 2 * least || (word.length >= least && [...word].length >= least);
}
