import { columnOf } from "./require-names.ts";
import { stackColumns } from "./stack-columns.ts";
import type { Column, Table } from "./table.ts";

/** The columns of all parts, one part below the other; the caller compared their types. */
export function stackedColumns({
  tables,
  names,
}: {
  readonly tables: readonly Table[];
  readonly names: readonly string[];
}): Column[] {
  return names.map((name) => {
    const [first, ...others] = tables.map((table) => columnOf(table, name));
    return stackColumns([first as Column, ...others]); // there is at least one part
  });
}

/** The column with small differences taken away: texts without case, spaces and punctuation, numbers to three digits. */
export function likenessOf(column: Column): Column {
  if (column.type === "boolean") return column;
  if (column.type === "number")
    return { ...column, values: column.values.map((value) => Number(value.toPrecision(3))) };
  const codeOf = new Map<string, number>();
  const newCodes = column.dictionary.map((text) => {
    const bare = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    const code = codeOf.get(bare) ?? codeOf.size;
    codeOf.set(bare, code);
    return code;
  });
  const codes = column.codes.map((code) => (code < 0 ? -1 : (newCodes[code] as number))); // a code is an index
  return { ...column, codes, dictionary: [...codeOf.keys()] };
}
