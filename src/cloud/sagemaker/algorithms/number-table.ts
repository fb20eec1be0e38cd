import type { Matrix } from "#engine/core/matrix.ts";
import { AlgorithmFailure } from "./algorithm-failure.ts";

/** Rows of numbers as they stood in files; NaN where a cell was empty. Row after row in `values`. */
export type NumberTable = { readonly rowCount: number; readonly columnCount: number; readonly values: Float64Array };

/** CSV without a header, one row a line, numbers only, as the built-in algorithms read it. */
export function parseNumberCsv(text: string): NumberTable {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const columnCount = lines[0]?.split(",").length ?? 0;
  const values = new Float64Array(lines.length * columnCount);
  for (const [row, line] of lines.entries()) {
    const cells = line.split(",");
    if (cells.length !== columnCount) {
      throw refused(`Row ${row} has ${cells.length} columns while the first has ${columnCount}`);
    }
    for (const [column, cell] of cells.entries()) {
      const trimmed = cell.trim();
      const number = trimmed === "" || trimmed.toLowerCase() === "nan" ? Number.NaN : Number(trimmed);
      if (Number.isNaN(number) && trimmed !== "" && trimmed.toLowerCase() !== "nan") {
        throw refused(`Unable to parse value '${trimmed}' in row ${row}, column ${column} as a number`);
      }
      values[row * columnCount + column] = number;
    }
  }
  return { rowCount: lines.length, columnCount, values };
}

/** Several files of one channel, one behind the other. */
export function joinTables(tables: readonly NumberTable[]): NumberTable {
  const filled = tables.filter(({ rowCount }) => rowCount > 0);
  const columnCount = filled[0]?.columnCount ?? 0;
  if (filled.some((table) => table.columnCount !== columnCount)) {
    throw refused("The files of a channel have different numbers of columns");
  }
  const rowCount = filled.reduce((sum, table) => sum + table.rowCount, 0);
  const values = new Float64Array(rowCount * columnCount);
  let at = 0;
  for (const table of filled) {
    values.set(table.values, at);
    at += table.values.length;
  }
  return { rowCount, columnCount, values };
}

/** The columns from `first` on as features, and column 0 as what is to be learned. */
export function splitLabel(
  table: NumberTable,
  first = 1,
): { readonly label: Float64Array; readonly second: Float64Array; readonly features: Matrix } {
  const { rowCount, columnCount, values } = table;
  const column = (at: number): Float64Array =>
    Float64Array.from({ length: rowCount }, (_, row) => values[row * columnCount + at] ?? Number.NaN);
  return { label: column(0), second: column(1), features: featuresOf(table, first) };
}

export function featuresOf({ rowCount, columnCount, values }: NumberTable, first = 0): Matrix {
  const width = columnCount - first;
  if (width < 1 || rowCount === 0) throw refused("The data has no row or no feature column");
  const kept = new Float64Array(rowCount * width);
  for (let row = 0; row < rowCount; row++) {
    kept.set(values.subarray(row * columnCount + first, (row + 1) * columnCount), row * width);
  }
  return { rowCount, columnCount: width, values: kept, names: Array.from({ length: width }, (_, at) => `f${at}`) };
}

function refused(text: string): AlgorithmFailure {
  return new AlgorithmFailure("ClientError", text);
}
