import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { weightedMean } from "#engine/core/weighted-mean.ts";

type Weights = { readonly weights: Float64Array | undefined };

/**
 * Σ weight × value²: what is left when nothing is explained. O(n).
 *
 * @param values   length n
 * @param weights  0 or more, length n; undefined counts each row once
 * @returns        0 or more
 * @example sumOfSquares({ values: Float64Array.of(1, 2), weights: Float64Array.of(1, 2) }) // => 9
 */
export function sumOfSquares({ values, weights }: { readonly values: Float64Array } & Weights): number {
  const squares = new Float64Array(values.length);
  for (let row = 0; row < squares.length; row++) {
    const value = values[row] ?? 0;
    squares[row] = value * value * (weights ? (weights[row] ?? 0) : 1);
  }
  return compensatedSum(squares);
}

/**
 * The values without their mean. O(n).
 *
 * One of the values is taken off first and the mean of the rest after, so that equal values give exact zeros: 0.1 added
 * three times and divided by 3 is not 0.1, and a constant column would seem to vary.
 *
 * @param values   length n, at least 1
 * @param weights  0 or more, not all 0, length n; undefined counts each row once
 * @returns        length n, with a weighted mean of 0
 * @example centered({ values: Float64Array.of(0.1, 0.1, 0.1), weights: undefined }) // => [0, 0, 0]
 */
export function centered({ values, weights }: { readonly values: Float64Array } & Weights): Float64Array {
  const anchor = values[weights ? weights.findIndex((weight) => weight > 0) : 0] ?? 0;
  const shifted = minus(values, anchor);
  return minus(shifted, weightedMean({ values: shifted, weights }));
}

function minus(values: Float64Array, offset: number): Float64Array {
  const result = new Float64Array(values.length);
  for (let row = 0; row < result.length; row++) result[row] = (values[row] ?? 0) - offset;
  return result;
}

/**
 * One minus the share of variation that a model leaves, where a target that does not vary gets 1 if the model leaves
 * nothing and 0 if it leaves something. O(1).
 *
 * @param left   variation of the errors
 * @param total  variation of the true values
 * @returns      at most 1
 * @example explainedShare({ left: 1, total: 4 }) // => 0.75
 * @example explainedShare({ left: 1, total: 0 }) // => 0
 */
export function explainedShare({ left, total }: { readonly left: number; readonly total: number }): number {
  if (total === 0) return left === 0 ? 1 : 0;
  return 1 - left / total;
}
