import { EngineError } from "./errors.ts";

/**
 * Rows of numbers for a model to learn from: n rows (examples) × d columns (features), row after row in one array, so
 * that cell (i, j) is `values[i * columnCount + j]` and a row lies together in memory.
 *
 * NaN says that a value is missing; most models refuse it, trees and boosting know what to do with it.
 */
export type Matrix = {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Length n × d. */
  readonly values: Float64Array;
  /** One name a column, length d; models give them back with importances and coefficients. */
  readonly names: readonly string[];
};

/** What a function takes as features: a matrix (`toMatrix` makes one from a table) or plain rows of numbers. */
export type Features = Matrix | readonly ArrayLike<number>[];

/**
 * Features as a matrix, checked once, so that the loops behind it can trust every cell.
 *
 * A matrix is not copied; plain rows are, and their columns are called x0, x1, …. O(n × d).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param features      n × d
 * @param columnCount   d where it is known already, e.g. from the fitted model
 * @param missing       "refuse" (default) or "keep": whether NaN may stand for a missing value
 * @returns             the same numbers as n × d
 * @throws {EngineError} "empty" without a row or column, "length-mismatch" when rows differ in length or d is not columnCount,
 *                      "wrong-type" for what is no number, "not-finite" for infinity, and for NaN unless it is kept
 * @example parseMatrix({ functionName: "fitPca", features: [[1, 2], [3, 4]] }).columnCount // => 2
 */
export function parseMatrix({
  functionName,
  features,
  columnCount,
  missing = "refuse",
}: {
  readonly functionName: string;
  readonly features: Features;
  readonly columnCount?: number;
  readonly missing?: "refuse" | "keep";
}): Matrix {
  const matrix = isMatrix(features) ? features : fromRows(functionName, features);
  if (matrix.rowCount === 0 || matrix.columnCount === 0) {
    const got = `${matrix.rowCount} rows of ${matrix.columnCount} columns`;
    throw new EngineError("empty", `${functionName} requires at least one row and one column of features, got ${got}`, {
      function: functionName,
    });
  }
  if (columnCount !== undefined && matrix.columnCount !== columnCount) {
    throw lengthMismatch(functionName, `${columnCount} columns of features`, `${matrix.columnCount}`);
  }
  const { values } = matrix;
  if (values.length !== matrix.rowCount * matrix.columnCount || matrix.names.length !== matrix.columnCount) {
    throw lengthMismatch(functionName, `${matrix.rowCount} × ${matrix.columnCount} values`, `${values.length}`);
  }
  const keepsMissing = missing === "keep";
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number; // at < length
    // x - x is 0 for every finite x and NaN for NaN and both infinities.
    if (value - value === 0 || (keepsMissing && Number.isNaN(value))) continue;
    const row = Math.floor(at / matrix.columnCount);
    const name = matrix.names[at % matrix.columnCount] ?? "";
    throw new EngineError(
      "not-finite",
      `${functionName} requires finite features, got ${value} in ${name} at row ${row}`,
      { function: functionName, argument: name, got: String(value), row },
    );
  }
  return matrix;
}

/**
 * Whether a value is a matrix by its shape; plain rows are not.
 *
 * @example isMatrix([[1, 2], [3, 4]]) // => false
 */
export function isMatrix(features: unknown): features is Matrix {
  return (
    typeof features === "object" && features !== null && "values" in features && features.values instanceof Float64Array
  );
}

function fromRows(functionName: string, rows: readonly ArrayLike<number>[]): Matrix {
  if (!Array.isArray(rows)) {
    const got = rows === null ? "null" : typeof rows;
    throw new EngineError("wrong-type", `${functionName} requires features as a matrix or rows, got ${got}`, {
      function: functionName,
      argument: "features",
      got,
    });
  }
  const columnCount = widthOf(rows[0]);
  const values = new Float64Array(rows.length * columnCount);
  for (const [row, cells] of rows.entries()) {
    const width = widthOf(cells);
    if (width !== columnCount) {
      throw lengthMismatch(functionName, `rows of one length, ${columnCount} in row 0`, `${width} in row ${row}`);
    }
    for (let column = 0; column < columnCount; column++) {
      const value: unknown = cells[column];
      if (typeof value !== "number") {
        const got = value === null ? "null" : typeof value;
        throw new EngineError(
          "wrong-type",
          `${functionName} requires numbers, got ${got} in x${column} at row ${row}`,
          {
            function: functionName,
            argument: `x${column}`,
            got,
            row,
          },
        );
      }
      values[row * columnCount + column] = value;
    }
  }
  const names = Array.from({ length: columnCount }, (_, column) => `x${column}`);
  return { rowCount: rows.length, columnCount, values, names };
}

function widthOf(row: ArrayLike<number> | undefined): number {
  return typeof row === "object" && row !== null && Number.isInteger(row.length) ? row.length : 0;
}

function lengthMismatch(functionName: string, need: string, got: string): EngineError {
  return new EngineError("length-mismatch", `${functionName} requires ${need}, got ${got}`, {
    function: functionName,
    lengths: got,
  });
}
