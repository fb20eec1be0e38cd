import { EngineError } from "#engine/core/errors.ts";
import type { Column, Table } from "#engine/data/table.ts";
import { draw } from "./figure-sink.ts";
import { words } from "./figure-values.ts";

type Cell = string | number | boolean | null;

export type TableOptions = {
  readonly title?: string;
  /** How many rows to show, at most 200; 20 unless said. */
  readonly rows?: number;
};

/**
 * Shows the first rows of a table of siklus/data, or of a list of records.
 *
 * @throws {EngineError} "wrong-type" when it is neither
 * @example table(fromColumns({ species: ["Adelie", "Gentoo"], mass: [3750, 5000] }), { rows: 5 })
 * @example table([{ threshold: 0.5, recall: 0.8 }, { threshold: 0.6, recall: 0.7 }], { title: "Two thresholds" })
 */
export function table(data: Table | readonly Readonly<Record<string, unknown>>[], options: TableOptions = {}): void {
  const limit = Math.max(0, Math.min(200, Math.floor(options.rows ?? 20)));
  const shown = Array.isArray(data) ? recordRows(data, limit) : tableRows(data as Table, limit); // not a list, so a table or refused
  draw({ kind: "table", title: words(options.title), ...shown });
}

type Shown = { names: string[]; rows: Cell[][]; rowCount: number };

function tableRows(data: Table, limit: number): Shown {
  if (typeof data !== "object" || data === null || !Array.isArray(data.names) || typeof data.columns !== "object") {
    const got = data === null ? "null" : typeof data;
    throw new EngineError("wrong-type", `table requires a table or a list of records, got ${got}`, {
      function: "table",
      argument: "data",
      got,
    });
  }
  const names = data.names.slice(0, 100);
  const rows = Array.from({ length: Math.min(limit, data.rowCount) }, (_, row) =>
    names.map((name) => cellOf(data.columns[name], row)),
  );
  return { names: names.map((name) => words(name)), rows, rowCount: data.rowCount };
}

function cellOf(column: Column | undefined, row: number): Cell {
  if (column === undefined) return null;
  if (column.type === "text") return plain(column.dictionary[column.codes[row] ?? -1]);
  const value = column.values[row];
  if (column.type === "boolean") return value === 255 ? null : value === 1;
  return plain(value);
}

function recordRows(data: readonly Readonly<Record<string, unknown>>[], limit: number): Shown {
  const names: string[] = [];
  const shown = data.slice(0, limit);
  for (const record of shown) {
    for (const name of Object.keys(record ?? {})) {
      if (!names.includes(name) && names.length < 100) names.push(name);
    }
  }
  const rows = shown.map((record) => names.map((name) => plain(record?.[name])));
  return { names: names.map((name) => words(name)), rows, rowCount: data.length };
}

function plain(value: unknown): Cell {
  if (typeof value === "number") return Number.isFinite(value) ? value : Number.isNaN(value) ? null : String(value);
  if (typeof value === "boolean") return value;
  return value === undefined || value === null ? null : String(value).slice(0, 500);
}
