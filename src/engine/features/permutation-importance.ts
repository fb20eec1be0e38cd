import { type Features, type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { createRng, type Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { refusal } from "#engine/data/refusal.ts";
import { shuffleInPlace } from "#engine/data/split-shuffle.ts";
import { centralMoments } from "./central-moments.ts";
import type { FeatureScores } from "./feature-scores.ts";
import { matrixColumn } from "./matrix-column.ts";

/** How much worse the model gets without each column: `scores` are means over the repeats. */
export type PermutationImportance = FeatureScores & {
  /** The score on the rows as they are. */
  readonly baseline: number;
  /** Standard deviation over the repeats (divisor n), length d. */
  readonly deviations: Float64Array;
  /** Of each column the loss in each repeat, d lists. */
  readonly losses: readonly (readonly number[])[];
};

export type PermutationImportanceOptions = {
  readonly features: Features;
  readonly score: (features: Matrix) => number;
  readonly better?: "higher" | "lower";
  readonly repeats?: number;
  readonly rng: Rng;
};

/**
 * Permutation importance: how much worse a fitted model gets when one column is shuffled, so that it says nothing any more.
 *
 * Works for every model, because it only asks for a score: pass a function that predicts from the features it gets and returns
 * a metric. Nothing is fitted again. Use rows that the model was not trained on: on training rows it shows what the model
 * learned by heart. Of two columns that say the same, each can stand in for the other, and both may look unimportant. A number
 * below 0 is chance: the shuffled column happened to do better.
 *
 * The function gets the same matrix again and again, with one column changed: it must not keep it. d × repeats + 1 calls.
 *
 * @param features  n × d
 * @param score     predicts from n × d features and returns one number
 * @param better    "higher" (default, as accuracy) or "lower" (as an error)
 * @param repeats   how often each column is shuffled, default 5
 * @param rng       shuffles; a seed for each column is drawn first
 * @returns         names and mean losses, and what they are made of
 * @throws {EngineError} "not-finite" when the score is none, "out-of-range", and what the function throws
 * @example
 * const score = ({ values }) => -((values[0] - 1) ** 2) - (values[2] - 2) ** 2;
 * permutationImportance({ features: [[1, 7], [2, 8]], score, rng: createRng(3) }).scores[1] // => 0
 * @source  Breiman 2001, Random Forests; Fisher, Rudin & Dominici 2019; as sklearn.inspection.permutation_importance
 */
export function permutationImportance(options: PermutationImportanceOptions): PermutationImportance {
  return runToEnd(permutationImportanceSteps(options));
}

/**
 * `permutationImportance` in slices of one call each: the same result, bit by bit.
 *
 * @example runToEnd(permutationImportanceSteps({ features: [[1], [2]], score: () => 1, rng: createRng(1) })).baseline // => 1
 */
export function* permutationImportanceSteps(
  options: PermutationImportanceOptions,
): Steps<Progress, PermutationImportance> {
  const functionName = "permutationImportance";
  const {
    features,
    score,
    better = "higher",
    repeats = 5,
    rng,
  } = requireOptions(functionName, options, ["features", "score", "better", "repeats", "rng"]);
  requireOneOf({ functionName, name: "better", value: better, options: ["higher", "lower"] });
  requireNumber({ functionName, name: "repeats", value: repeats, least: 1, whole: true });
  if (typeof score !== "function")
    throw refusal({ code: "wrong-type", functionName, need: "score as a function", got: typeof score });
  requireRng({ functionName, rng });
  const given = parseMatrix({ functionName, features, missing: "keep" });
  const seeds = given.names.map(() => rng.uint32());
  const matrix: Matrix = { ...given, values: given.values.slice() };
  const ask = (): number => requireNumber({ functionName, name: "the score", value: score(matrix) });
  const baseline = ask();
  const total = given.columnCount * repeats;
  yield { done: 0, total };
  const losses: number[][] = [];
  for (let j = 0; j < given.columnCount; j++) {
    const original = matrixColumn(given, j);
    const shuffled = original.slice();
    const own = createRng(seeds[j] ?? 0);
    const lossesHere: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      shuffleInPlace(shuffled, own);
      writeColumn(matrix, j, shuffled);
      const change = baseline - ask();
      lossesHere.push(better === "higher" ? change : 0 - change);
      yield { done: j * repeats + repeat + 1, total };
    }
    writeColumn(matrix, j, original);
    losses.push(lossesHere);
  }
  const moments = losses.map((list) => centralMoments(Float64Array.from(list)));
  return {
    names: [...given.names],
    scores: Float64Array.from(moments, ({ mean }) => mean),
    baseline,
    deviations: Float64Array.from(moments, ({ variance }) => Math.sqrt(variance)),
    losses,
  };
}

function writeColumn(matrix: Matrix, j: number, column: Float64Array): void {
  const { columnCount, values } = matrix;
  for (let row = 0, at = j; row < column.length; row++, at += columnCount) values[at] = column[row] as number; // row < length
}
