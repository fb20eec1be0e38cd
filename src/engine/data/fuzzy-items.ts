import { requireColumn } from "./column.ts";
import { makeColumn } from "./from-columns.ts";
import type { FuzzyBlock } from "./fuzzy-blocks.ts";
import { refusal, shown } from "./refusal.ts";
import { columnOf, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { codeRows } from "./row-codes.ts";
import type { Column, Table } from "./table.ts";

/** A text as it is compared, where it stands, and in which block of other columns. */
export type FuzzyItem = {
  readonly text: string;
  readonly original: string;
  readonly rows: number[];
  /** The block by other columns. */
  readonly group: number;
};

/** Each different text once, with its rows; equal texts need no comparing. */
export function fuzzyItems({
  functionName,
  table,
  column,
  normalize,
  block,
}: {
  readonly functionName: string;
  readonly table: Table;
  readonly column: string;
  readonly normalize: boolean;
  readonly block: FuzzyBlock;
}): readonly FuzzyItem[] {
  requireTable(functionName, table);
  const source = requireColumn(table, column, functionName);
  if (source.type !== "text") {
    const got = `${shown(column)} of type ${source.type}`;
    throw refusal({ code: "wrong-type", functionName, need: "a column of texts", got, facts: { name: column } });
  }
  const { codes, dictionary } = source;
  const texts = normalize ? dictionary.map(comparable) : dictionary;
  const keys = block.by === "columns" ? blockColumns({ functionName, table, columns: block.columns }) : [];
  const groups = codeRows({ columns: keys, rowCount: table.rowCount });
  const compared = makeColumn({ functionName, name: column, values: texts });
  const compareCodes = compared.type === "text" ? compared.codes : new Int32Array(0);
  const perRow = codes.map((code) => (code < 0 ? -1 : (compareCodes[code] as number))); // a code is an index
  const textColumn: Column = { type: "text", codes: perRow, dictionary: texts, missing: source.missing };
  const { codes: itemOf, firstRows } = codeRows({ columns: [textColumn, ...keys], rowCount: table.rowCount });
  const items: FuzzyItem[] = Array.from(firstRows, (row) => {
    const code = codes[row] as number; // a row of the table
    return {
      text: texts[code] ?? "",
      original: dictionary[code] ?? "",
      rows: [],
      group: groups.codes[row] ?? 0,
    };
  });
  for (let row = 0; row < table.rowCount; row++) {
    if ((codes[row] as number) >= 0) items[itemOf[row] as number]?.rows.push(row); // row < n
  }
  return items.filter(({ rows }) => rows.length > 0);
}

/** Small letters and digits with one space between words. */
function comparable(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
}

function blockColumns({
  functionName,
  table,
  columns,
}: {
  readonly functionName: string;
  readonly table: Table;
  readonly columns: string | readonly string[];
}): readonly Column[] {
  return requireNames({ functionName, table, names: columns, argument: "block.columns" }).map((name) =>
    columnOf(table, name),
  );
}
