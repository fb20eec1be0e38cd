import { EngineError } from "#engine/core/errors.ts";
import type { ConfusionCounts } from "./confusion-counts.ts";

/**
 * Binary counts after a check that they are: four finite numbers of 0 or more.
 *
 * A matrix is refused, though a 2 × 2 one holds the same four cells: which of its classes is positive would be a guess.
 * O(1).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param counts        the four outcomes
 * @returns             the same counts
 * @throws {EngineError} "wrong-type", "not-finite" or "out-of-range"
 * @example requireCounts("recall", { tp: 25, fp: 20, fn: 15, tn: 40 }).tp // => 25
 */
export function requireCounts(functionName: string, counts: ConfusionCounts): ConfusionCounts {
  if (typeof counts !== "object" || counts === null || "rows" in counts) {
    const got = typeof counts === "object" && counts !== null ? "a confusion matrix" : String(counts);
    throw new EngineError("wrong-type", `${functionName} requires confusion counts { tp, fp, fn, tn }, got ${got}`, {
      function: functionName,
      got,
    });
  }
  for (const count of [counts.tp, counts.fp, counts.fn, counts.tn]) requireCount(functionName, count);
  return counts;
}

/**
 * A count of rows or a sum of their weights: finite, 0 or more.
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param count         the number to check
 * @returns             the same number
 * @throws {EngineError} "wrong-type", "not-finite" or "out-of-range"
 * @example requireCount("recall", 25) // => 25
 */
export function requireCount(functionName: string, count: unknown): number {
  if (typeof count === "number" && count >= 0 && count < Number.POSITIVE_INFINITY) return count;
  const code = typeof count !== "number" ? "wrong-type" : Number.isFinite(count) ? "out-of-range" : "not-finite";
  throw new EngineError(code, `${functionName} requires finite counts of 0 or more, got ${String(count)}`, {
    function: functionName,
    got: String(count),
  });
}
