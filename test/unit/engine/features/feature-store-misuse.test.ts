import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/from-columns.ts";
import { createFeatureGroup, getRecord, joinPointInTime, putRecords } from "#engine/features/index.ts";
import { refusalOf } from "#test/unit/engine/refusal-of.ts";
import { empty, put } from "./feature-store-samples.ts";

describe("refused", () => {
  const table = fromColumns({ id: ["a"], at: [1], value: [1] });
  const hostile: readonly (readonly [string, () => unknown, string])[] = [
    [
      "arrival before the last",
      () => put(put(empty, [{ id: "a", at: 1, value: 1 }], 10), [{ id: "a", at: 1, value: 1 }], 9),
      "out-of-range",
    ],
    [
      "no rows",
      () => putRecords({ group: empty, table: fromColumns({ id: [], at: [], value: [] }), ingestedAtMs: 0 }),
      "empty",
    ],
    [
      "a feature that is absent",
      () => putRecords({ group: empty, table: fromColumns({ id: ["a"], at: [1] }), ingestedAtMs: 0 }),
      "unknown-column",
    ],
    [
      "text for a number",
      () => putRecords({ group: empty, table: fromColumns({ id: ["a"], at: [1], value: ["x"] }), ingestedAtMs: 0 }),
      "wrong-type",
    ],
    ["an infinite feature", () => put(empty, [{ id: "a", at: 1, value: Number.POSITIVE_INFINITY }], 0), "not-finite"],
    [
      "a missing time",
      () =>
        putRecords({ group: empty, table: fromColumns({ id: ["a"], at: [Number.NaN], value: [1] }), ingestedAtMs: 0 }),
      "wrong-type",
    ],
    [
      "a time that is none",
      () =>
        putRecords({ group: empty, table: fromColumns({ id: ["a"], at: ["yesterday"], value: [1] }), ingestedAtMs: 0 }),
      "bad-expression",
    ],
    [
      "a missing identifier",
      () => putRecords({ group: empty, table: fromColumns({ id: [null], at: [1], value: [1] }), ingestedAtMs: 0 }),
      "wrong-type",
    ],
    ["null for a group", () => putRecords({ group: null as never, table, ingestedAtMs: 0 }), "wrong-type"],
    ["null for a table", () => putRecords({ group: empty, table: null as never, ingestedAtMs: 0 }), "wrong-type"],
    ["no time of asking", () => getRecord({ group: empty, recordId: "a", nowMs: Number.NaN }), "not-finite"],
    ["an identifier that is none", () => getRecord({ group: empty, recordId: {} as never, nowMs: 1 }), "wrong-type"],
    [
      "a taken name",
      () => joinPointInTime({ table, id: "id", time: "at", group: put(empty, [{ id: "a", at: 1, value: 1 }], 0) }),
      "duplicate-key",
    ],
    [
      "features that are no list",
      () => joinPointInTime({ table, id: "id", time: "at", group: empty, features: 3 as never }),
      "wrong-type",
    ],
    [
      "a group without features",
      () => createFeatureGroup({ name: "g", recordIdentifier: "i", eventTime: "t", features: {} }),
      "empty",
    ],
    [
      "one name twice",
      () => createFeatureGroup({ name: "g", recordIdentifier: "i", eventTime: "i", features: { x: "number" } }),
      "duplicate-key",
    ],
  ];
  test.each(hostile)("%s", (_, call, code) => {
    expect(refusalOf(call)).toBe(code);
  });
});
