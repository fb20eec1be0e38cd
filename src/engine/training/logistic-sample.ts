import type { ClassProblem } from "./logistic-loss.ts";

/** The rows of a problem, without what is asked of them. */
export type ProblemRows = Pick<ClassProblem, "matrix" | "codes" | "weights">;

/** About so many rows, evenly spread, show well enough where the answer lies and how the loss bends. */
const sampledRows = 4096;
/** With fewer rows than this a sample saves nothing. */
const manyRows = 3 * sampledRows;
/** With more columns than this the sample would be too small for them. */
const mostColumns = 256;

/**
 * Every so-manieth row of a large problem, weighing as much as all of them together, so that its answer lies close by: a good place
 * to begin for little cost. None where the problem is small, or where the sample lacks a class. O(n).
 */
export function findSample({
  rows: { matrix, codes, weights },
  classCount,
}: {
  readonly rows: ProblemRows;
  readonly classCount: number;
}): ProblemRows | undefined {
  const { rowCount, columnCount: d, values, names } = matrix;
  if (rowCount < manyRows || d > mostColumns) return undefined;
  const stride = Math.floor(rowCount / sampledRows);
  const places = Int32Array.from({ length: Math.ceil(rowCount / stride) }, (_, i) => i * stride);
  const sums = new Float64Array(classCount);
  for (const row of places) sums[codes[row] ?? 0] = (sums[codes[row] ?? 0] ?? 0) + (weights[row] ?? 0);
  if (sums.some((sum) => sum === 0)) return undefined;
  let total = 0;
  for (let row = 0; row < rowCount; row++) total += weights[row] ?? 0;
  const scale = total / sums.reduce((sum, one) => sum + one, 0);
  const taken = new Float64Array(places.length * d);
  for (let i = 0, to = 0; i < places.length; i++) {
    const from = i * stride * d;
    for (let column = 0; column < d; column++, to++) taken[to] = values[from + column] ?? 0;
  }
  return {
    matrix: { rowCount: places.length, columnCount: d, values: taken, names },
    codes: Int32Array.from(places, (row) => codes[row] ?? 0),
    weights: Float64Array.from(places, (row) => scale * (weights[row] ?? 0)),
  };
}
