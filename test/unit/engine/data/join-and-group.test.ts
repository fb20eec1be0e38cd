import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  concatTables,
  createRng,
  derive,
  distinctRows,
  dropColumns,
  dropDuplicates,
  findDuplicates,
  fromColumns,
  groupBy,
  type JoinHow,
  joinTables,
  pivot,
  renameColumns,
  rows,
  sampleRows,
  sortRows,
  takeRows,
  unpivot,
} from "#engine/data/index.ts";
import { anyTable, meaning } from "./tables.ts";

/** Two tables with keys that repeat and are missing now and then. */
const keys = fc.array(fc.constantFrom("a", "b", "c", null), { maxLength: 8 });
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

describe("columns and rows", () => {
  test("derived columns read the table as it was", () => {
    const table = fromColumns({ a: [1, 2], b: ["x", null], c: [true, null] });
    const made = derive({
      table,
      columns: {
        a: (row) => row.number("a") * 10,
        twice: (row) => row.number("a") * 2,
        where: (row) => `${row.index}${row.text("b") ?? "?"}${row.boolean("c")}${row.cell("b")}`,
        flag: (row) => row.number("c"),
      },
    });
    expect(made.names).toEqual(["a", "b", "c", "twice", "where", "flag"]);
    expect(rows(made)).toEqual([
      { a: 10, b: "x", c: true, twice: 2, where: "0xtruex", flag: 1 },
      { a: 20, b: null, c: null, twice: 4, where: "1?nullnull", flag: null },
    ]);
  });

  test("two names may be swapped", () => {
    const table = fromColumns({ a: [1], b: [2] });
    expect(rows(renameColumns({ table, names: { a: "b", b: "a" } }))).toEqual([{ b: 1, a: 2 }]);
  });

  test("stacked halves are the whole", () => {
    fc.assert(
      fc.property(anyTable, fc.nat({ max: 8 }), (table, cut) => {
        const all = [...Array(table.rowCount).keys()];
        const halves = [takeRows({ table, rows: all.slice(0, cut) }), takeRows({ table, rows: all.slice(cut) })];
        expect(meaning(concatTables({ tables: halves }))).toEqual(meaning(table));
      }),
    );
  });

  test("a lacking column is filled when asked, and a column of nothing fits every type", () => {
    const tables = [fromColumns({ x: [1], y: ["a"] }), fromColumns({ x: [null], z: [true] })];
    expect(rows(concatTables({ tables, lacking: "missing" }))).toEqual([
      { x: 1, y: "a", z: null },
      { x: null, y: null, z: true },
    ]);
  });

  test("dropping duplicates twice changes nothing more, and keeps no two equal rows", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const doubled = concatTables({ tables: [table, table] });
        const once = dropDuplicates({ table: doubled });
        expect(rows(dropDuplicates({ table: once }))).toEqual(rows(once));
        expect(rows(once)).toEqual(rows(dropDuplicates({ table })));
        expect(dropDuplicates({ table: doubled, keep: "none" }).rowCount).toBe(0);
        expect(findDuplicates({ table: once })).toEqual({ groups: [], surplus: 0 });
      }),
    );
  });

  test("pivot undoes unpivot where each combination comes once", () => {
    const wide = fromColumns({ id: ["a", "b"], y2024: [1, null], y2025: [3, 4] });
    const long = unpivot({ table: wide, columns: ["y2024", "y2025"], name: "year" });
    expect(long.rowCount).toBe(4);
    const again = pivot({ table: long, rows: "id", columns: "year", aggregate: { op: "first", column: "value" } });
    expect(rows(again)).toEqual(rows(wide));
  });

  test("samples are rows of the table, each once, and equal for equal seeds", () => {
    const table = fromColumns({ x: [...Array(50).keys()] });
    const draw = (seed: number) => rows(sampleRows({ table, count: 20, rng: createRng(seed) })).map((row) => row["x"]);
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
    expect(new Set(draw(3)).size).toBe(20);
    expect(new Set(rows(sampleRows({ table, count: 50, rng: createRng(1) })).map((row) => row["x"])).size).toBe(50);
    expect(sampleRows({ table, count: 80, rng: createRng(1), replace: true }).rowCount).toBe(80);
  });

  test("every row is drawn equally often", () => {
    // 4000 draws of 1 out of 8: each comes 500 times, give or take 21; 6 deviations are 126.
    const table = fromColumns({ x: [...Array(8).keys()] });
    const rng = createRng(9);
    const counts = new Array(8).fill(0);
    for (let k = 0; k < 2000; k++) {
      for (const { x } of rows(sampleRows({ table, count: 2, rng }))) counts[Number(x)]++;
    }
    for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(126);
  });
});
