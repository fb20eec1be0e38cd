import { type Features, parseMatrix } from "#engine/core/matrix.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import { centralMoments } from "./central-moments.ts";
import { matrixColumn } from "./matrix-column.ts";

/** Columns that stay, and for each that goes the one that already says the same. */
export type CorrelationFilter = {
  readonly kept: readonly string[];
  readonly dropped: readonly { readonly name: string; readonly because: string; readonly correlation: number }[];
};

/**
 * Drops columns that repeat another: of any two whose correlation is above the threshold in size, the earlier one stays.
 *
 * Twins share their weight or their importance between them and make the coefficients of a linear model unsteady; neither
 * adds much to the other. The columns are gone through in order and each is compared with those kept so far (Pearson's
 * correlation, which sees straight lines only); put the ones you would rather keep first. A constant column is correlated
 * with nothing and stays; `columnVariances` finds it. O(n × d × kept).
 *
 * @param features   n × d
 * @param threshold  in [0, 1]; default 0.95
 * @returns          names of the columns that stay, in order, and of those that go with the reason
 * @throws {EngineError} "out-of-range"; else as `parseMatrix`
 * @example correlationFilter({ features: [[1, 2, 0], [2, 4, 7], [3, 6, 1]] }).dropped // => [{ name: "x1", because: "x0", correlation: 1 }]
 */
export function correlationFilter(options: {
  readonly features: Features;
  readonly threshold?: number;
}): CorrelationFilter {
  const functionName = "correlationFilter";
  const { features, threshold = 0.95 } = requireOptions(functionName, options, ["features", "threshold"]);
  requireNumber({ functionName, name: "threshold", value: threshold, least: 0, most: 1 });
  const matrix = parseMatrix({ functionName, features });
  requireSquarable({ functionName, ...matrix });
  const kept: { readonly name: string; readonly standard: Float64Array }[] = [];
  const dropped: CorrelationFilter["dropped"][number][] = [];
  for (const [j, name] of matrix.names.entries()) {
    const standard = standardized(matrixColumn(matrix, j));
    const twin = kept
      .map((other) => ({ because: other.name, correlation: correlation(other.standard, standard) }))
      .find((pair) => Math.abs(pair.correlation) > threshold);
    if (twin === undefined) kept.push({ name, standard });
    else dropped.push({ name, ...twin });
  }
  return { kept: kept.map(({ name }) => name), dropped };
}

/** Distances from the mean, brought to length 1, so that a correlation is a sum of products; all 0 for a constant column. */
function standardized(values: Float64Array): Float64Array {
  const { mean, variance } = centralMoments(values);
  const length = Math.sqrt(variance * values.length);
  return values.map((value) => (length === 0 ? 0 : (value - mean) / length));
}

function correlation(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < a.length; row++) sum += (a[row] as number) * (b[row] as number); // row < length
  return Math.max(-1, Math.min(1, sum));
}
