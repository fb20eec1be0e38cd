import { editDistance } from "#engine/core/edit-distance.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { pairOfTexts } from "./code-points.ts";

/**
 * Levenshtein's distance: the least number of characters to insert, delete or replace that turns one text into the other.
 *
 * The table of distances between all beginnings of the two texts is filled row by row; each cell is one more than the best of its
 * three neighbors, or the same as its diagonal neighbor where the characters agree. What both texts begin and end with is
 * skipped, and only one row is kept. Capitals and small letters differ. O(length × length).
 *
 * @param a  text
 * @param b  text
 * @returns  a whole number from 0 (equal) to the length of the longer text, in code points
 * @throws {EngineError} "wrong-type" for what is no text
 * @example levenshteinDistance({ a: "kitten", b: "sitting" }) // => 3
 * @source  Levenshtein 1966; Wagner & Fischer 1974
 */
export function levenshteinDistance(options: { readonly a: string; readonly b: string }): number {
  const { a, b } = requireOptions("levenshteinDistance", options, ["a", "b"]);
  return editDistance(pairOfTexts({ functionName: "levenshteinDistance", a, b }));
}

/** 1 − distance ÷ length of the longer text: 1 for equal texts, 0 when every character differs. */
export function levenshteinSimilarity(pair: { readonly a: Uint32Array; readonly b: Uint32Array }): number {
  const length = Math.max(pair.a.length, pair.b.length);
  return length === 0 ? 1 : 1 - editDistance(pair) / length;
}
