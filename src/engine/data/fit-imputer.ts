import { requireOptions } from "#engine/core/require-options.ts";
import { aggregateColumn } from "./aggregate-column.ts";
import { type Cell, cellAt } from "./cell.ts";
import { type FillRule, type ImputerRule, parseRule } from "./fill-rule.ts";
import { groupBy } from "./group-by.ts";
import { refusal, shown } from "./refusal.ts";
import { columnOf, requireEntries, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { gatherRowsByCode } from "./rows-by-code.ts";
import type { Column, Table } from "./table.ts";

/** What holes are filled with; plain data that survives `structuredClone` and JSON. */
export type Imputer = {
  readonly kind: "table-imputer";
  readonly version: 1;
  readonly columns: readonly ImputedColumn[];
};

export type ImputedColumn = {
  readonly name: string;
  readonly type: Column["type"];
  /** For every row whose group is not among `groups`. */
  readonly value: number | string | boolean;
  /** Columns that name the group; none for one value everywhere. */
  readonly by: readonly string[];
  /** The value of each group in which one was there. */
  readonly groups: readonly { readonly key: readonly Cell[]; readonly value: number | string | boolean }[];
};

/**
 * Learns from a table what to fill the holes of its columns with: the mean, median or most frequent value, or a constant.
 *
 * Fit on the training rows, use on all others (`applyImputer`). A mean taken over the test rows as well lets the model see
 * what it is going to be asked. With `by`, each group has a value of its own, and the overall one serves groups in which
 * nothing was there or that the training rows did not have.
 *
 * @param table    n rows
 * @param columns  a rule by column name, e.g. `{ mass: "median", sex: "mode", income: { fill: "median", by: "city" } }`
 * @returns        plain data
 * @throws {EngineError} "unknown-column"; "wrong-type" for the mean or median of a column that holds no numbers or a constant of
 *   another type; "empty" for a column without any value; "out-of-range" for another rule
 * @example fitImputer({ table: readCsv("mass\n3\n4\n\n8\n"), columns: { mass: "median" } }).columns[0].value // => 4
 * @source  agrees with sklearn.impute.SimpleImputer (test/conformance); of several most frequent values the smallest is taken
 */
export function fitImputer(options: {
  readonly table: Table;
  readonly columns: Readonly<Record<string, ImputerRule>>;
}): Imputer {
  const { table, columns } = requireOptions(functionName, options, ["table", "columns"]);
  requireTable(functionName, table);
  const rules = requireEntries({ functionName, argument: "columns", entries: columns });
  requireNames({ functionName, table, names: rules.map(([name]) => name), argument: "columns" });
  const allowed = ["constant", "mean", "median", "mode"];
  const fitted = rules.map(([name, rule]) =>
    fitColumn({ functionName, table, name, rule: parseRule({ functionName, name, rule, allowed }) }),
  );
  return { kind: "table-imputer", version: 1, columns: fitted };
}

const functionName = "fitImputer";

/** What one column is filled with; errors speak in the name of the function that was called. */
export function fitColumn({
  functionName,
  table,
  name,
  rule,
}: {
  readonly functionName: string;
  readonly table: Table;
  readonly name: string;
  readonly rule: Exclude<FillRule, string>;
}): ImputedColumn {
  const column = columnOf(table, name);
  if (rule.fill === "constant") {
    requireConstant({ functionName, name, column, value: rule.value });
    return { name, type: column.type, value: rule.value, by: [], groups: [] };
  }
  const { fill } = rule;
  if (fill !== "mean" && fill !== "median" && fill !== "mode") {
    throw refusal({ code: "out-of-range", functionName, need: "a rule that can be fitted", got: shown(fill) });
  }
  if (fill !== "mode" && column.type !== "number") {
    const need = `numbers for the ${fill} of ${shown(name)}`;
    throw refusal({ code: "wrong-type", functionName, need, got: column.type, facts: { name } });
  }
  const value = cellAt(aggregateWhole({ table, name, fill }), 0);
  if (value === null) {
    const need = `a value in ${shown(name)} to learn from`;
    throw refusal({ code: "empty", functionName, need, got: "none", facts: { name } });
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    const need = `a finite ${fill} of ${shown(name)}`;
    throw refusal({ code: "not-finite", functionName, need, got: String(value), facts: { name } });
  }
  if (rule.by === undefined) return { name, type: column.type, value, by: [], groups: [] };
  const by = requireNames({ functionName, table, names: rule.by, argument: "by" });
  if (by.includes(name)) {
    const need = `other columns in by than ${shown(name)} itself`;
    throw refusal({ code: "duplicate-key", functionName, need, got: shown(name), facts: { name } });
  }
  const perGroup = groupBy({ table, by, aggregate: { [unusedName(by)]: { op: fill, column: name } } });
  const keys = by.map((key) => columnOf(perGroup, key));
  if (
    keys.some((key) => key.type === "number" && key.values.some((one) => Math.abs(one) === Number.POSITIVE_INFINITY))
  ) {
    throw refusal({ code: "not-finite", functionName, need: "finite keys in by", got: "Infinity", facts: { name } });
  }
  const values = columnOf(perGroup, unusedName(by));
  const groups = Array.from({ length: perGroup.rowCount }, (_, row) => ({
    key: keys.map((key) => cellAt(key, row)),
    value: cellAt(values, row),
  })).flatMap((group) => (group.value === null ? [] : [{ key: group.key, value: group.value }]));
  return { name, type: column.type, value, by, groups };
}

function aggregateWhole({
  table,
  name,
  fill,
}: {
  readonly table: Table;
  readonly name: string;
  readonly fill: "mean" | "median" | "mode";
}): Column {
  const codes = new Int32Array(table.rowCount);
  const groups = { codes, groupCount: 1, members: gatherRowsByCode({ codes, codeCount: 1 }) };
  return aggregateColumn({ functionName, table, name, spec: { op: fill, column: name }, groups });
}

function unusedName(names: readonly string[]): string {
  return `${names.join("\u0000")}\u0000`;
}

function requireConstant({
  functionName,
  name,
  column,
  value,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly column: Column;
  readonly value: unknown;
}): void {
  const type = column.type === "text" ? "string" : column.type;
  if (typeof value === type && (typeof value !== "number" || Number.isFinite(value))) return;
  const need = `a constant of type ${column.type} for ${shown(name)}`;
  throw refusal({ code: "wrong-type", functionName, need, got: shown(value), facts: { name } });
}
