import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/from-columns.ts";
import { rows } from "#engine/data/rows.ts";
import {
  createFeatureGroup,
  type FeatureGroup,
  findSkew,
  getRecord,
  joinPointInTime,
  offlineTable,
  putRecords,
} from "#engine/features/index.ts";
import { refusalOf } from "#test/unit/engine/refusal-of.ts";
import { empty, type Put, put } from "./feature-store-samples.ts";

const gone = (group: FeatureGroup, id: string, at: number, ingestedAtMs: number) =>
  putRecords({ group, ingestedAtMs, deletes: true, table: fromColumns({ id: [id], at: [at] }) });

const valueIn = (group: FeatureGroup, id: string, nowMs = 1e6) => getRecord({ group, recordId: id, nowMs })?.["value"];

const joined = (group: FeatureGroup, when: number, knownBy: "event" | "ingestion" = "event") => {
  const table = fromColumns({ who: ["a"], when: [when] });
  return rows(joinPointInTime({ table, id: "who", time: "when", group, knownBy }))[0]?.["value"];
};

const batches = fc.array(
  fc.array(
    fc.record({
      id: fc.constantFrom("a", "b", "__proto__", "7"),
      at: fc.integer({ min: 0, max: 50 }),
      value: fc.integer(),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  { minLength: 1, maxLength: 8 },
);

const filled = (list: readonly (readonly Put[])[]) =>
  list.reduce((group, batch, i) => put(group, batch, 10 * i), empty);

describe("the online store", () => {
  test("holds for each thing the last arrived of its latest records", () => {
    fc.assert(
      fc.property(batches, (list) => {
        const group = filled(list);
        for (const id of ["a", "b", "__proto__", "7", "toString"]) {
          const own = list.flat().filter((record) => record.id === id);
          const latest = Math.max(...own.map(({ at }) => at));
          expect(valueIn(group, id)).toEqual(own.findLast(({ at }) => at === latest)?.value);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a late record joins the history and leaves the newer one online", () => {
    const group = put(put(empty, [{ id: "a", at: 9, value: 2 }], 10), [{ id: "a", at: 4, value: 1 }], 20);
    expect(group.history.length).toBe(2);
    expect(valueIn(group, "a")).toBe(2);
    expect([joined(group, 8), joined(group, 9)]).toEqual([1, 2]);
  });

  test("time to live ends a record", () => {
    const group = { ...put(empty, [{ id: "a", at: 100, value: 2 }], 100), timeToLiveMs: 50 };
    expect([valueIn(group, "a", 150), valueIn(group, "a", 151)]).toEqual([2, undefined]);
  });

  test("what was deleted is gone, an older record does not bring it back, a newer one does", () => {
    const deleted = gone(put(empty, [{ id: "a", at: 5, value: 1 }], 10), "a", 7, 20);
    expect(valueIn(deleted, "a")).toBeUndefined();
    expect([joined(deleted, 6), joined(deleted, 7)]).toEqual([1, null]);
    expect(valueIn(put(deleted, [{ id: "a", at: 6, value: 2 }], 30), "a")).toBeUndefined();
    expect(valueIn(put(deleted, [{ id: "a", at: 8, value: 3 }], 30), "a")).toBe(3);
    expect(valueIn(gone(put(empty, [{ id: "a", at: 5, value: 1 }], 10), "a", 4, 20), "a")).toBe(1);
  });

  test("a group is plain data, and putting leaves the old one as it was", () => {
    fc.assert(
      fc.property(batches, (list) => {
        const group = filled(list);
        const copy: FeatureGroup = JSON.parse(JSON.stringify(group));
        put(group, [{ id: "a", at: 99, value: 0 }], 1000);
        expect(structuredClone(group)).toEqual(copy);
        expect(valueIn(copy, "a")).toEqual(valueIn(group, "a"));
      }),
      { numRuns: 20 },
    );
  });
});

describe("the offline store", () => {
  test("keeps every record in order of arrival", () => {
    fc.assert(
      fc.property(batches, (list) => {
        const expected = list.flatMap((batch, i) =>
          batch.map(({ id, at, value }) => ({ id, at, value, g_ingestedAtMs: 10 * i, g_isDeleted: false })),
        );
        expect(rows(offlineTable({ group: filled(list) }))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  test("shows a deletion as a row without features, and one kind of identifier", () => {
    const numbered = putRecords({
      group: empty,
      table: fromColumns({ id: [7], at: [1], value: [5] }),
      ingestedAtMs: 2,
    });
    expect(rows(offlineTable({ group: gone(numbered, "7", 3, 4) }))).toEqual([
      { id: "7", at: 1, value: 5, g_ingestedAtMs: 2, g_isDeleted: false },
      { id: "7", at: 3, value: null, g_ingestedAtMs: 4, g_isDeleted: true },
    ]);
  });

  test("of a new group has its columns and no rows", () => {
    const { names, rowCount } = offlineTable({ group: empty });
    expect([names, rowCount]).toEqual([["id", "at", "value", "g_ingestedAtMs", "g_isDeleted"], 0]);
  });
});

describe("the point-in-time join", () => {
  test("never sees the future: records after a row's time change nothing in it", () => {
    fc.assert(
      fc.property(batches, fc.integer({ min: 0, max: 50 }), (list, when) => {
        const past = list.map((batch) => batch.filter(({ at }) => at <= when)).filter((batch) => batch.length > 0);
        expect(joined(filled(list), when)).toEqual(joined(filled(past), when));
      }),
      { numRuns: 60 },
    );
  });

  test("by ingestion it knows only what had arrived", () => {
    const group = put(put(empty, [{ id: "a", at: 1, value: 1 }], 10), [{ id: "a", at: 5, value: 2 }], 40);
    expect([9, 20, 40].map((when) => joined(group, when, "ingestion"))).toEqual([null, 1, 2]);
    expect(joined(group, 20)).toBe(2);
  });

  test("keeps the columns and types of what it adds, even where all is missing", () => {
    const features = { n: "number", t: "text", b: "boolean" } as const;
    const group = createFeatureGroup({ name: "all", recordIdentifier: "id", eventTime: "at", features });
    const table = fromColumns({ id: ["a"], at: ["2026-11-24"], n: [1], t: ["x"], b: [true] });
    const made = joinPointInTime({
      table: fromColumns({ id: ["a", "z"], when: ["2026-11-25T00:00:00+07:00", "2026-11-25"] }),
      id: "id",
      time: "when",
      group: putRecords({ group, table, ingestedAtMs: 0 }),
    });
    expect(made.names).toEqual(["id", "when", "n", "t", "b", "all_eventTimeMs"]);
    expect(rows(made).map(({ n, t, b }) => [n, t, b])).toEqual([
      [1, "x", true],
      [null, null, null],
    ]);
  });
});

describe("skew", () => {
  const training = fromColumns({ id: ["a", "b", "c"], age: [30, null, 50], city: ["x", "y", "z"] });

  test("equal values are the same in any order, rows of one side are counted", () => {
    const serving = fromColumns({ id: ["c", "b", "d"], age: [50, null, 1], city: ["z", "y", "x"] });
    const report = findSkew({ training, serving, id: "id", columns: ["age", "city"] });
    expect(report).toMatchObject({ compared: 2, onlyTraining: 1, onlyServing: 1 });
    expect(report.columns.map(({ verdict }) => verdict)).toEqual(["same", "same"]);
  });

  test("another default for missing values, another spelling and another rounding are found", () => {
    const serving = fromColumns({ id: ["a", "b", "c"], age: [30.4, 0, 50], city: ["x", "Y", "z"] });
    const [age, city] = findSkew({ training, serving, id: "id", columns: ["age", "city"] }).columns;
    expect(age).toMatchObject({ different: 2, missingOnOneSide: 1, verdict: "skewed" });
    expect(age?.largestDifference).toBeCloseTo(0.4, 12);
    expect(city).toMatchObject({ different: 1, differentShare: 1 / 3, verdict: "skewed" });
  });

  test("infinity is the same as infinity and as nothing else", () => {
    const side = (age: number) => fromColumns({ id: ["a"], age: Float64Array.of(age) });
    const verdict = (a: number, b: number) =>
      findSkew({ training: side(a), serving: side(b), id: "id", columns: ["age"] }).columns[0]?.verdict;
    const infinity = Number.POSITIVE_INFINITY;
    expect([verdict(infinity, infinity), verdict(infinity, 5), verdict(5, -infinity)]).toEqual([
      "same",
      "skewed",
      "skewed",
    ]);
  });

  test("no common row and a doubled name are refused", () => {
    const other = (ids: readonly string[]) => fromColumns({ id: ids, age: ids.map(() => 1), city: ids.map(() => "x") });
    const code = (ids: readonly string[]) =>
      refusalOf(() => findSkew({ training, serving: other(ids), id: "id", columns: ["age"] }));
    expect([code(["q"]), code(["a", "a"])]).toEqual(["too-few-rows", "duplicate-key"]);
  });
});

test('an identifier is its text, as SageMaker\'s ValueAsString: 1 and "1" are one thing online and in the join', () => {
  const group = put(empty, [{ id: "1", at: 10, value: 3 }], 10);
  expect(getRecord({ group, recordId: 1, nowMs: 20 })).toMatchObject({ value: 3 });
  const asked = fromColumns({ who: [1], when: [20] });
  const joinedRows = rows(joinPointInTime({ table: asked, id: "who", time: "when", group }));
  expect(joinedRows).toMatchObject([{ value: 3 }]);
});
