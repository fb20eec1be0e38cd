import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { findIdenticalColumns, findTargetProxies } from "./leakage-columns.ts";
import { findDuplicateRows, findNearDuplicateRows, findSharedGroups } from "./leakage-duplicates.ts";
import type { Leak } from "./leakage-finding.ts";
import { findFutureRows, findLateFeatures } from "./leakage-times.ts";
import { refusal, shown } from "./refusal.ts";
import { columnOf, requireEntries, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import type { Table } from "./table.ts";

/**
 * Looks for leaks: ways in which the answer, or the future, has slipped into what the model learns from.
 *
 * A leak makes the test look good and the model useless. It is rarely seen in the code and nearly always in the data, so
 * this looks at the parts themselves, the first one being what is learned from:
 *
 * - "duplicate-rows" and "near-duplicate-rows": tested on what was learned by heart;
 * - "shared-groups" (name the `group`): the same customer on both sides;
 * - "future-rows" (name the `time`): learned from what came later;
 * - "target-proxy" (name the `target`): a feature that all but determines the target;
 * - "identical-columns": copies, among them copies of the target;
 * - "known-too-late" (give `predictedAt` and `knownAt`): a feature that is written down after the event.
 *
 * Finding nothing proves nothing: it means that none of these seven was seen.
 *
 * @param parts      tables by name, the one that is learned from first: { train, test }
 * @param target     the column to predict
 * @param group      the column or columns that say who a row is about
 * @param time       when a row happened: numbers or ISO text
 * @param predictedAt  the column that says when the prediction is made
 * @param knownAt    for features that become known later, the column that says when: { refund: "refunded_at" }
 * @param threshold  how sure a feature must be of the target to be reported; default 0.98 (AUC, rank correlation or share of
 *                   errors saved)
 * @returns          the leaks, errors first. O(rows × columns), near duplicates O(rows × columns²)
 * @throws {EngineError} "empty" without a part, "wrong-type" when parts differ in types, "unknown-column", "out-of-range"
 * @example
 * const train = fromColumns({ customer: ["a", "b", "c"], calls: [1, 5, 2] });
 * const test = fromColumns({ customer: ["b", "d"], calls: [3, 4] });
 * findLeaks({ parts: { train, test }, group: "customer" }).map(({ kind, count }) => [kind, count]) // => [["shared-groups", 1]]
 * @source  Kaufman et al. 2012, Leakage in data mining; Kapoor & Narayanan 2023, Leakage and the reproducibility crisis
 */
export function findLeaks(options: {
  readonly parts: Readonly<Record<string, Table>>;
  readonly target?: string;
  readonly group?: string | readonly string[];
  readonly time?: string;
  readonly predictedAt?: string;
  readonly knownAt?: Readonly<Record<string, string>>;
  readonly threshold?: number;
}): Leak[] {
  const {
    parts,
    target,
    group,
    time,
    predictedAt,
    knownAt = {},
    threshold = 0.98,
  } = requireOptions(functionName, options, [
    "parts",
    "target",
    "group",
    "time",
    "predictedAt",
    "knownAt",
    "threshold",
  ]);
  requireNumber({ functionName, name: "threshold", value: threshold, least: 0, most: 1 });
  const entries = requireParts(parts);
  const names = entries.map(([name]) => name);
  const tables = entries.map(([, table]) => table);
  const [part, table] = entries[0] as readonly [string, Table]; // requireParts gives at least one
  const several = { parts: names, tables };
  const check = (argument: string, columns: string | readonly string[]): readonly string[] =>
    requireNames({ functionName, table, names: columns, argument });
  const late = requireEntries({ functionName, argument: "knownAt", entries: knownAt });
  for (const [feature, known] of late) check("knownAt", feature === known ? [feature] : [feature, known]);
  if (late.length > 0 && predictedAt === undefined) {
    throw refusal({ code: "wrong-type", functionName, need: "predictedAt beside knownAt", got: "none" });
  }
  const helpers = new Set([target, ...(group === undefined ? [] : check("group", group))]);
  const leaks = [
    ...findDuplicateRows({ ...several, names: table.names }),
    ...findNearDuplicateRows({ ...several, names: table.names }),
    ...(group === undefined ? [] : findSharedGroups({ ...several, group: check("group", group) })),
    ...(time === undefined ? [] : check("time", time).flatMap((one) => findFutureRows({ ...several, time: one }))),
    ...(target === undefined
      ? []
      : check("target", target).flatMap((one) => {
          const features = table.names.filter((name) => !helpers.has(name));
          return findTargetProxies({ part, table, target: one, features, threshold });
        })),
    ...findIdenticalColumns({ part, table }),
    ...(predictedAt === undefined || late.length === 0
      ? []
      : check("predictedAt", predictedAt).flatMap((one) =>
          findLateFeatures({ part, table, predictedAt: one, knownAt: sameTypes(table, one, late) }),
        )),
  ];
  return leaks.sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
}

const functionName = "findLeaks";

function requireParts(parts: Readonly<Record<string, Table>>): readonly (readonly [string, Table])[] {
  const entries = requireEntries({ functionName, argument: "parts", entries: parts });
  const first = entries[0];
  if (first === undefined) throw refusal({ code: "empty", functionName, need: "at least one part", got: "none" });
  for (const [name, table] of entries) {
    requireTable(functionName, table, `parts.${name}`);
    requireNames({ functionName, table, names: first[1].names, argument: `parts.${name}`, mayBeEmpty: true });
    for (const column of first[1].names) requireSameType({ column, first: first[1], table, part: name });
  }
  return entries;
}

function requireSameType({
  column,
  first,
  table,
  part,
}: {
  readonly column: string;
  readonly first: Table;
  readonly table: Table;
  readonly part: string;
}): void {
  const [wanted, type] = [columnOf(first, column).type, columnOf(table, column).type];
  if (wanted === type) return;
  const need = `${shown(column)} to be ${wanted} in every part`;
  throw refusal({ code: "wrong-type", functionName, need, got: `${type} in ${part}`, facts: { column } });
}

function sameTypes(
  table: Table,
  predictedAt: string,
  knownAt: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  const wanted = columnOf(table, predictedAt).type;
  for (const [, time] of knownAt) {
    const { type } = columnOf(table, time);
    if (type === wanted) continue;
    const need = `${shown(time)} to be ${wanted} like ${shown(predictedAt)}`;
    throw refusal({ code: "wrong-type", functionName, need, got: type });
  }
  return knownAt;
}
