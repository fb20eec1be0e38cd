import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { squareUnit } from "#engine/core/square-unit.ts";
import { isMissingAt } from "./cell.ts";
import { requireColumn } from "./column.ts";
import { gatherColumn } from "./gather-column.ts";
import { groupEnds, groupQuantiles } from "./group-quantiles.ts";
import { groupMeans, groupSums, groupVariances } from "./group-sums.ts";
import { orderRanks } from "./order-ranks.ts";
import { refusal, shown } from "./refusal.ts";
import { codeRows } from "./row-codes.ts";
import type { RowsByCode } from "./rows-by-code.ts";
import type { Column, NumberColumn, Table } from "./table.ts";

/** How a group of values becomes one: `{ op: "mean", column: "price" }`. */
export type Aggregate =
  | { readonly op: "count"; readonly column?: string | undefined }
  | {
      readonly op:
        | "missing"
        | "distinct"
        | "sum"
        | "mean"
        | "min"
        | "max"
        | "median"
        | "variance"
        | "sd"
        | "first"
        | "last"
        | "mode";
      readonly column: string;
    }
  | { readonly op: "quantile"; readonly column: string; readonly p: number };

/** Rows in groups: the group of each row, and the rows of each group. */
export type Groups = { readonly codes: Int32Array; readonly groupCount: number; readonly members: RowsByCode };

const operations = [
  "count",
  "missing",
  "distinct",
  "sum",
  "mean",
  "min",
  "max",
  "median",
  "variance",
  "sd",
  "first",
  "last",
  "mode",
  "quantile",
] as const;

/** One aggregate of all groups, a cell a group. */
export function aggregateColumn({
  functionName,
  table,
  name,
  spec,
  groups,
}: {
  readonly functionName: string;
  readonly table: Table;
  readonly name: string;
  readonly spec: Aggregate;
  readonly groups: Groups;
}): Column {
  if (typeof spec !== "object" || spec === null) {
    const need = `an op and a column for ${shown(name)}`;
    throw refusal({ code: "wrong-type", functionName, need, got: shown(spec), facts: { name } });
  }
  requireOneOf({ functionName, name: "op", value: spec.op, options: operations });
  if (spec.op === "count" && spec.column === undefined) return numberColumn(groupCounts(groups));
  const column = requireColumn(table, String(spec.column), functionName);
  switch (spec.op) {
    case "count":
      return numberColumn(countWhere({ column, groups, isCounted: false }));
    case "missing":
      return numberColumn(countWhere({ column, groups, isCounted: true }));
    case "distinct":
      return numberColumn(countDistinct({ column, groups }));
    case "first":
    case "last":
      return gatherColumn(column, endRows({ column, groups, end: spec.op }));
    case "mode":
      return gatherColumn(column, modeRows({ column, groups }));
    default:
      return numberColumn(aggregateNumbers({ values: numbersOf({ functionName, column, spec }), spec, groups }));
  }
}

function aggregateNumbers({
  values,
  spec,
  groups,
}: {
  readonly values: Float64Array;
  readonly spec: Aggregate;
  readonly groups: Groups;
}): Float64Array {
  switch (spec.op) {
    case "sum":
      return groupSums({ values, groups });
    case "mean":
      return groupMeans({ values, groups });
    case "variance":
      return groupVariances({ values, groups });
    case "sd":
      return groupDeviations({ values, groups });
    case "min":
      return groupEnds({ values, groups, isBetter: (a, b) => a < b });
    case "max":
      return groupEnds({ values, groups, isBetter: (a, b) => a > b });
    default: {
      const p = spec.op === "quantile" ? spec.p : 0.5;
      requireNumber({ functionName: "groupBy", name: "p", value: p, least: 0, most: 1 });
      return groupQuantiles({ values, groups, p });
    }
  }
}

/** Root of the variance, taken in another unit where the squares would be no numbers that a double can hold. */
function groupDeviations({ values, groups }: { readonly values: Float64Array; readonly groups: Groups }): Float64Array {
  const unit = squareUnit([values]);
  const variances = groupVariances({ values: unit === 1 ? values : values.map((value) => value / unit), groups });
  return variances.map((variance) => Math.sqrt(variance) * unit);
}

function numberColumn(values: Float64Array): NumberColumn {
  let missing = 0;
  for (let k = 0; k < values.length; k++) if (Number.isNaN(values[k])) missing++;
  return { type: "number", values, missing };
}

function numbersOf({
  functionName,
  column,
  spec,
}: {
  readonly functionName: string;
  readonly column: Column;
  readonly spec: Aggregate;
}): Float64Array {
  if (column.type === "number") return column.values;
  if (column.type === "boolean")
    return Float64Array.from(column.values, (value) => (value === 255 ? Number.NaN : value));
  const need = `a column of numbers or booleans for ${spec.op}`;
  throw refusal({ code: "wrong-type", functionName, need, got: `${shown(spec.column)} of type text` });
}

function groupCounts({ members, groupCount }: Groups): Float64Array {
  const { starts } = members;
  return Float64Array.from({ length: groupCount }, (_, group) => (starts[group + 1] ?? 0) - (starts[group] ?? 0));
}

function countWhere({
  column,
  groups,
  isCounted,
}: {
  readonly column: Column;
  readonly groups: Groups;
  readonly isCounted: boolean;
}): Float64Array {
  const counts = new Float64Array(groups.groupCount);
  for (let row = 0; row < groups.codes.length; row++) {
    const group = groups.codes[row] as number; // row < n
    if (isMissingAt(column, row) === isCounted) counts[group] = (counts[group] as number) + 1; // group < groupCount
  }
  return counts;
}

function countDistinct({ column, groups }: { readonly column: Column; readonly groups: Groups }): Float64Array {
  const counts = new Float64Array(groups.groupCount);
  const group: NumberColumn = { type: "number", values: new Float64Array(groups.codes), missing: 0 };
  const { firstRows } = codeRows({ columns: [group, column], rowCount: groups.codes.length });
  for (const row of firstRows) {
    const code = groups.codes[row] as number; // a row of the table
    if (!isMissingAt(column, row)) counts[code] = (counts[code] as number) + 1; // code < groupCount
  }
  return counts;
}

/** The first or last row of each group in which the value is there; −1 where none is. */
function endRows({
  column,
  groups,
  end,
}: {
  readonly column: Column;
  readonly groups: Groups;
  readonly end: "first" | "last";
}): Int32Array {
  const found = new Int32Array(groups.groupCount).fill(-1);
  for (let row = 0; row < groups.codes.length; row++) {
    const group = groups.codes[row] as number; // row < n
    if (isMissingAt(column, row) || (end === "first" && (found[group] as number) >= 0)) continue; // group < groupCount
    found[group] = row;
  }
  return found;
}

/** A row that holds the most frequent value of each group, the smallest of several; −1 where no value is there. */
function modeRows({ column, groups }: { readonly column: Column; readonly groups: Groups }): Int32Array {
  const { ranks, rankCount } = orderRanks(column);
  const { starts, rows } = groups.members;
  return Int32Array.from({ length: groups.groupCount }, (_, group) => {
    const members = rows.subarray(starts[group], starts[group + 1]);
    const byRank = Int32Array.from(members, (row) => ranks[row] as number).sort(); // a row of the table
    let best = -1;
    let bestCount = 0;
    for (let from = 0; from < byRank.length; ) {
      const rank = byRank[from] as number; // from < length
      let to = from + 1;
      while (to < byRank.length && byRank[to] === rank) to++;
      if (rank < rankCount - 1 && to - from > bestCount) {
        best = rank;
        bestCount = to - from;
      }
      from = to;
    }
    return best < 0 ? -1 : (members.find((row) => ranks[row] === best) ?? -1);
  });
}
