import { EngineError } from "#engine/core/errors.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/**
 * Turns scores into decisions: 1 where score >= threshold, else 0.
 *
 * The score exactly at the threshold counts as positive, here and in every metric of the engine. (Elsewhere it may not:
 * compare the libraries' rules before you compare their numbers.) Nothing makes 0.5 the right threshold; it follows from
 * what the two kinds of error cost. +Infinity calls nothing positive, -Infinity everything.
 *
 * Cost: O(n).
 *
 * @param scores     finite, length n
 * @param threshold  a number, not NaN
 * @returns          0 or 1, length n
 * @throws {EngineError} "not-finite" for a NaN, "empty", "wrong-type"
 * @example applyThreshold({ scores: [0.2, 0.5, 0.9], threshold: 0.5 }) // => [0, 1, 1]
 */
export function applyThreshold(options: {
  readonly scores: ArrayLike<number>;
  readonly threshold: number;
}): Uint8Array {
  const functionName = "applyThreshold";
  const { scores, threshold } = requireOptions(functionName, options, ["scores", "threshold"]);
  const rowCount = requireSameLength(functionName, { scores });
  if (Number.isNaN(threshold)) {
    throw new EngineError("not-finite", `${functionName} requires a number as threshold, got NaN`, {
      function: functionName,
      argument: "threshold",
      got: "NaN",
    });
  }
  const values = parseNumbers({ functionName, name: "scores", values: scores });
  const decisions = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) decisions[row] = (values[row] ?? 0) >= threshold ? 1 : 0;
  return decisions;
}
