import { requireOptions } from "#engine/core/require-options.ts";
import { columnOf, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { codeRows } from "./row-codes.ts";
import { selectColumns } from "./select-columns.ts";
import type { Table } from "./table.ts";
import { takeRows } from "./take-rows.ts";

/**
 * The different combinations of values in some columns, each once, in order of first appearance: which plans exist, which
 * pairs of city and product. Missing counts as a value. To remove repeated rows and keep all columns, see `dropDuplicates`.
 *
 * @param table    n rows
 * @param columns  one name or several; default all
 * @returns        only these columns, at most n rows. O(n × columns)
 * @throws {EngineError} "unknown-column", "duplicate-key" for a name given twice
 * @example rows(distinctRows({ table: readCsv("sex,mass\nmale,1\nfemale,2\nmale,3\n"), columns: "sex" })) // => [{ sex: "male" }, { sex: "female" }]
 */
export function distinctRows(options: {
  readonly table: Table;
  readonly columns?: string | readonly string[] | undefined;
}): Table {
  const functionName = "distinctRows";
  const { table, columns } = requireOptions(functionName, options, ["table", "columns"]);
  requireTable(functionName, table);
  const names = requireNames({
    functionName,
    table,
    names: columns ?? table.names,
    argument: "columns",
    mayBeEmpty: true,
  });
  const { firstRows } = codeRows({
    columns: names.map((name) => columnOf(table, name)),
    rowCount: table.rowCount,
  });
  return takeRows({ table: selectColumns({ table, columns: names }), rows: firstRows });
}
