import { EngineError } from "#engine/core/errors.ts";
import { draw } from "./figure-sink.ts";
import { words } from "./figure-values.ts";

export type MatrixToShow = {
  /** One name a class, in the order of the rows. */
  readonly labels: ArrayLike<string | number | boolean>;
  /** rows[i][j] = how many of class i were predicted as class j. */
  readonly rows: readonly ArrayLike<number>[];
  readonly title?: string;
};

/**
 * Draws a confusion matrix: rows are what is true, columns are what was predicted. Takes the result of `confusionMatrix` of
 * siklus/metrics as it is.
 *
 * @throws {EngineError} "length-mismatch" when the matrix is not square with one row a label, "not-finite" for a count that is no number
 * @example confusionMatrix({ labels: ["fish", "not fish"], rows: [[25, 15], [20, 40]] })
 */
export function confusionMatrix({ labels, rows, title }: MatrixToShow): void {
  const names = Array.from(labels ?? [], (label) => words(label));
  const counts = Array.from(rows ?? [], (row) => Array.from(row, Number));
  const isSquare = counts.length === names.length && counts.every((row) => row.length === names.length);
  if (!isSquare || names.length === 0 || names.length > 40) {
    const lengths = `labels ${names.length}, rows ${counts.length}`;
    throw new EngineError(
      "length-mismatch",
      `confusionMatrix requires as many rows and columns as labels, 1 to 40, got ${lengths}`,
      {
        function: "confusionMatrix",
        lengths,
      },
    );
  }
  counts.forEach((row, i) => {
    for (const count of row) {
      if (Number.isFinite(count)) continue;
      throw new EngineError("not-finite", `confusionMatrix requires finite numbers in rows, got ${count} at row ${i}`, {
        function: "confusionMatrix",
        argument: "rows",
        got: String(count),
        row: i,
      });
    }
  });
  draw({ kind: "confusionMatrix", title: words(title), labels: names, rows: counts });
}
