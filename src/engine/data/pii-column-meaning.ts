/**
 * The words of a column's name, in small letters: "custEmail_2" is "cust email 2". Names are written in camelCase, with
 * underscores, hyphens, points or spaces; all are the same to a reader.
 */
export function columnWords(name: string): readonly string[] {
  return name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== "");
}

/** The first phrase that occurs as whole words in the name of a column, or null. */
export function findPhrase(words: readonly string[], phrases: readonly string[]): string | null {
  const text = ` ${words.join(" ")} `;
  return phrases.find((phrase) => text.includes(` ${phrase} `)) ?? null;
}
