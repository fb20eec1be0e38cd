import { requireOptions } from "#engine/core/require-options.ts";
import type { Cell } from "#engine/data/cell.ts";
import type { Column, Table } from "#engine/data/table.ts";
import { tableOf } from "#engine/data/table-of.ts";
import { type FeatureGroup, requireGroup, type StoredBatch } from "./feature-group.ts";
import { typedColumn } from "./typed-column.ts";

/**
 * The offline store as a table: every record that was ever put, in order of arrival.
 *
 * Where `getRecord` tells what is so now, this tells what was said when: how a customer's features moved, which records came
 * late (arrival long after event time), what was deleted. A deletion is a row without features. To make training rows take
 * `joinPointInTime`, which looks at each time only as far back as was known. O(records × features).
 *
 * @param group  any feature group
 * @returns      identifier, event time in milliseconds, the features, `<group>_ingestedAtMs` and `<group>_isDeleted`; identifiers
 *               are texts if any of them is
 * @throws {EngineError} "wrong-type" for what is no group, "duplicate-key" where a feature has one of these names
 * @example
 * const empty = createFeatureGroup({ name: "g", recordIdentifier: "id", eventTime: "at", features: { visits: "number" } });
 * const group = putRecords({ group: empty, table: fromColumns({ id: ["a"], at: [1000], visits: [3] }), ingestedAtMs: 9000 });
 * rows(offlineTable({ group })) // => [{ id: "a", at: 1000, visits: 3, g_ingestedAtMs: 9000, g_isDeleted: false }]
 * @source  the offline store of Amazon SageMaker Feature Store, which adds write_time and is_deleted
 */
export function offlineTable(options: { readonly group: FeatureGroup }): Table {
  const functionName = "offlineTable";
  const { group } = requireOptions(functionName, options, ["group"]);
  requireGroup({ functionName, group });
  const { history } = group;
  const ids = history.flatMap(({ recordIds }) => recordIds);
  const areTexts = ids.some((id) => typeof id === "string");
  const entries: (readonly [string, Column])[] = [
    [group.recordIdentifier, typedColumn(areTexts ? "text" : "number", areTexts ? ids.map(String) : ids)],
    [
      group.eventTime,
      typedColumn(
        "number",
        history.flatMap(({ eventTimesMs }) => eventTimesMs),
      ),
    ],
    ...Object.entries(group.features).map(([name, type]) => {
      const cells = eachRecord(history, (batch, row) => batch.values[name]?.[row] ?? null);
      return [name, typedColumn(type, cells)] as const;
    }),
    [
      `${group.name}_ingestedAtMs`,
      typedColumn(
        "number",
        eachRecord(history, ({ ingestedAtMs }) => ingestedAtMs),
      ),
    ],
    [
      `${group.name}_isDeleted`,
      typedColumn(
        "boolean",
        eachRecord(history, ({ isDeleted }) => isDeleted),
      ),
    ],
  ];
  return tableOf({ functionName, rowCount: ids.length, entries });
}

function eachRecord(history: readonly StoredBatch[], read: (batch: StoredBatch, row: number) => Cell): Cell[] {
  return history.flatMap((batch) => Array.from({ length: batch.rowCount }, (_, row) => read(batch, row)));
}
