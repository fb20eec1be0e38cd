import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { cellAt } from "./cell.ts";
import { makeColumn } from "./from-columns.ts";
import { textReaders } from "./read-cell-text.ts";
import { refusal, shown } from "./refusal.ts";
import { columnOf, requireEntries, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import type { Column, Table } from "./table.ts";
import { tableOf } from "./table-of.ts";

/** What a column can be turned into: a type of column, or day numbers out of ISO dates. */
export type CastTo = "number" | "text" | "boolean" | "day";

/**
 * Turns columns into another type: texts into numbers, ISO dates into day numbers, numbers into texts.
 *
 * - "number" reads decimal texts and takes booleans as 1 and 0.
 * - "boolean" reads true/false, yes/no, y/n, t/f and 1/0 in any case of letters, and takes the numbers 1 and 0.
 * - "day" reads ISO dates as days since 1970 (`isoToDay`) into a number column; a number column stays as it is.
 * - "text" writes a value as it is shown; a zip code that was read as a number has lost its first zero by then.
 *
 * A value that can not be read is an error that names it. With `whenUnreadable: "missing"` it becomes missing instead: count
 * how many did. O(n), each different text is read once.
 *
 * @param table           n rows
 * @param columns         the new type by column name
 * @param whenUnreadable  "refuse" (default) or "missing"
 * @returns               the same columns in the same order
 * @throws {EngineError} "unknown-column"; "out-of-range" for another type; "wrong-type" for a value that can not be read
 * @example rows(castColumns({ table: readCsv("born\n1970-01-11\n\n"), columns: { born: "day" } })) // => [{ born: 10 }, { born: null }]
 */
export function castColumns(options: {
  readonly table: Table;
  readonly columns: Readonly<Record<string, CastTo>>;
  readonly whenUnreadable?: "refuse" | "missing" | undefined;
}): Table {
  const {
    table,
    columns,
    whenUnreadable = "refuse",
  } = requireOptions(functionName, options, ["table", "columns", "whenUnreadable"]);
  requireTable(functionName, table);
  requireOneOf({ functionName, name: "whenUnreadable", value: whenUnreadable, options: ["refuse", "missing"] });
  const casts = new Map(requireEntries({ functionName, argument: "columns", entries: columns }));
  requireNames({ functionName, table, names: [...casts.keys()], argument: "columns", mayBeEmpty: true });
  const entries = table.names.map((name) => {
    const column = columnOf(table, name);
    const to = casts.get(name);
    return [name, to === undefined ? column : castColumn({ name, column, to, whenUnreadable })] as const;
  });
  return tableOf({ functionName, rowCount: table.rowCount, entries });
}

const functionName = "castColumns";

function castColumn({
  name,
  column,
  to,
  whenUnreadable,
}: {
  readonly name: string;
  readonly column: Column;
  readonly to: CastTo;
  readonly whenUnreadable: "refuse" | "missing";
}): Column {
  requireOneOf({ functionName, name: `columns.${name}`, value: to, options: ["number", "text", "boolean", "day"] });
  if (column.type === to || (column.type === "number" && to === "day")) return column;
  if (to === "text") return toText(column);
  const read = cellReader({ name, column, to });
  const rowCount = (column.type === "text" ? column.codes : column.values).length;
  const values = new Float64Array(rowCount);
  let missing = 0;
  for (let row = 0; row < rowCount; row++) {
    const value = read(row);
    values[row] = value;
    if (!Number.isNaN(value)) continue;
    missing++;
    const cell = cellAt(column, row);
    if (cell === null || whenUnreadable === "missing") continue;
    const need = `${to === "day" ? "ISO dates" : `${to}s`} in ${shown(name)}, or whenUnreadable: "missing"`;
    throw refusal({
      code: "wrong-type",
      functionName,
      need,
      got: `${shown(cell)} at row ${row}`,
      facts: { name, row },
    });
  }
  if (to !== "boolean") return { type: "number", values, missing };
  const booleans = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 255 : value));
  return { type: "boolean", values: booleans, missing };
}

/** The value of a row as a number of the wanted kind; NaN where it is missing or can not be read. */
function cellReader({
  name,
  column,
  to,
}: {
  readonly name: string;
  readonly column: Column;
  readonly to: Exclude<CastTo, "text">;
}): (row: number) => number {
  if (column.type === "text") {
    const readings = Float64Array.from(column.dictionary, textReaders[to]);
    return (row) => readings[column.codes[row] as number] ?? Number.NaN; // code −1 finds nothing
  }
  const { values } = column;
  if (column.type === "boolean" && to === "number") {
    return (row) => (values[row] === 255 ? Number.NaN : (values[row] as number)); // one value a row
  }
  if (column.type === "number" && to === "boolean") {
    return (row) => (values[row] === 0 || values[row] === 1 ? Math.abs(values[row] as number) : Number.NaN); // one value a row
  }
  const got = `${shown(name)} of type ${column.type}`;
  throw refusal({ code: "wrong-type", functionName, need: `a text column for "${to}"`, got, facts: { name } });
}

function toText(column: Column): Column {
  const rowCount = (column.type === "text" ? column.codes : column.values).length;
  const texts = Array.from({ length: rowCount }, (_, row) => {
    const cell = cellAt(column, row);
    return cell === null ? null : String(cell);
  });
  return makeColumn({ functionName, name: "", values: texts });
}
