import { EngineError } from "#engine/core/errors.ts";
import type { Matrix } from "#engine/core/matrix.ts";
import { requireList } from "#engine/core/require-list.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireColumn } from "./column.ts";
import { isBlank } from "./is-blank.ts";
import { requireTable } from "./require-table.ts";
import type { Table } from "./table.ts";

/**
 * Columns of a table as a matrix, n rows × d columns: the step from data that people read to numbers that models read.
 *
 * Number columns are taken as they are, booleans as 1 and 0; a missing cell becomes NaN, which most models refuse by name.
 * Text has no number of its own: encode it first (`siklus/features`), so that the choice is yours. A column without any
 * value, as in a lonely row with a gap, is all missing. O(n × d).
 *
 * @param table    any table
 * @param columns  names in the order that the matrix shall have; all columns if left out
 * @returns        n × d, with the column names
 * @throws {EngineError} "unknown-column" for a name that is not there, "wrong-type" for a text column
 * @example toMatrix({ table: fromColumns({ mass: [3750, 3800], isFemale: [true, false] }) }).values // => [3750, 1, 3800, 0]
 */
export function toMatrix(options: { readonly table: Table; readonly columns?: readonly string[] }): Matrix {
  const { table, columns = requireTable("toMatrix", table).names } = requireOptions("toMatrix", options, [
    "table",
    "columns",
  ]);
  requireList({ functionName: "toMatrix", name: "columns", value: columns });
  const columnCount = columns.length;
  const values = new Float64Array(table.rowCount * columnCount);
  for (const [j, name] of columns.entries()) {
    const source = requireColumn(table, name, "toMatrix");
    if (source.type === "text") {
      if (isBlank(source)) {
        for (let row = 0; row < table.rowCount; row++) values[row * columnCount + j] = Number.NaN;
        continue;
      }
      throw new EngineError("wrong-type", `toMatrix requires numbers or booleans in ${name}, got text`, {
        function: "toMatrix",
        argument: name,
        got: "text",
      });
    }
    const isBoolean = source.type === "boolean";
    for (let row = 0; row < table.rowCount; row++) {
      const value = source.values[row] as number; // one value a row
      values[row * columnCount + j] = isBoolean && value === 255 ? Number.NaN : value;
    }
  }
  return { rowCount: table.rowCount, columnCount, values, names: [...columns] };
}
