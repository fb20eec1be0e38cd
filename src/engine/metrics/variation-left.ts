import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { squareUnit } from "#engine/core/square-unit.ts";
import { weightedMean } from "#engine/core/weighted-mean.ts";

type Weights = { readonly weights: Float64Array | undefined };

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
 * One minus the share of squares that a model leaves, where a target that does not vary gets 1 if the model leaves
 * nothing and 0 if it leaves something. Numbers whose squares a double cannot hold are squared in another unit. O(n).
 *
 * @param left     errors, length n
 * @param total    distances of the true values from their mean, length n
 * @param weights  0 or more, length n; undefined counts each row once
 * @returns        at most 1
 * @example explainedShare({ left: Float64Array.of(1, 0), total: Float64Array.of(2, 0), weights: undefined }) // => 0.75
 * @example explainedShare({ left: Float64Array.of(1), total: Float64Array.of(0), weights: undefined }) // => 0
 */
export function explainedShare({
  left,
  total,
  weights,
}: { readonly left: Float64Array; readonly total: Float64Array } & Weights): number {
  const rest = sumOfSquares({ values: left, weights });
  const whole = sumOfSquares({ values: total, weights });
  if (whole.sum === 0) return rest.sum === 0 ? 1 : 0;
  return 1 - (rest.sum / whole.sum) * (rest.unit / whole.unit) ** 2;
}

/** Σ weight × (value / unit)², and the unit: 1 where the squares of the values are numbers that a double can hold. */
function sumOfSquares({ values, weights }: { readonly values: Float64Array } & Weights): {
  readonly sum: number;
  readonly unit: number;
} {
  const unit = squareUnit([values]);
  const squares = new Float64Array(values.length);
  for (let row = 0; row < squares.length; row++) {
    const value = (values[row] ?? 0) / unit;
    squares[row] = value * value * (weights ? (weights[row] ?? 0) : 1);
  }
  return { sum: compensatedSum(squares), unit };
}
