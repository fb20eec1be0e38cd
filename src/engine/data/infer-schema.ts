import { looksLike, type Meaning } from "./looks-like.ts";
import { columnOf } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { codeRows } from "./row-codes.ts";
import type { Column, Table } from "./table.ts";

/** What a column is and what it seems to mean. */
export type ColumnSchema = {
  readonly name: string;
  /** How it is stored. */
  readonly type: Column["type"];
  /** Whether a value is missing. */
  readonly nullable: boolean;
  readonly missing: number;
  /** Number of different values that are there. */
  readonly distinct: number;
  readonly looksLike: Meaning;
};

/**
 * The schema of a table: for each column its type, whether values are missing, how many different ones there are, and what
 * they seem to mean. A type says how a column is stored; a postcode stored as a number is still no quantity.
 *
 * The first rule that fits names the meaning:
 * 1. "empty": no value; "constant": one value only, which tells a model nothing.
 * 2. "boolean": stored as one, or 0 and 1 only, or two words such as yes and no.
 * 3. "date": ISO dates as text (`castColumns` makes day numbers of them).
 * 4. "identifier": ten values or more, no two equal, and either whole numbers that count up by one or in a column named like
 *    an identifier (id, key, code, no, number, nik, uuid …), or texts without blanks. A model would learn it by heart.
 * 5. "integer", "decimal": numbers, also where they are stored as text.
 * 6. "category": texts of which there are at most 50 different ones, each on average at least twice; otherwise "text".
 *
 * A guess by rule, not knowledge: read it, then decide. O(n × columns).
 *
 * @param table  any table
 * @returns      one entry a column, in order
 * @throws {EngineError} "wrong-type" for what is no table
 * @example inferSchema(readCsv("id,born\n1,2001-05-07\n2,\n"))[1] // => { name: "born", type: "text", nullable: true, missing: 1, distinct: 1, looksLike: "constant" }
 * @example inferSchema(readCsv("price\n3\n4.5\n")).map((column) => column.looksLike) // => ["decimal"]
 */
export function inferSchema(table: Table): ColumnSchema[] {
  requireTable("inferSchema", table);
  return table.names.map((name) => {
    const column = columnOf(table, name);
    const { missing } = column;
    const { firstRows } = codeRows({ columns: [column], rowCount: table.rowCount });
    const distinct = firstRows.length - (missing > 0 ? 1 : 0);
    const meaning = looksLike({ name, column, firstRows, count: table.rowCount - missing, distinct });
    return { name, type: column.type, nullable: missing > 0, missing, distinct, looksLike: meaning };
  });
}
