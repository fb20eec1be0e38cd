import { EngineError } from "#engine/core/errors.ts";
import type { Features } from "#engine/core/matrix.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { sortPairs } from "#engine/core/sort-pairs.ts";
import { requireClassProbabilities } from "./require-class-probabilities.ts";
import { type UncertaintyMeasure, uncertainty } from "./uncertainty.ts";

/** By which doubt rows are chosen, or "random", the yardstick that a strategy has to beat. */
export type QueryStrategy = UncertaintyMeasure | "random";

/**
 * Chooses the rows whose labels are worth paying for: active learning.
 *
 * A label that the model could have guessed teaches it nothing, so the most doubtful rows are labeled first and the model
 * is trained again. That saves labels where the classes are separable, and wastes them where doubt is mere noise. Rows chosen
 * so are no fair sample: never measure accuracy on them. Equal doubts are taken in random order. O(n × classes).
 *
 * @param probabilities  of the rows that could be labeled, n × k
 * @param strategy       "least-confidence", "margin", "entropy" or "random"
 * @param count          how many rows; all where there are fewer
 * @param rng            chance
 * @returns              row numbers, the most doubtful first
 * @throws {EngineError} "out-of-range", "not-a-distribution", "not-finite", "empty", "wrong-type"
 * @example selectForLabeling({ probabilities: [[0.9, 0.1], [0.6, 0.4], [0.2, 0.8]], strategy: "margin", count: 2, rng: createRng(1) }) // => [1, 2]
 * @source  Lewis & Gale 1994, A sequential algorithm for training text classifiers; Settles 2012
 */
export function selectForLabeling(given: {
  readonly probabilities: Features;
  readonly strategy: QueryStrategy;
  readonly count: number;
  readonly rng: Rng;
}): number[] {
  const { probabilities, strategy, count, rng } = requireOptions(functionName, given, [
    "probabilities",
    "strategy",
    "count",
    "rng",
  ]);
  const options = ["least-confidence", "margin", "entropy", "random"] as const;
  requireOneOf<QueryStrategy>({ functionName, name: "strategy", value: strategy, options });
  requireNumber({ functionName, name: "count", value: count, least: 0, whole: true });
  if (typeof rng !== "object" || rng === null) {
    throw new EngineError("wrong-type", `${functionName} requires an rng, got ${String(rng)}`, {
      function: functionName,
    });
  }
  const doubts =
    strategy === "random"
      ? new Float64Array(requireClassProbabilities(functionName, probabilities).rowCount)
      : uncertainty({ probabilities, measure: strategy });
  const order = shuffledRows(doubts.length, rng);
  const pairs = new Float64Array(2 * doubts.length);
  for (const [at, row] of order.entries()) {
    // Doubts that differ by rounding only are equal: probabilities 0.3 and 0.7 are as sure as 0.7 and 0.3.
    pairs[2 * at] = -Math.round((doubts[row] ?? 0) * 1e12);
    pairs[2 * at + 1] = row;
  }
  if (strategy !== "random") sortPairs(pairs);
  return Array.from({ length: Math.min(count, doubts.length) }, (_, at) => pairs[2 * at + 1] ?? 0);
}

const functionName = "selectForLabeling";

/** All rows in random order (Fisher–Yates). */
function shuffledRows(rowCount: number, rng: Rng): Int32Array {
  const rows = Int32Array.from({ length: rowCount }, (_, row) => row);
  for (let last = rowCount - 1; last > 0; last--) {
    const chosen = rng.integer(last + 1);
    const kept = rows[last] ?? 0;
    rows[last] = rows[chosen] ?? 0;
    rows[chosen] = kept;
  }
  return rows;
}
