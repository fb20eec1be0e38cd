import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  concatTables,
  createRng,
  distinctRows,
  dropColumns,
  findDuplicates,
  fromColumns,
  groupBy,
  type JoinHow,
  joinTables,
  rows,
  sortRows,
  takeRows,
} from "#engine/data/index.ts";
import { anyTable } from "./tables.ts";

const keys = fc.array(fc.constantFrom("a", "b", "c", null), { maxLength: 8 });

/** Two tables with keys that repeat and are missing now and then. */
const twoTables = fc.record({ left: keys, right: keys }).map(({ left, right }) => ({
  left: fromColumns({ key: ["a", ...left], at: [0, ...left.keys()].map((at, k) => (k === 0 ? 0 : at + 1)) }),
  right: fromColumns({ key: ["z", ...right], at: [0, ...right.keys()].map((at, k) => (k === 0 ? 0 : at + 1)) }),
}));

/** The definition: every pair of rows, in order, whose keys are there and equal. */
function pairsOf({ left, right }: Parameters<typeof joinTables>[0]): unknown[] {
  return rows(left).flatMap((one) =>
    rows(right)
      .filter((other) => one["key"] !== null && one["key"] === other["key"])
      .map((other) => ({ key: one["key"], at: one["at"], at_right: other["at"] })),
  );
}

describe("joins", () => {
  test("inner joins are the pairs of equal keys in order", () => {
    fc.assert(
      fc.property(twoTables, (tables) => {
        expect(rows(joinTables({ ...tables, on: "key" }))).toEqual(pairsOf({ ...tables, on: "key" }));
      }),
    );
  });

  test("semi and anti together are the left rows, and left = inner + anti in number", () => {
    fc.assert(
      fc.property(twoTables, (tables) => {
        const count = (how: JoinHow): number => joinTables({ ...tables, on: "key", how }).rowCount;
        expect(count("semi") + count("anti")).toBe(tables.left.rowCount);
        expect(count("left")).toBe(count("inner") + count("anti"));
        expect(count("full")).toBe(count("left") + count("right") - count("inner"));
      }),
    );
  });

  test("a right join is a left join with the sides changed", () => {
    fc.assert(
      fc.property(twoTables, ({ left, right }) => {
        const one = joinTables({ left, right, on: "key", how: "right" });
        const other = joinTables({ left: right, right: left, on: "key", how: "left" });
        expect(rows(one).map((row) => [row["key"], row["at"], row["at_right"]])).toEqual(
          rows(other).map((row) => [row["key"], row["at_right"], row["at"]]),
        );
      }),
    );
  });

  test("missing keys match nothing, and a full join keeps both of them", () => {
    const left = fromColumns({ id: [1, null], x: ["p", "q"] });
    const right = fromColumns({ id: [null, 1], y: [true, false] });
    expect(rows(joinTables({ left, right, on: "id", how: "full" }))).toEqual([
      { id: 1, x: "p", y: false },
      { id: null, x: "q", y: null },
      { id: null, x: null, y: true },
    ]);
  });

  test("keys of other names, numbers of two zeros, and several keys of which one is missing", () => {
    const left = fromColumns({ customer: [0, 1], city: ["Bogor", null], x: [1, 2] });
    const right = fromColumns({ id: [-0, 1], place: ["Bogor", null], y: [3, 4] });
    const on = { left: ["customer", "city"], right: ["id", "place"] };
    expect(rows(joinTables({ left, right, on, how: "left" }))).toEqual([
      { customer: 0, city: "Bogor", x: 1, y: 3 },
      { customer: 1, city: null, x: 2, y: null },
    ]);
  });

  test("empty tables join to empty ones with all columns", () => {
    const empty = takeRows({ table: fromColumns({ id: [1], x: [1] }), rows: [] });
    const full = fromColumns({ id: [1, 2], y: [1, 2] });
    expect(joinTables({ left: empty, right: full, on: "id" })).toMatchObject({ rowCount: 0, names: ["id", "x", "y"] });
    expect(joinTables({ left: empty, right: full, on: "id", how: "full" }).rowCount).toBe(2);
    expect(joinTables({ left: full, right: empty, on: "id", how: "anti" }).rowCount).toBe(2);
  });
});

describe("groups", () => {
  test("counts of groups sum to the rows, and so do sums", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const by = table.names.slice(0, 2);
        const groups = groupBy({ table, by, aggregate: { "rows of group": { op: "count" } } });
        const counts = rows(groups).map((row) => Number(row["rows of group"]));
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(table.rowCount);
        expect(counts.every((count) => count > 0)).toBe(true);
        expect(rows(dropColumns({ table: groups, columns: "rows of group" }))).toEqual(
          rows(distinctRows({ table, columns: by })),
        );
      }),
    );
  });

  test("the whole table is one group, even an empty one", () => {
    const aggregate = {
      n: { op: "count" },
      sum: { op: "sum", column: "x" },
      mean: { op: "mean", column: "x" },
      sd: { op: "sd", column: "x" },
      top: { op: "mode", column: "word" },
    } as const;
    const table = fromColumns({ x: [1, 3, null], word: ["b", "a", null] });
    expect(rows(groupBy({ table, by: [], aggregate }))).toEqual([{ n: 3, sum: 4, mean: 2, sd: Math.SQRT2, top: "a" }]);
    expect(rows(groupBy({ table: takeRows({ table, rows: [] }), by: [], aggregate }))).toEqual([
      { n: 0, sum: 0, mean: null, sd: null, top: null },
    ]);
    expect(groupBy({ table: takeRows({ table, rows: [] }), by: "word", aggregate }).rowCount).toBe(0);
  });

  test("booleans count as 1 and 0, and infinite values stay infinite", () => {
    const table = fromColumns({ yes: [true, false, true, null], x: [1, Number.POSITIVE_INFINITY, 2, 3] });
    const aggregate = {
      share: { op: "mean", column: "yes" },
      max: { op: "max", column: "x" },
      sum: { op: "sum", column: "x" },
    } as const;
    expect(rows(groupBy({ table, by: [], aggregate }))).toEqual([
      { share: 2 / 3, max: Number.POSITIVE_INFINITY, sum: Number.POSITIVE_INFINITY },
    ]);
  });

  test("many keys of many values still find the same groups as texts of the row", () => {
    const rng = createRng(5);
    const count = 3000;
    const column = (): Float64Array => Float64Array.from({ length: count }, () => rng.integer(900) - 450);
    const table = fromColumns({ a: column(), b: column(), c: column() });
    const doubled = concatTables({ tables: [table, table] });
    const seen = new Set(rows(table).map((row) => JSON.stringify(row)));
    expect(distinctRows({ table: doubled }).rowCount).toBe(seen.size);
    expect(findDuplicates({ table: doubled }).surplus).toBe(2 * count - seen.size);
  });
});

describe("order", () => {
  test("sorted rows are the same rows, and each key is in order", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double()), { maxLength: 30 }), (values) => {
        const table = fromColumns({ x: [0, ...values], at: [0, ...values].map((_, at) => at) });
        const ascending = rows(sortRows({ table, by: "x" }));
        expect(ascending.map((row) => row["at"]).toSorted((a, b) => Number(a) - Number(b))).toEqual(
          ascending.map((_, k) => k),
        );
        for (const [k, row] of ascending.entries()) {
          const next = ascending[k + 1];
          if (next === undefined || next["x"] === null) continue;
          expect(row["x"]).not.toBeNull();
          expect(Number(row["x"]) <= Number(next["x"])).toBe(true);
          if (Number(row["x"]) === Number(next["x"])) expect(Number(row["at"])).toBeLessThan(Number(next["at"]));
        }
        const descending = rows(sortRows({ table, by: { column: "x", order: "descending" } }));
        const present = (list: typeof ascending): unknown[] => list.map((row) => row["x"]).filter((x) => x !== null);
        // x + 0 makes one zero of the two, which tie.
        const sizes = (list: readonly unknown[]): number[] => list.map((x) => Number(x) + 0);
        expect(sizes(present(descending))).toEqual(sizes(present(ascending).reverse()));
      }),
    );
  });

  test("infinities sort to the ends, false before true, capitals before small letters", () => {
    const table = fromColumns({
      x: [1, Number.NEGATIVE_INFINITY, null, Number.POSITIVE_INFINITY],
      b: [true, false, null, true],
      t: ["a", "Z", "é", ""],
    });
    const column = (by: string): unknown[] => rows(sortRows({ table, by })).map((row) => row[by]);
    expect(column("x")).toEqual([Number.NEGATIVE_INFINITY, 1, Number.POSITIVE_INFINITY, null]);
    expect(column("b")).toEqual([false, true, true, null]);
    expect(column("t")).toEqual(["", "Z", "a", "é"]);
  });
});
