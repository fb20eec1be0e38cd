import { requireList } from "#engine/core/require-list.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireTable } from "#engine/data/require-table.ts";
import type { Column, Table } from "#engine/data/table.ts";
import { tableOf } from "#engine/data/table-of.ts";
import { type FeatureGroup, requireGroup } from "./feature-group.ts";
import { isAlive } from "./get-record.ts";
import { numberColumn } from "./number-column.ts";
import { eventTimesOf, recordIdsOf } from "./put-records.ts";
import { typedColumn } from "./typed-column.ts";

/**
 * Adds to each row the features as they stood at the row's own time: the latest record not later than it.
 *
 * To train a model on "did the customer leave in March", the features must be those of March. Joining today's instead lets the
 * model see the future: superb in the lab, useless in service. Here no record with an event time after the row's is ever used;
 * one of exactly that time is. With `knownBy: "ingestion"` it must also have arrived by then, which is what a service would
 * have had, late data included; "event" (default) also suits histories that were loaded later in one go.
 *
 * A row without such a record gets missing values, as it does when the thing was deleted or the record's time to live was over.
 * O(n log k + history log history) for k records of one thing; by ingestion up to O(n k), where much arrives late.
 *
 * @param table      n rows with an identifier and a time, e.g. the labels
 * @param id         the column that holds the group's record identifier
 * @param time       the column of the row's time: ISO 8601 text or milliseconds since 1970
 * @param group      the features' group
 * @param features   which of them; default all
 * @param knownBy    "event" (default) or "ingestion"
 * @returns          the table with the features behind its columns, and `<group>_eventTimeMs`, the time of the record used
 * @throws {EngineError} "unknown-column", "wrong-type", "bad-expression", "duplicate-key" when a feature's name is taken
 * @example
 * const empty = createFeatureGroup({ name: "customers", recordIdentifier: "id", eventTime: "at", features: { visits: "number" } });
 * const group = putRecords({ group: empty, table: fromColumns({ id: ["a", "a"], at: [1000, 3000], visits: [3, 7] }), ingestedAtMs: 9000 });
 * numbers(joinPointInTime({ table: fromColumns({ who: ["a", "a"], when: [2000, 500] }), id: "who", time: "when", group }), "visits") // => [3, NaN]
 * @source  the point-in-time query of Amazon SageMaker Feature Store; as pandas.merge_asof (test/conformance)
 */
export function joinPointInTime(options: {
  readonly table: Table;
  readonly id: string;
  readonly time: string;
  readonly group: FeatureGroup;
  readonly features?: readonly string[];
  readonly knownBy?: "event" | "ingestion";
}): Table {
  const functionName = "joinPointInTime";
  const {
    table,
    id,
    time,
    group,
    features,
    knownBy = "event",
  } = requireOptions(functionName, options, ["table", "id", "time", "group", "features", "knownBy"]);
  requireGroup({ functionName, group });
  requireTable(functionName, table);
  requireOneOf({ functionName, name: "knownBy", value: knownBy, options: ["event", "ingestion"] });
  const wanted = requireList({ functionName, name: "features", value: features ?? Object.keys(group.features) });
  for (const value of wanted)
    requireOneOf({ functionName, name: "features", value, options: Object.keys(group.features) });
  const ids = recordIdsOf({ functionName, table, name: id });
  const times = eventTimesOf({ functionName, table, name: time });
  const records = sortedRecords(group);
  const found = ids.map((recordId, row) => {
    const own = records.get(String(recordId)) ?? [];
    const atMs = times[row] as number; // one time a row
    const record = latestBy({ records: own, atMs, knownBy });
    const isUsable =
      record !== undefined && !record.isDeleted && isAlive({ group, eventTimeMs: record.eventTimeMs, nowMs: atMs });
    return isUsable ? record : undefined;
  });
  const made = wanted.map((name): readonly [string, Column] => {
    const cells = found.map((record) =>
      record === undefined ? null : (group.history[record.batch]?.values[name]?.[record.row] ?? null),
    );
    return [name, typedColumn(group.features[name] ?? "text", cells)];
  });
  const usedTimes = Float64Array.from(found, (record) => record?.eventTimeMs ?? Number.NaN);
  const before = table.names.map((name) => [name, table.columns[name] as Column] as const); // names name the columns
  const entries = [...before, ...made, [`${group.name}_eventTimeMs`, numberColumn(usedTimes)] as const];
  return tableOf({ functionName, rowCount: table.rowCount, entries });
}

type StoredRecord = {
  readonly batch: number;
  readonly row: number;
  readonly eventTimeMs: number;
  readonly ingestedAtMs: number;
  readonly isDeleted: boolean;
};

/** The records of each thing by event time; of equal times in order of arrival. */
function sortedRecords(group: FeatureGroup): Map<string, StoredRecord[]> {
  const records = new Map<string, StoredRecord[]>();
  for (const [batch, { recordIds, eventTimesMs, ingestedAtMs, isDeleted }] of group.history.entries()) {
    for (const [row, recordId] of recordIds.entries()) {
      const key = String(recordId);
      const record = { batch, row, eventTimeMs: eventTimesMs[row] as number, ingestedAtMs, isDeleted }; // one time a record
      const own = records.get(key);
      if (own === undefined) records.set(key, [record]);
      else own.push(record);
    }
  }
  for (const own of records.values()) own.sort((a, b) => a.eventTimeMs - b.eventTimeMs); // stable: arrival decides
  return records;
}

function latestBy({
  records,
  atMs,
  knownBy,
}: {
  readonly records: readonly StoredRecord[];
  readonly atMs: number;
  readonly knownBy: "event" | "ingestion";
}): StoredRecord | undefined {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((records[middle] as StoredRecord).eventTimeMs <= atMs)
      low = middle + 1; // middle < length
    else high = middle;
  }
  if (knownBy === "event") return records[low - 1];
  for (let at = low - 1; at >= 0; at--) if ((records[at] as StoredRecord).ingestedAtMs <= atMs) return records[at]; // at ≥ 0
  return undefined;
}
