import { requireNumber } from "#engine/core/require-number.ts";
import { refusal } from "./input-columns.ts";

/**
 * Runs of neighbouring words, joined by a space: "not good" is told apart from "good".
 *
 * The single words say which words occur; pairs and triples keep a little of their order. Their number grows quickly, and most
 * occur once, so keep only frequent ones. O(words × lengths).
 *
 * @param tokens  words in order
 * @param least   shortest run, 1 or more; default 1
 * @param most    longest run; default 2
 * @returns       all runs, the shorter first
 * @throws {EngineError} "wrong-type", "out-of-range"
 * @example ngrams({ tokens: ["not", "very", "good"], least: 2, most: 3 }) // => ["not very", "very good", "not very good"]
 */
export function ngrams({
  tokens,
  least = 1,
  most = 2,
}: {
  readonly tokens: readonly string[];
  readonly least?: number;
  readonly most?: number;
}): string[] {
  const functionName = "ngrams";
  if (!Array.isArray(tokens))
    throw refusal({ code: "wrong-type", functionName, need: "tokens as a list", got: String(tokens) });
  requireNumber({ functionName, name: "least", value: least, least: 1, whole: true });
  requireNumber({ functionName, name: "most", value: most, least, most: 10, whole: true });
  if (most === 1) return [...tokens];
  const runs: string[] = [];
  for (let length = least; length <= most; length++) {
    for (let from = 0; from + length <= tokens.length; from++) runs.push(tokens.slice(from, from + length).join(" "));
  }
  return runs;
}
