import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { EngineError } from "#engine/core/errors.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/**
 * The area between a curve and the x axis, by the trapezoid rule: straight lines between the points.
 *
 * Use it for any curve you drew yourself, e.g. gain over fraction. Do not use it for a precision–recall curve: precision
 * does not run in straight lines between its points, and the trapezoids flatter the model; `averagePrecision` counts
 * steps instead. x must go one way; from right to left counts the same as from left to right.
 *
 * Cost: O(k).
 *
 * @param x  ascending or descending (equal neighbors allowed), finite, length k of at least 2
 * @param y  finite, length k
 * @returns  Σ |step in x| × mean of the two y
 * @throws {EngineError} "empty" below two points, "out-of-range" when x turns back, "length-mismatch", "not-finite"
 * @example areaUnderCurve({ x: [0, 0.5, 1], y: [0, 1, 1] }) // => 0.75
 * @source  agrees with sklearn.metrics.auc (test/conformance)
 */
export function areaUnderCurve(options: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> }): number {
  const functionName = "areaUnderCurve";
  const { x, y } = requireOptions(functionName, options, ["x", "y"]);
  const pointCount = requireSameLength(functionName, { x, y });
  if (pointCount < 2) {
    throw new EngineError("empty", `${functionName} requires at least two points, got 1`, { function: functionName });
  }
  const across = parseNumbers({ functionName, name: "x", values: x });
  const up = parseNumbers({ functionName, name: "y", values: y });
  const direction = Math.sign((across[pointCount - 1] ?? 0) - (across[0] ?? 0));
  const pieces = new Float64Array(pointCount - 1);
  for (let i = 1; i < pointCount; i++) {
    const step = (across[i] ?? 0) - (across[i - 1] ?? 0);
    if (step !== 0 && Math.sign(step) !== direction) {
      throw new EngineError("out-of-range", `${functionName} requires x to go one way, got a turn at point ${i}`, {
        function: functionName,
        argument: "x",
        got: across[i] ?? 0,
        row: i,
      });
    }
    pieces[i - 1] = Math.abs(step) * (((up[i - 1] ?? 0) + (up[i] ?? 0)) / 2);
  }
  return compensatedSum(pieces);
}
