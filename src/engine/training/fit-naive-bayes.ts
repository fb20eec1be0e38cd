import { EngineError } from "#engine/core/errors.ts";
import { log } from "#engine/core/log.ts";
import { type Features, type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { type ClassRows, parseClassRows } from "./class-rows.ts";
import type { ClassWeights } from "./multiply-class-weights.ts";
import type { Likelihood, NaiveBayes } from "./naive-bayes-model.ts";

/**
 * Naive Bayes: how likely is each class, if each feature spoke for itself?
 *
 * Bayes' rule turns "how often does a spam mail say *free*" into "how likely is a mail that says *free* to be spam". What is naive is
 * to multiply over features as if they were independent; they seldom are, so the probabilities come out too sure of
 * themselves, while the ranking is often good. One pass over the data, no tuning, hard to beat on few rows.
 *
 * - "gaussian" (default): every feature is bell-shaped within a class. A sliver of the largest variance (`smoothing`, default 1e-9)
 *   is added to all, so that a column constant within a class does not divide by zero.
 * - "multinomial": features count something (words); rows are compared by shares. `smoothing` (default 1) counts are added to each.
 * - "bernoulli": a feature is there (above `cutAt`, default 0) or not, and not being there speaks, too. `smoothing` (default 1) as before.
 *
 * @param features      n × d, finite; 0 or more for "multinomial"
 * @param labels        text, numbers or booleans, length n
 * @param shape         "gaussian", "multinomial" or "bernoulli"
 * @param smoothing     see above; 0 or more for "gaussian", above 0 for counts
 * @param weights       0 or more, length n; left out = 1 each
 * @param classWeights  "balanced", or one number for a class by its label's text; see `rowWeights`
 * @returns             a model for `predictProbabilities` and `predictLabels`. O(n × d)
 * @throws {EngineError} "single-class", "constant-column" when no feature of a Gaussian varies at all, "out-of-range" (negative counts, options),
 *                       "not-finite", "wrong-type", "empty", "length-mismatch", "invalid-label", "invalid-weight", "unknown-label"
 * @example
 * const model = fitNaiveBayes({ features: [[1], [2], [3], [7], [8], [9]], labels: ["a", "a", "a", "b", "b", "b"] });
 * predictLabels({ model, features: [[4], [6]] }) // => ["a", "b"]
 * @source  agrees with sklearn.naive_bayes.GaussianNB, MultinomialNB and BernoulliNB
 */
export function fitNaiveBayes(options: {
  readonly features: Features;
  readonly labels: ArrayLike<Label>;
  readonly shape?: "gaussian" | "multinomial" | "bernoulli";
  readonly smoothing?: number;
  readonly cutAt?: number;
  readonly weights?: ArrayLike<number> | undefined;
  readonly classWeights?: ClassWeights | undefined;
}): NaiveBayes {
  const functionName = "fitNaiveBayes";
  const {
    features,
    labels,
    shape = "gaussian",
    smoothing = shape === "gaussian" ? 1e-9 : 1,
    cutAt = 0,
    weights,
    classWeights,
  } = requireOptions(functionName, options, [
    "features",
    "labels",
    "shape",
    "smoothing",
    "cutAt",
    "weights",
    "classWeights",
  ]);
  requireOneOf({ functionName, name: "shape", value: shape, options: ["gaussian", "multinomial", "bernoulli"] });
  const least = shape === "gaussian" ? 0 : 1e-10;
  requireNumber({ functionName, name: "smoothing", value: smoothing, least });
  requireNumber({ functionName, name: "cutAt", value: cutAt, least: -Number.MAX_VALUE });
  const matrix = parseMatrix({ functionName, features });
  requireSquarable({ functionName, ...matrix });
  const rows = parseClassRows({ functionName, labels, weights, classWeights, rowCount: matrix.rowCount });
  const totals = classTotals(rows);
  const total = totals.reduce((sum, one) => sum + one, 0);
  const fitted = { matrix, rows, totals, smoothing };
  const likelihood: Likelihood =
    shape === "gaussian"
      ? gaussian(fitted)
      : shape === "multinomial"
        ? multinomial(fitted)
        : bernoulli({ ...fitted, cutAt });
  return {
    kind: "naive-bayes",
    version: 1,
    featureNames: [...matrix.names],
    classes: rows.classes,
    logPriors: Array.from(totals, (sum) => log(sum / total)),
    likelihood,
  };
}

type Fitted = {
  readonly matrix: Matrix;
  readonly rows: ClassRows;
  /** The weight of each class. */
  readonly totals: Float64Array;
  readonly smoothing: number;
};

function classTotals({ classes, codes, weights }: ClassRows): Float64Array {
  const totals = new Float64Array(classes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? 0;
    totals[code] = (totals[code] ?? 0) + (weights[row] ?? 0);
  }
  return totals;
}

/** Σ weight × read(value) of each class and column, k × d. */
function sumByClass(
  { matrix: { rowCount, columnCount: d, values }, rows, totals }: Fitted,
  read: (value: number, at: number) => number,
): Float64Array {
  const sums = new Float64Array(totals.length * d);
  for (let row = 0; row < rowCount; row++) {
    const from = (rows.codes[row] ?? 0) * d;
    const weight = rows.weights[row] ?? 0;
    for (let column = 0; column < d; column++) {
      const at = from + column;
      sums[at] = (sums[at] ?? 0) + weight * read(values[row * d + column] ?? 0, at);
    }
  }
  return sums;
}

function gaussian(fitted: Fitted): Likelihood {
  const { matrix, totals, smoothing } = fitted;
  const d = matrix.columnCount;
  const perTotal = (sum: number, at: number): number => sum / (totals[Math.floor(at / d)] ?? 1);
  const means = sumByClass(fitted, (value) => value).map(perTotal);
  const variances = sumByClass(fitted, (value, at) => (value - (means[at] ?? 0)) ** 2).map(perTotal);
  const added = smoothing * largestVariance(matrix);
  const smoothed = variances.map((variance) => variance + added);
  const at = smoothed.findIndex((variance) => !(variance > 0));
  if (at >= 0) {
    const name = matrix.names[at % d] ?? "";
    const text = `fitNaiveBayes requires a feature that varies, or smoothing above 0, got ${name} constant within a class`;
    throw new EngineError("constant-column", text, { function: "fitNaiveBayes", argument: name });
  }
  return { shape: "gaussian", means: rowsOf(means, d), variances: rowsOf(smoothed, d) };
}

/** The largest variance of any column over all rows, without weights, as scikit-learn takes it. */
function largestVariance({ rowCount, columnCount, values }: Matrix): number {
  let largest = 0;
  for (let column = 0; column < columnCount; column++) {
    let mean = 0;
    let squares = 0;
    // Welford: one pass that keeps its digits.
    for (let row = 0; row < rowCount; row++) {
      const value = values[row * columnCount + column] ?? 0;
      const distance = value - mean;
      mean += distance / (row + 1);
      squares += distance * (value - mean);
    }
    largest = Math.max(largest, squares / rowCount);
  }
  return largest;
}

function multinomial(fitted: Fitted): Likelihood {
  const { matrix, smoothing } = fitted;
  const d = matrix.columnCount;
  const negative = matrix.values.findIndex((value) => value < 0);
  if (negative >= 0) {
    const got = `${String(matrix.values[negative])} in ${matrix.names[negative % d] ?? ""}`;
    const text = `fitNaiveBayes requires counts of 0 or more for multinomial, got ${got}`;
    throw new EngineError("out-of-range", text, { function: "fitNaiveBayes", got });
  }
  const sums = rowsOf(
    sumByClass(fitted, (value) => value),
    d,
  );
  const logShares = sums.map((row) => {
    const total = row.reduce((sum, value) => sum + value + smoothing, 0);
    return row.map((value) => log(value + smoothing) - log(total));
  });
  return { shape: "multinomial", logShares };
}

function bernoulli({ cutAt, ...fitted }: Fitted & { readonly cutAt: number }): Likelihood {
  const { matrix, totals, smoothing } = fitted;
  const present = rowsOf(
    sumByClass(fitted, (value) => (value > cutAt ? 1 : 0)),
    matrix.columnCount,
  );
  const logOf = (count: number, k: number): number => log(count + smoothing) - log((totals[k] ?? 0) + 2 * smoothing);
  return {
    shape: "bernoulli",
    logPresent: present.map((row, k) => row.map((count) => logOf(count, k))),
    logAbsent: present.map((row, k) => row.map((count) => logOf((totals[k] ?? 0) - count, k))),
    cutAt,
  };
}

function rowsOf(values: Float64Array, d: number): number[][] {
  return Array.from({ length: values.length / d }, (_, k) => Array.from(values.subarray(k * d, (k + 1) * d)));
}
