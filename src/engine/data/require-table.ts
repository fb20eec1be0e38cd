import { isTable } from "./is-table.ts";
import { refusal, shown } from "./refusal.ts";
import type { Table } from "./table.ts";

/** Checks that an argument is a table; code that was never type-checked passes rows, promises and nothing at all. */
export function requireTable(functionName: string, table: Table, argument = "table"): Table {
  if (isTable(table)) return table;
  throw refusal({
    code: "wrong-type",
    functionName,
    need: `a table in ${argument}`,
    got: shown(table),
    facts: { argument },
  });
}
