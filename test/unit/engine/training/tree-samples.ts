import fc from "fast-check";
import type { Matrix } from "#engine/core/matrix.ts";
import { createRng } from "#engine/core/random.ts";

/** Rows with a pattern that trees can find, some missing values, and both kinds of answers. */
export type TreeSample = {
  readonly features: Matrix;
  readonly labels: readonly string[];
  readonly targets: Float64Array;
  readonly weights: readonly number[];
};

export function drawTreeSample({
  seed,
  rowCount,
  columnCount = 4,
  classCount = 2,
  missingShare = 0,
}: {
  readonly seed: number;
  readonly rowCount: number;
  readonly columnCount?: number;
  readonly classCount?: number;
  readonly missingShare?: number;
}): TreeSample {
  const rng = createRng(seed);
  const values = new Float64Array(rowCount * columnCount).map(() => Math.round(rng.uniform() * 40) / 10 - 2);
  const targets = new Float64Array(rowCount);
  const labels: string[] = [];
  for (let row = 0; row < rowCount; row++) {
    const [a = 0, b = 0, c = 0] = values.subarray(row * columnCount, (row + 1) * columnCount);
    targets[row] = a + b * c + rng.uniform();
    // The first rows take turns, so that every class is there.
    const band = Math.floor(((targets[row] ?? 0) + 3) / 2);
    labels.push(`c${row < classCount ? row : Math.min(classCount - 1, Math.max(0, band))}`);
  }
  for (let at = 0; at < values.length; at++) if (rng.uniform() < missingShare) values[at] = Number.NaN;
  const weights = labels.map(() => 1 + rng.integer(3));
  const names = Array.from({ length: columnCount }, (_, column) => `x${column}`);
  return { features: { rowCount, columnCount, values, names }, labels, targets, weights };
}

/** Small samples for laws. */
export const treeSamples: fc.Arbitrary<TreeSample> = fc
  .record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    rowCount: fc.integer({ min: 8, max: 60 }),
    columnCount: fc.integer({ min: 1, max: 4 }),
    classCount: fc.integer({ min: 2, max: 4 }),
    missingShare: fc.constantFrom(0, 0, 0.2),
  })
  .map(drawTreeSample);

export function takeTreeRows(sample: TreeSample, rows: readonly number[]): TreeSample {
  const { columnCount, values, names } = sample.features;
  return {
    features: {
      rowCount: rows.length,
      columnCount,
      names,
      values: Float64Array.from(
        rows.flatMap((row) => Array.from(values.subarray(row * columnCount, (row + 1) * columnCount))),
      ),
    },
    labels: rows.map((row) => sample.labels[row] ?? ""),
    targets: Float64Array.from(rows, (row) => sample.targets[row] ?? 0),
    weights: rows.map((row) => sample.weights[row] ?? 1),
  };
}
