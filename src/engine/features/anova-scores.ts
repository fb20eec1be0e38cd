import { fSurvival } from "#engine/core/f-survival.ts";
import { type Features, parseMatrix } from "#engine/core/matrix.ts";
import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import { refusal } from "#engine/data/refusal.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { type ClassCodes, classCodes } from "./class-codes.ts";
import type { TestedScores } from "./feature-scores.ts";
import { matrixColumn } from "./matrix-column.ts";

/**
 * Analysis of variance for each column: do its means differ between the classes by more than the scatter within them explains?
 *
 * F is the variance between the class means over the variance within classes, each divided by its degrees of freedom; near 1
 * the column says nothing about the class. It sees differences of means only: a column whose classes have one mean and
 * different spreads scores nothing. The p value holds for normal scatter, and for one column looked at alone: among a hundred
 * useless columns five will have p < 0.05.
 *
 * A column that is constant within each class but not between them has F = Infinity and p = 0. One that is constant
 * altogether is 0 / 0: the caller's decision. O(n × d).
 *
 * @param features       n × d
 * @param labels         classes, length n; at least two of them, and more rows than classes
 * @param whenUndefined  score of a constant column, from which its p value follows: NaN gives NaN, 0 gives 1
 * @returns              names, F values and p values
 * @throws {EngineError} "single-class", "too-few-rows", "undefined-ratio" at a constant column; else as `parseMatrix`
 * @example anovaScores({ features: [[1], [2], [3], [4]], labels: ["a", "a", "b", "b"] }).scores // => [8]
 * @source  Fisher 1925; agrees with sklearn.feature_selection.f_classif (test/conformance)
 */
export function anovaScores(
  options: { readonly features: Features; readonly labels: ArrayLike<Label> } & Undefined,
): TestedScores {
  const functionName = "anovaScores";
  const { features, labels, whenUndefined } = requireOptions(functionName, options, [
    "features",
    "labels",
    "whenUndefined",
  ]);
  const matrix = parseMatrix({ functionName, features });
  requireSquarable({ functionName, ...matrix });
  const { rowCount, names } = matrix;
  const classes = classCodes({ functionName, labels, rowCount, leastClasses: 2 });
  const classCount = classes.counts.length;
  if (rowCount <= classCount) {
    const need = `more rows than the ${classCount} classes`;
    throw refusal({ code: "too-few-rows", functionName, need, got: String(rowCount) });
  }
  const numeratorDegrees = classCount - 1;
  const denominatorDegrees = rowCount - classCount;
  const scores = Float64Array.from(names, (name, j) => {
    const { between, within } = scatter(matrixColumn(matrix, j), classes);
    const numerator = between / numeratorDegrees;
    if (within === 0 && between > 0) return Number.POSITIVE_INFINITY;
    const needs = `variation in ${name}`;
    return ratio({ functionName, numerator, denominator: within / denominatorDegrees, needs, whenUndefined });
  });
  const pValues = scores.map((statistic) => fSurvival({ statistic, numeratorDegrees, denominatorDegrees }));
  return { names: [...names], scores, pValues };
}

/** Squared distances of the class means from the overall mean, and of the rows from their class means. */
function scatter(
  values: Float64Array,
  { codes, counts }: ClassCodes,
): { readonly between: number; readonly within: number } {
  // Sums are taken about the first value of each class, so that equal values have exactly their mean and no scatter.
  const first = new Float64Array(counts.length).fill(Number.NaN);
  const sums = new Float64Array(counts.length);
  for (let row = 0; row < values.length; row++) {
    const code = codes[row] as number; // row < length
    const value = values[row] as number; // likewise
    if (Number.isNaN(first[code])) first[code] = value;
    sums[code] = (sums[code] as number) + (value - (first[code] as number)); // a code
  }
  const means = first.map((start, code) => start + (sums[code] as number) / (counts[code] as number)); // one a class
  const base = means[0] as number; // at least two classes
  let total = 0;
  for (let code = 0; code < means.length; code++) total += (counts[code] as number) * ((means[code] as number) - base); // a code
  const overall = base + total / values.length;
  let between = 0;
  for (let code = 0; code < means.length; code++)
    between += (counts[code] as number) * ((means[code] as number) - overall) ** 2; // a code
  let within = 0;
  for (let row = 0; row < values.length; row++)
    within += ((values[row] as number) - (means[codes[row] as number] as number)) ** 2; // a code
  return { between, within };
}
