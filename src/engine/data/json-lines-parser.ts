import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { badJsonError, flattenInto, type JsonCells } from "./flatten-json.ts";
import { type CellInput, makeColumn } from "./from-columns.ts";
import { shown } from "./refusal.ts";
import type { Column, Table } from "./table.ts";

/** What to do with what a table has no place for. Every option has a default. */
export type JsonLinesOptions = {
  /** An object inside an object: "flatten" (default) into columns named `address.city`, or "refuse". */
  readonly nested?: "flatten" | "refuse" | undefined;
  /** A list inside an object: "refuse" (default), or keep its JSON as "text". */
  readonly lists?: "refuse" | "text" | undefined;
  /** A column of several types: "refuse" (default), or "text" for all of its values. */
  readonly mixedTypes?: "refuse" | "text" | undefined;
};

/** Turns lines of JSON into a table, one after another. */
export type JsonLinesParser = {
  /** The next line, without its end, and its number in the file; a blank one is skipped. */
  readonly add: (text: string, line: number) => void;
  /** The table of all lines; call it once. */
  readonly finish: () => Table;
};

export function createJsonLinesParser(functionName: string, options: JsonLinesOptions): JsonLinesParser {
  const {
    nested = "flatten",
    lists = "refuse",
    mixedTypes = "refuse",
  } = requireOptions(functionName, options, ["nested", "lists", "mixedTypes"]);
  requireOneOf({ functionName, name: "nested", value: nested, options: ["flatten", "refuse"] });
  requireOneOf({ functionName, name: "lists", value: lists, options: ["refuse", "text"] });
  requireOneOf({ functionName, name: "mixedTypes", value: mixedTypes, options: ["refuse", "text"] });
  const columns: JsonCells = new Map();
  const lineOfRow: number[] = [];
  const add = (text: string, line: number): void => {
    if (text.trim() === "") return;
    const row = lineOfRow.push(line) - 1;
    flattenInto({ columns, object: parseLine(text, line), row, line, nesting: { nested, lists } });
  };
  const finish = (): Table => {
    const rowCount = lineOfRow.length;
    const entries = [...columns].map(([name, cells]) => {
      // Lines after the last one that has the name.
      while (cells.length < rowCount) cells.push(null);
      return [name, columnOfCells({ functionName, name, cells, lineOfRow, mixedTypes })] as const;
    });
    return { rowCount, names: entries.map(([name]) => name), columns: Object.fromEntries(entries) };
  };
  return { add, finish };
}

function parseLine(text: string, line: number): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw badJsonError({ need: "JSON in every line", got: shown(text), line, cause });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>; // an object that is no list
  }
  throw badJsonError({ need: "an object in every line", got: shown(value), line });
}

function columnOfCells({
  functionName,
  name,
  cells,
  lineOfRow,
  mixedTypes,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly cells: CellInput[];
  readonly lineOfRow: readonly number[];
  readonly mixedTypes: "refuse" | "text";
}): Column {
  const first = cells.find((cell) => cell !== null);
  const other = cells.findIndex((cell) => cell !== null && typeof cell !== typeof first);
  if (other < 0) return makeColumn({ functionName, name, values: cells });
  if (mixedTypes === "refuse") {
    const need = `one type in ${shown(name)}, or mixedTypes: "text"`;
    const got = `${shown(first)} and then ${shown(cells[other])}`;
    throw badJsonError({ need, got, line: lineOfRow[other] ?? 0, name });
  }
  return makeColumn({ functionName, name, values: cells.map((cell) => (cell === null ? null : String(cell))) });
}
