import { requireOptions } from "#engine/core/require-options.ts";
import { fillColumns } from "./apply-imputer.ts";
import { isMissingAt } from "./cell.ts";
import { type FillRule, parseRule } from "./fill-rule.ts";
import { fitColumn } from "./fit-imputer.ts";
import { gatherColumn } from "./gather-column.ts";
import { refusal, shown } from "./refusal.ts";
import { columnOf, requireEntries, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import type { Column, Table } from "./table.ts";
import { tableOf } from "./table-of.ts";

/**
 * Fills missing values, each column by its own rule.
 *
 * Every way of filling invents data: the mean makes a column look less spread than it is, the last value pretends that nothing
 * happened since, and a model can not tell an invented value from a measured one. Where being missing says something,
 * keep a column that says it. For training and test rows use `fitImputer`, so that the test rows teach nothing.
 *
 * "forward" leaves the holes before the first value, "backward" those after the last, and "linear" both, for nothing is
 * there to go by. "linear" goes by row number, as if rows were equally far apart.
 *
 * @param table    n rows
 * @param columns  a rule by column name, e.g. `{ mass: "median", sex: { fill: "constant", value: "unknown" } }`
 * @returns        n rows. O(n) a column, "median" O(n log n)
 * @throws {EngineError} "unknown-column"; "wrong-type" for a mean, median or line of a column that holds no numbers, or a constant of
 *   another type; "empty" for a mean, median or mode without any value; "out-of-range" for another rule
 * @example rows(fillMissing({ table: readCsv("t,x\n1,10\n2,\n3,30\n"), columns: { x: "linear" } }))[1] // => { t: 2, x: 20 }
 * @example rows(fillMissing({ table: readCsv("sex,mass\nf,3\nf,\nm,9\n"), columns: { mass: { fill: "mean", by: "sex" } } }))[1] // => { sex: "f", mass: 3 }
 * @source  agrees with pandas fillna, ffill, bfill and interpolate(limit_area="inside") (test/conformance)
 */
export function fillMissing(options: {
  readonly table: Table;
  readonly columns: Readonly<Record<string, FillRule>>;
}): Table {
  const functionName = "fillMissing";
  const { table, columns } = requireOptions(functionName, options, ["table", "columns"]);
  requireTable(functionName, table);
  const entries = requireEntries({ functionName, argument: "columns", entries: columns });
  requireNames({ functionName, table, names: entries.map(([name]) => name), argument: "columns", mayBeEmpty: true });
  const allowed = ["constant", "mean", "median", "mode", "forward", "backward", "linear"];
  const rules = entries.map(([name, rule]) => ({ name, rule: parseRule({ functionName, name, rule, allowed }) }));
  const learned = rules.flatMap(({ name, rule }) =>
    isByOrder(rule) ? [] : [fitColumn({ functionName, table, name, rule })],
  );
  const filled = new Map(
    rules.flatMap(({ name, rule }) =>
      isByOrder(rule)
        ? [[name, fillByOrder({ functionName, name, column: columnOf(table, name), rule })] as const]
        : [],
    ),
  );
  const { names, columns: imputed } = fillColumns({ functionName, table, columns: learned });
  return tableOf({
    functionName,
    rowCount: table.rowCount,
    entries: names.map((name) => [name, filled.get(name) ?? (imputed[name] as Column)]), // names name the columns
  });
}

type OrderRule = { readonly fill: "forward" | "backward" | "linear" };

function isByOrder(rule: Exclude<FillRule, string>): rule is OrderRule {
  return rule.fill === "forward" || rule.fill === "backward" || rule.fill === "linear";
}

function fillByOrder({
  functionName,
  name,
  column,
  rule,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly column: Column;
  readonly rule: OrderRule;
}): Column {
  const rowCount = (column.type === "text" ? column.codes : column.values).length;
  const before = nearestRows({ column, rowCount, direction: 1 });
  if (rule.fill === "forward") return gatherColumn(column, before);
  const after = nearestRows({ column, rowCount, direction: -1 });
  if (rule.fill === "backward") return gatherColumn(column, after);
  if (column.type !== "number") {
    const need = `numbers for a line through ${shown(name)}`;
    throw refusal({ code: "wrong-type", functionName, need, got: column.type, facts: { name } });
  }
  const { values } = column;
  let missing = 0;
  const filled = values.map((value, row) => {
    if (!Number.isNaN(value)) return value;
    const low = before[row] as number; // one a row
    const high = after[row] as number; // one a row
    if (low < 0 || high < 0) {
      missing++;
      return Number.NaN;
    }
    const [from, to] = [values[low] as number, values[high] as number]; // rows of the column
    return from + ((to - from) * (row - low)) / (high - low);
  });
  return { type: "number", values: filled, missing };
}

/** For each row the nearest row at or before it (direction 1), or at or after it (−1), that has a value; −1 for none. */
function nearestRows({
  column,
  rowCount,
  direction,
}: {
  readonly column: Column;
  readonly rowCount: number;
  readonly direction: 1 | -1;
}): Int32Array {
  const nearest = new Int32Array(rowCount);
  let last = -1;
  for (let k = 0; k < rowCount; k++) {
    const row = direction === 1 ? k : rowCount - 1 - k;
    if (!isMissingAt(column, row)) last = row;
    nearest[row] = last;
  }
  return nearest;
}
