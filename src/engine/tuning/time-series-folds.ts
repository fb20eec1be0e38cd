import { EngineError } from "#engine/core/errors.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { Fold } from "./fold.ts";

/**
 * Folds that respect time: learn from the past, test on what came after, never the other way round.
 *
 * Rows must be in order of time. Fold i tests the i-th of the last k blocks and trains on everything before it (an expanding
 * window), or on at most `maxTrainSize` rows before it (a sliding window, for a world that changes). `gap` leaves out the rows
 * just before the test: with a gap of 7, a label that is known only after a week cannot leak into training.
 *
 * Cost: O(k × n).
 *
 * @param rowCount      n, in order of time
 * @param foldCount     k, 2 or more; default 5
 * @param testSize      rows tested in each fold; default ⌊n / (k + 1)⌋
 * @param gap           rows left out between training and test; default 0
 * @param maxTrainSize  the longest memory; left out = all of the past
 * @returns             k folds, in order of time
 * @throws {EngineError} "too-few-rows" when no row is left for training, "out-of-range" for a size that is no whole number
 *                      from its least on, "empty"
 * @example timeSeriesFolds({ rowCount: 6, foldCount: 2 }) // => [{ train: [0, 1], test: [2, 3] }, { train: [0, 1, 2, 3], test: [4, 5] }]
 * @example timeSeriesFolds({ rowCount: 6, foldCount: 2, gap: 1 })[0] // => { train: [0], test: [2, 3] }
 * @source  folds are those of sklearn.model_selection.TimeSeriesSplit (test/conformance)
 */
export function timeSeriesFolds(options: {
  readonly rowCount: number;
  readonly foldCount?: number;
  readonly testSize?: number | undefined;
  readonly gap?: number;
  readonly maxTrainSize?: number | undefined;
}): readonly Fold[] {
  const functionName = "timeSeriesFolds";
  const {
    rowCount,
    foldCount = 5,
    testSize,
    gap = 0,
    maxTrainSize,
  } = requireOptions(functionName, options, ["rowCount", "foldCount", "testSize", "gap", "maxTrainSize"]);
  requireNumber({ functionName, name: "rowCount", value: rowCount, least: 0, most: 100_000_000, whole: true });
  if (rowCount === 0) throw new EngineError("empty", `${functionName} requires at least one row, got 0`);
  requireNumber({ functionName, name: "foldCount", value: foldCount, least: 2, whole: true });
  requireNumber({ functionName, name: "gap", value: gap, least: 0, whole: true });
  const size = testSize ?? Math.floor(rowCount / (foldCount + 1));
  if (testSize !== undefined) requireNumber({ functionName, name: "testSize", value: testSize, least: 1, whole: true });
  if (maxTrainSize !== undefined) {
    requireNumber({ functionName, name: "maxTrainSize", value: maxTrainSize, least: 1, whole: true });
  }
  const firstTest = rowCount - foldCount * size;
  if (size === 0 || firstTest - gap <= 0) {
    const need = foldCount * Math.max(1, size) + gap + 1;
    throw new EngineError(
      "too-few-rows",
      `${functionName} requires at least ${need} rows for ${foldCount} tests of ${Math.max(1, size)} rows and a gap of ${gap}, got ${rowCount}`,
      { function: functionName, need, got: rowCount },
    );
  }
  requireNumber({ functionName, name: "folds × rows", value: foldCount * rowCount, most: 250_000_000 });
  return Array.from({ length: foldCount }, (_, fold) => {
    const start = firstTest + fold * size;
    const end = start - gap;
    return { train: range(Math.max(0, end - (maxTrainSize ?? end)), end), test: range(start, start + size) };
  });
}

function range(from: number, to: number): Int32Array {
  return Int32Array.from({ length: to - from }, (_, i) => from + i);
}
