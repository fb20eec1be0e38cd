import { EngineError } from "#engine/core/errors.ts";
import { type Features, type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { sortPairs } from "#engine/core/sort-pairs.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { type ClassRows, parseClassRows } from "./class-rows.ts";
import type { ClassWeights } from "./multiply-class-weights.ts";

/** One question about one column. */
export type SingleRule = {
  readonly kind: "single-rule";
  readonly version: 1;
  readonly featureNames: readonly string[];
  readonly classes: readonly Label[];
  /** The column that is asked, by its place. */
  readonly feature: number;
  /** A row is below when its value is at most this. */
  readonly threshold: number;
  /** The share of each class among the rows below and above, length k. */
  readonly below: readonly number[];
  readonly above: readonly number[];
};

/**
 * The baseline of one rule: of all questions "is this column above that value?", the one that gets the most rows right.
 *
 * One rule is what an expert would write on a note: contract shorter than a year, so the customer leaves. It is astonishing how often it
 * comes close to a large model, and it can be explained in a sentence; a model has to beat it by enough to be worth its cost. Both sides
 * answer with their most frequent class. The threshold lies half-way between two values seen; of equally good rules the
 * first column's, and in it the smallest threshold, is kept.
 *
 * @param features      n × d, finite
 * @param labels        text, numbers or booleans of two or more classes, length n
 * @param weights       0 or more, length n; left out = 1 each
 * @param classWeights  "balanced", or one number for a class by its label's text; see `rowWeights`
 * @returns             a model for `predictProbabilities` and `predictLabels`. O(d × n × k)
 * @throws {EngineError} "constant-column" when no column varies, "single-class", "not-finite", "wrong-type", "empty", "length-mismatch",
 *                       "invalid-label", "invalid-weight", "unknown-label"
 * @example fitSingleRule({ features: [[1, 5], [2, 1], [7, 4], [9, 2]], labels: ["stays", "stays", "leaves", "leaves"] }).threshold // => 4.5
 * @source  Holte 1993, Very simple classification rules perform well on most commonly used datasets
 */
export function fitSingleRule(options: {
  readonly features: Features;
  readonly labels: ArrayLike<Label>;
  readonly weights?: ArrayLike<number> | undefined;
  readonly classWeights?: ClassWeights | undefined;
}): SingleRule {
  const functionName = "fitSingleRule";
  const { features, labels, weights, classWeights } = requireOptions(functionName, options, [
    "features",
    "labels",
    "weights",
    "classWeights",
  ]);
  const matrix = parseMatrix({ functionName, features });
  const rows = parseClassRows({ functionName, labels, weights, classWeights, rowCount: matrix.rowCount });
  let best: Cut | undefined;
  for (let feature = 0; feature < matrix.columnCount; feature++) {
    const cut = bestCut({ matrix, rows, feature });
    // Sums in another order differ by rounding: only a real gain replaces an earlier column.
    if (cut !== undefined && (best === undefined || cut.right > best.right * (1 + 1e-12))) best = cut;
  }
  if (best === undefined) {
    const text = `${functionName} requires a column that varies, got none`;
    throw new EngineError("constant-column", text, { function: functionName });
  }
  return {
    kind: "single-rule",
    version: 1,
    featureNames: [...matrix.names],
    classes: rows.classes,
    feature: best.feature,
    threshold: best.threshold,
    below: sharesOf(best.below),
    above: sharesOf(best.above),
  };
}

type Cut = {
  readonly feature: number;
  readonly threshold: number;
  /** The weight of the rows that it gets right. */
  readonly right: number;
  readonly below: Float64Array;
  readonly above: Float64Array;
};

/** Walks up a column and moves row after row from above to below. */
function bestCut({
  matrix: { rowCount, columnCount, values },
  rows: { classes, codes, weights },
  feature,
}: {
  readonly matrix: Matrix;
  readonly rows: ClassRows;
  readonly feature: number;
}): Cut | undefined {
  const counting = weights.reduce((count, weight) => (weight > 0 ? count + 1 : count), 0);
  const pairs = new Float64Array(2 * counting);
  let end = 0;
  const above = new Float64Array(classes.length);
  const below = new Float64Array(classes.length);
  for (let row = 0; row < rowCount; row++) {
    if (weights[row] === 0) continue;
    pairs[end++] = values[row * columnCount + feature] ?? 0;
    pairs[end++] = row;
    const code = codes[row] ?? 0;
    above[code] = (above[code] ?? 0) + (weights[row] ?? 0);
  }
  sortPairs(pairs);
  let best: Cut | undefined;
  let weighsBelow = 0;
  let weighsAbove = above.reduce((sum, weight) => sum + weight, 0);
  for (let at = 0; at + 2 < pairs.length; at += 2) {
    const row = pairs[at + 1] ?? 0;
    const code = codes[row] ?? 0;
    const weight = weights[row] ?? 0;
    below[code] = (below[code] ?? 0) + weight;
    above[code] = Math.max(0, (above[code] ?? 0) - weight);
    weighsBelow += weight;
    weighsAbove -= weight;
    const value = pairs[at] ?? 0;
    const next = pairs[at + 2] ?? 0;
    if (value === next || !(weighsBelow > 0) || !(weighsAbove > 1e-12 * weighsBelow)) continue;
    const right = largestOf(below) + largestOf(above);
    if (best !== undefined && right <= best.right * (1 + 1e-12)) continue;
    const middle = value + (next - value) / 2;
    // Between neighbors there is no number: then the lower one itself is the threshold.
    const threshold = middle < next ? middle : value;
    best = { feature, threshold, right, below: below.slice(), above: above.slice() };
  }
  return best;
}

function largestOf(values: Float64Array): number {
  let largest = 0;
  for (const value of values) if (value > largest) largest = value;
  return largest;
}

function sharesOf(weights: Float64Array): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from(weights, (weight) => weight / total);
}

/** n × k: the shares of the side on which each row lies. */
export function singleRuleProbabilities({
  model: { feature, threshold, below, above },
  matrix: { rowCount, columnCount, values },
}: {
  readonly model: SingleRule;
  readonly matrix: Matrix;
}): Float64Array {
  const result = new Float64Array(rowCount * below.length);
  for (let row = 0; row < rowCount; row++) {
    const isBelow = (values[row * columnCount + feature] ?? 0) <= threshold;
    result.set(isBelow ? below : above, row * below.length);
  }
  return result;
}
