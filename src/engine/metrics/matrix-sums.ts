import { EngineError } from "#engine/core/errors.ts";
import type { ConfusionCounts } from "./confusion-counts.ts";
import type { ConfusionMatrix } from "./count-label-pairs.ts";
import { requireCount } from "./require-counts.ts";

/** What the scores of a confusion matrix are made of: the diagonal, the row sums, the column sums and the total. */
export type MatrixSums = {
  readonly rows: readonly (readonly number[])[];
  /** Rows of each class that were called by its name: the diagonal. */
  readonly correct: readonly number[];
  /** Rows that are of each class: row sums. */
  readonly actual: readonly number[];
  /** Rows that were called by each class: column sums. */
  readonly predicted: readonly number[];
  readonly total: number;
};

/**
 * The sums of a confusion matrix, after a check that it is one.
 *
 * Matrices can be written by hand (from a paper, from a slide), so shape and cells are checked: square, finite, no cell
 * below 0. Binary counts are the 2 × 2 matrix with the negative class first, so that one formula serves both. O(k²).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param of            binary counts or a k × k matrix
 * @returns             sums by class, each of length k
 * @throws {EngineError} "wrong-type" for neither, "length-mismatch" when not square, "not-finite" or "out-of-range" by cell
 * @example matrixSums({ functionName: "accuracy", of: { tp: 25, fp: 20, fn: 15, tn: 40 } }).actual // => [60, 40]
 */
export function matrixSums({
  functionName,
  of,
}: {
  readonly functionName: string;
  readonly of: ConfusionCounts | ConfusionMatrix;
}): MatrixSums {
  const rows = cellsOf(functionName, of);
  for (const cell of rows.flat()) requireCount(functionName, cell);
  const actual = rows.map((row) => row.reduce((total, cell) => total + cell, 0));
  const predicted = rows.map((_, j) => rows.reduce((total, row) => total + (row[j] ?? 0), 0));
  return {
    rows,
    correct: rows.map((row, i) => row[i] ?? 0),
    actual,
    predicted,
    total: actual.reduce((total, count) => total + count, 0),
  };
}

function cellsOf(functionName: string, of: unknown): readonly (readonly number[])[] {
  if (typeof of === "object" && of !== null) {
    if ("rows" in of && Array.isArray(of.rows)) return squareRows(functionName, of.rows);
    if ("tp" in of && "fp" in of && "fn" in of && "tn" in of) {
      const { tp, fp, fn, tn } = of as ConfusionCounts; // each cell is checked by requireCount
      return [
        [tn, fp],
        [fn, tp],
      ];
    }
  }
  throw new EngineError(
    "wrong-type",
    `${functionName} requires confusion counts or a confusion matrix, got ${typeof of}`,
    {
      function: functionName,
      got: typeof of,
    },
  );
}

function squareRows(functionName: string, rows: readonly unknown[]): readonly (readonly number[])[] {
  for (const row of rows) {
    if (Array.isArray(row) && row.length === rows.length) continue;
    const got = Array.isArray(row) ? `a row of ${row.length}` : typeof row;
    throw new EngineError("length-mismatch", `${functionName} requires ${rows.length} cells in each row, got ${got}`, {
      function: functionName,
      got,
    });
  }
  return rows as readonly (readonly number[])[]; // shape checked above, each cell is checked by requireCount
}
