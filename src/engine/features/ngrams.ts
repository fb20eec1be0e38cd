import { requireList } from "#engine/core/require-list.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";

/**
 * Runs of neighboring words, joined by a space: "not good" is told apart from "good".
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
export function ngrams(options: {
  readonly tokens: readonly string[];
  readonly least?: number;
  readonly most?: number;
}): string[] {
  const functionName = "ngrams";
  const { tokens, least = 1, most = 2 } = requireOptions(functionName, options, ["tokens", "least", "most"]);
  requireList({ functionName, name: "tokens", value: tokens });
  requireRunLengths({ functionName, least, most });
  return runsOfWords({ tokens, least, most });
}

type Runs = { readonly least: number; readonly most: number };

/** Shortest and longest run, checked once for many texts. */
export function requireRunLengths({ functionName, least, most }: Runs & { readonly functionName: string }): void {
  requireNumber({ functionName, name: "the shortest run", value: least, least: 1, whole: true });
  requireNumber({ functionName, name: "the longest run", value: most, least, most: 10, whole: true });
}

export function runsOfWords({ tokens, least, most }: Runs & { readonly tokens: readonly string[] }): string[] {
  if (most === 1) return [...tokens];
  const runs: string[] = [];
  for (let length = least; length <= most; length++) {
    for (let from = 0; from + length <= tokens.length; from++) runs.push(tokens.slice(from, from + length).join(" "));
  }
  return runs;
}
