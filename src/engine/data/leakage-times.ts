import { isMissingAt } from "./cell.ts";
import { type Leak, mostExamples } from "./leakage-finding.ts";
import { stackedColumns } from "./leakage-rows.ts";
import { orderRanks } from "./order-ranks.ts";
import { columnOf } from "./require-names.ts";
import { stackColumns } from "./stack-columns.ts";
import type { Column, Table } from "./table.ts";

/** Rows of the first part that happened after the earliest row of a later part. Missing times are left out. */
export function findFutureRows({
  parts,
  tables,
  time,
}: {
  readonly parts: readonly string[];
  readonly tables: readonly Table[];
  readonly time: string;
}): Leak[] {
  const stacked = stackedColumns({ tables, names: [time] })[0] as Column; // one name, one column
  const { ranks } = orderRanks(stacked);
  const learnedRows = tables[0]?.rowCount ?? 0;
  let from = learnedRows;
  return tables.slice(1).flatMap((table, at): Leak[] => {
    const start = from;
    from += table.rowCount;
    let earliest = Number.POSITIVE_INFINITY;
    for (let row = start; row < from; row++) {
      if (!isMissingAt(stacked, row)) earliest = Math.min(earliest, ranks[row] as number); // row < stacked rows
    }
    const later: number[] = [];
    for (let row = 0; row < learnedRows; row++) {
      if (!isMissingAt(stacked, row) && (ranks[row] as number) > earliest) later.push(row); // as above
    }
    if (later.length === 0) return [];
    const part = parts[at + 1] ?? "";
    return [
      {
        kind: "future-rows",
        severity: "error",
        columns: [time],
        parts: [parts[0] ?? "", part],
        count: later.length,
        strength: null,
        examples: later.slice(0, mostExamples).map((row) => [{ part: parts[0] ?? "", row }]),
        explanation: `${later.length} rows of ${parts[0]} are later than the earliest row of ${part}: the model learns from the future of what it is tested on. Split by time (method "time").`,
      },
    ];
  });
}

/** Features whose value came to be known only after the moment of prediction, row by row. */
export function findLateFeatures({
  part,
  table,
  predictedAt,
  knownAt,
}: {
  readonly part: string;
  readonly table: Table;
  readonly predictedAt: string;
  readonly knownAt: readonly (readonly [feature: string, time: string])[];
}): Leak[] {
  return knownAt.flatMap(([feature, time]): Leak[] => {
    const known = columnOf(table, time);
    const predicted = columnOf(table, predictedAt);
    const { ranks } = orderRanks(stackColumns([known, predicted]));
    const late: number[] = [];
    for (let row = 0; row < table.rowCount; row++) {
      if (isMissingAt(known, row) || isMissingAt(predicted, row)) continue;
      if ((ranks[row] as number) > (ranks[table.rowCount + row] as number)) late.push(row); // row < n
    }
    if (late.length === 0) return [];
    return [
      {
        kind: "known-too-late",
        severity: "error",
        columns: [feature, time, predictedAt],
        parts: [part],
        count: late.length,
        strength: null,
        examples: late.slice(0, mostExamples).map((row) => [{ part, row }]),
        explanation: `in ${late.length} rows ${feature} is known (${time}) only after the prediction is made (${predictedAt}): in use it will be missing or different. Take the value as it was at that moment, by a point-in-time join.`,
      },
    ];
  });
}
