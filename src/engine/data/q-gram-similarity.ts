import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { codePoints, pairOfTexts } from "./code-points.ts";

/**
 * Jaccard similarity of q-grams: the share of short pieces that two texts have in common.
 *
 * The 2-grams of "nada" are na, ad, da. Those in both texts, divided by those in either, is the similarity. The order of the
 * pieces does not count, so "Sari Dewi" and "Dewi Sari" stay close, where counting edits sees two different names. A text shorter
 * than q is one piece.
 *
 * @param a  text
 * @param b  text
 * @param q  length of a piece in code points, from 1 to 10; default 2
 * @returns  in [0, 1]; 1 for equal sets of pieces. O(length)
 * @throws {EngineError} "wrong-type" for what is no text, "out-of-range" for q
 * @example qGramSimilarity({ a: "night", b: "nacht" }) // => 0.14285714285714285
 * @source  Jaccard 1901; Ukkonen 1992, Approximate string-matching with q-grams
 */
export function qGramSimilarity(options: {
  readonly a: string;
  readonly b: string;
  readonly q?: number | undefined;
}): number {
  const functionName = "qGramSimilarity";
  const { a, b, q = 2 } = requireOptions(functionName, options, ["a", "b", "q"]);
  requireNumber({ functionName, name: "q", value: q, least: 1, most: 10, whole: true });
  pairOfTexts({ functionName, a, b });
  return jaccard(qGrams(a, q), qGrams(b, q));
}

/** The different pieces of length q. */
export function qGrams(text: string, q: number): ReadonlySet<string> {
  const points = codePoints(text);
  if (points.length <= q) return new Set(points.length === 0 ? [] : [text]);
  const grams = new Set<string>();
  for (let from = 0; from + q <= points.length; from++) {
    grams.add(String.fromCodePoint(...points.subarray(from, from + q)));
  }
  return grams;
}

/** Size of the intersection ÷ size of the union; 1 for two empty sets. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  for (const gram of small) if (large.has(gram)) shared++;
  const either = a.size + b.size - shared;
  return either === 0 ? 1 : shared / either;
}
