import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { pairOfTexts } from "./code-points.ts";

/**
 * Jaro–Winkler similarity: made for names, which are misspelled in their middle more often than at their beginning.
 *
 * Jaro counts the characters that both texts share, at most half the longer text apart, and how many of these stand in
 * another order: the mean of shared ÷ length of a, shared ÷ length of b, and (shared − half of those out of order) ÷ shared.
 * Winkler adds a bonus for up to four equal characters at the beginning: prefix × weight × (1 − Jaro). It is given at every
 * similarity here; some programs give it from 0.7 on.
 *
 * @param a             text
 * @param b             text
 * @param prefixWeight  in [0, 0.25]; default 0.1; 0 gives Jaro's similarity itself
 * @returns             in [0, 1]; 1 for equal texts, 0 when nothing is shared. O(length × length)
 * @throws {EngineError} "wrong-type" for what is no text, "out-of-range" for the weight
 * @example jaroWinklerSimilarity({ a: "MARTHA", b: "MARHTA" }) // => 0.9611111111111111
 * @example jaroWinklerSimilarity({ a: "DIXON", b: "DICKSONX", prefixWeight: 0 }) // => 0.7666666666666666
 * @source  Jaro 1989; Winkler 1990, String comparator metrics and enhanced decision rules (its table of examples is in the tests)
 */
export function jaroWinklerSimilarity(options: {
  readonly a: string;
  readonly b: string;
  readonly prefixWeight?: number | undefined;
}): number {
  const functionName = "jaroWinklerSimilarity";
  const { a, b, prefixWeight = 0.1 } = requireOptions(functionName, options, ["a", "b", "prefixWeight"]);
  requireNumber({ functionName, name: "prefixWeight", value: prefixWeight, least: 0, most: 0.25 });
  return jaroWinkler({ ...pairOfTexts({ functionName, a, b }), prefixWeight });
}

/** The same on code points. */
export function jaroWinkler({
  a,
  b,
  prefixWeight,
}: {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly prefixWeight: number;
}): number {
  const jaro = jaroSimilarity(a, b);
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * prefixWeight * (1 - jaro);
}

function jaroSimilarity(a: Uint32Array, b: Uint32Array): number {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const isTaken = new Uint8Array(b.length);
  const shared = new Uint32Array(a.length);
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    const to = Math.min(b.length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= to; j++) {
      if (isTaken[j] === 1 || a[i] !== b[j]) continue;
      isTaken[j] = 1;
      shared[count++] = a[i] as number; // i < length
      break;
    }
  }
  if (count === 0) return 0;
  let outOfOrder = 0;
  let next = 0;
  for (let j = 0; j < b.length; j++) {
    if (isTaken[j] === 1 && b[j] !== shared[next++]) outOfOrder++;
  }
  return (count / a.length + count / b.length + (count - outOfOrder / 2) / count) / 3;
}
