import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Cell, cellAt } from "#engine/data/cell.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import { requireTable } from "#engine/data/require-table.ts";
import type { Table } from "#engine/data/table.ts";
import { type FeatureGroup, type OnlinePlace, requireGroup, type StoredBatch } from "./feature-group.ts";
import { type ColumnRequest, inputColumn, requireRows } from "./input-columns.ts";
import { timesOf } from "./times-of.ts";

/**
 * Adds records to a feature group: all of them to the history, and to the online store each that is not older than what is there.
 *
 * Records arrive late and out of order. By event time, not by time of arrival, the latest is the true one, so a late record of
 * last week joins the history but does not replace today's; of two with one event time the one that arrived last counts.
 * With `deletes` the records say that these things are gone from that time on: they leave the online store, and the history
 * remembers both. Identifiers are compared as text, as SageMaker keeps them: 1 and "1" are one thing. O(records + things online).
 *
 * @param group         as it was; not changed
 * @param table         the identifier, the event time and all features, of the group's types
 * @param ingestedAtMs  when the records arrive, in milliseconds since 1970; never earlier than the last arrival
 * @param deletes       default false; with true only identifier and event time are read
 * @returns             the group as it is now
 * @throws {EngineError} "unknown-column", "wrong-type" for another type or a missing identifier or event time, "empty", "out-of-range"
 *                       when arrival goes back in time, "bad-expression" for an event time that cannot be read
 * @example
 * const empty = createFeatureGroup({ name: "customers", recordIdentifier: "id", eventTime: "at", features: { visits: "number" } });
 * const table = fromColumns({ id: ["a", "a"], at: [2000, 1000], visits: [7, 3] });
 * getRecord({ group: putRecords({ group: empty, table, ingestedAtMs: 5000 }), recordId: "a", nowMs: 5000 }) // => { id: "a", at: 2000, visits: 7 }
 */
export function putRecords(options: {
  readonly group: FeatureGroup;
  readonly table: Table;
  readonly ingestedAtMs: number;
  readonly deletes?: boolean;
}): FeatureGroup {
  const functionName = "putRecords";
  const {
    group,
    table,
    ingestedAtMs,
    deletes = false,
  } = requireOptions(functionName, options, ["group", "table", "ingestedAtMs", "deletes"]);
  requireGroup({ functionName, group });
  requireRows({ functionName, table: requireTable(functionName, table) });
  const last = group.history[group.history.length - 1]?.ingestedAtMs;
  requireNumber({
    functionName,
    name: "ingestedAtMs",
    value: ingestedAtMs,
    ...(last === undefined ? {} : { least: last }),
  });
  const batch: StoredBatch = {
    rowCount: table.rowCount,
    ingestedAtMs,
    isDeleted: deletes,
    recordIds: recordIdsOf({ functionName, table, name: group.recordIdentifier }),
    eventTimesMs: eventTimesOf({ functionName, table, name: group.eventTime }),
    values: deletes ? {} : featureValues({ functionName, group, table }),
  };
  return { ...group, history: [...group.history, batch], online: onlineAfter(group, batch) };
}

/** The identifier of every row; none may be missing. */
export function recordIdsOf({ functionName, table, name }: ColumnRequest): (string | number)[] {
  const column = inputColumn({ functionName, table, name });
  return Array.from({ length: table.rowCount }, (_, row) => {
    const id = cellAt(column, row);
    if (typeof id === "string" || (typeof id === "number" && Number.isFinite(id))) return id;
    const need = `a text or number as identifier in ${shown(name)}`;
    throw refusal({ code: "wrong-type", functionName, need, got: `${id} at row ${row}`, facts: { name, row } });
  });
}

/** The event time of every row in milliseconds; none may be missing. */
export function eventTimesOf({ functionName, table, name }: ColumnRequest): number[] {
  const times = timesOf({ functionName, name, column: inputColumn({ functionName, table, name }) });
  const row = times.findIndex(Number.isNaN);
  if (row < 0) return Array.from(times);
  throw refusal({
    code: "wrong-type",
    functionName,
    need: `a time in ${shown(name)}`,
    got: `none at row ${row}`,
    facts: { name, row },
  });
}

function featureValues({
  functionName,
  group,
  table,
}: {
  readonly functionName: string;
  readonly group: FeatureGroup;
  readonly table: Table;
}): Record<string, Cell[]> {
  const entries = Object.entries(group.features).map(([name, type]) => {
    const column = inputColumn({ functionName, table, name });
    // A column without any value has no type of its own: it reads as text.
    if (column.type !== type && column.missing < table.rowCount) {
      throw refusal({
        code: "wrong-type",
        functionName,
        need: `${type} in ${shown(name)}`,
        got: column.type,
        facts: { name },
      });
    }
    const cells = Array.from({ length: table.rowCount }, (_, row) => cellAt(column, row));
    const row = cells.findIndex((cell) => typeof cell === "number" && !Number.isFinite(cell));
    if (row < 0) return [name, cells] as const;
    throw refusal({
      code: "not-finite",
      functionName,
      need: `finite numbers in ${shown(name)}`,
      got: `${cells[row]} at row ${row}`,
      facts: { name },
    });
  });
  return Object.fromEntries(entries);
}

/** The online store after a batch: a record takes the place unless it is older by event time. */
function onlineAfter(group: FeatureGroup, batch: StoredBatch): Record<string, OnlinePlace> {
  const online = new Map(Object.entries(group.online));
  const batches = [...group.history, batch];
  const latest = latestDeletions(group, batch);
  for (let row = 0; row < batch.rowCount; row++) {
    const id = String(batch.recordIds[row]);
    const time = batch.eventTimesMs[row] as number; // row < rowCount
    const before = online.get(id);
    const beforeMs = before === undefined ? latest.get(id) : batches[before.batch]?.eventTimesMs[before.row];
    if (beforeMs !== undefined && time < beforeMs) continue;
    if (batch.isDeleted) {
      online.delete(id);
      latest.set(id, time);
    } else {
      online.set(id, { batch: group.history.length, row });
    }
  }
  return Object.fromEntries(online);
}

/** When each thing of the batch was last said to be gone: an older record must not bring it back. */
function latestDeletions(group: FeatureGroup, { recordIds }: StoredBatch): Map<string, number> {
  const latest = new Map<string, number>();
  const deletions = group.history.filter(({ isDeleted }) => isDeleted);
  if (deletions.length === 0) return latest;
  const wanted = new Set(recordIds.map(String));
  for (const batch of deletions) {
    for (const [row, recordId] of batch.recordIds.entries()) {
      const id = String(recordId);
      const time = batch.eventTimesMs[row] as number; // row < rowCount
      if (wanted.has(id)) latest.set(id, Math.max(time, latest.get(id) ?? time));
    }
  }
  return latest;
}
