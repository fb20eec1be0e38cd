import { describe, expect, test } from "vitest";
import {
  applyImputer,
  castColumns,
  column,
  concatTables,
  correlationMatrix,
  derive,
  distinctRows,
  dropColumns,
  dropDuplicates,
  dropMissing,
  fillMissing,
  findDuplicates,
  findFuzzyDuplicates,
  fitImputer,
  fromColumns,
  groupBy,
  inferSchema,
  joinTables,
  numbers,
  pivot,
  profile,
  renameColumns,
  row,
  sampleRows,
  sortRows,
  type Table,
  takeRows,
  unpivot,
  writeJsonLines,
} from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import { imputer, rng, table, wrong } from "./hostile-samples.ts";

describe("what is no table has the wrong type", () => {
  const calls: readonly (readonly [string, (table: Table) => unknown])[] = [
    ["inferSchema", inferSchema],
    ["profile", profile],
    ["writeJsonLines", writeJsonLines],
    ["groupBy", (table) => groupBy({ table, by: "g", aggregate: {} })],
    ["sortRows", (table) => sortRows({ table, by: "g" })],
    ["derive", (table) => derive({ table, columns: {} })],
    ["joinTables left", (left) => joinTables({ left, right: table, on: "g" })],
    ["joinTables right", (right) => joinTables({ left: table, right, on: "g" })],
    ["concatTables", (one) => concatTables({ tables: [table, one] })],
    ["renameColumns", (table) => renameColumns({ table, names: {} })],
    ["dropColumns", (table) => dropColumns({ table, columns: [] })],
    ["distinctRows", (table) => distinctRows({ table })],
    ["pivot", (table) => pivot({ table, rows: "x", columns: "g", aggregate: { op: "count" } })],
    ["unpivot", (table) => unpivot({ table, columns: ["x"] })],
    ["sampleRows", (table) => sampleRows({ table, count: 1, rng })],
    ["castColumns", (table) => castColumns({ table, columns: {} })],
    ["fillMissing", (table) => fillMissing({ table, columns: {} })],
    ["dropMissing", (table) => dropMissing({ table })],
    ["fitImputer", (table) => fitImputer({ table, columns: { x: "mean" } })],
    ["applyImputer", (table) => applyImputer({ table, imputer })],
    ["findDuplicates", (table) => findDuplicates({ table })],
    ["dropDuplicates", (table) => dropDuplicates({ table })],
    ["findFuzzyDuplicates", (table) => findFuzzyDuplicates({ table, column: "g" })],
    ["correlationMatrix", (table) => correlationMatrix({ table })],
  ];
  test.each(calls)("%s", (_, call) => {
    for (const value of [null, undefined, 5, "x", [], [{ x: 1 }], {}, { rowCount: 1, names: ["x"], columns: {} }]) {
      expect(errorOf(() => call(wrong(value))).code).toBe("wrong-type");
    }
  });
});

describe("empty tables and single rows give right answers", () => {
  const empty = takeRows({ table, rows: [] });
  const single = takeRows({ table, rows: [0] });
  const calls: readonly (readonly [string, (table: Table) => Table])[] = [
    ["sortRows", (table) => sortRows({ table, by: ["g", { column: "x", order: "descending" }] })],
    ["derive", (table) => derive({ table, columns: { z: (one) => one.index } })],
    ["dropDuplicates", (table) => dropDuplicates({ table })],
    ["distinctRows", (table) => distinctRows({ table })],
    ["concatTables", (table) => concatTables({ tables: [table] })],
    ["fillMissing", (table) => fillMissing({ table, columns: { x: "forward", g: "backward" } })],
    ["dropMissing", (table) => dropMissing({ table })],
    ["castColumns", (table) => castColumns({ table, columns: { x: "text" } })],
    ["groupBy", (table) => groupBy({ table, by: ["g", "x"], aggregate: { n: { op: "distinct", column: "flag" } } })],
    ["pivot", (table) => pivot({ table, rows: "x", columns: "g", aggregate: { op: "count" } })],
    ["unpivot", (table) => unpivot({ table, columns: ["x"] })],
    ["joinTables", (table) => joinTables({ left: table, right: table, on: "g", how: "full" })],
    ["sampleRows", (table) => sampleRows({ table, count: table.rowCount, rng })],
  ];
  test.each(calls)("%s", (_, call) => {
    expect(call(empty).rowCount).toBe(0);
    expect(call(single).rowCount).toBe(1);
  });

  test("and reports on them are reports on nothing", () => {
    expect(profile(empty).columns.map(({ looksLike }) => looksLike)).toEqual(["empty", "empty", "empty"]);
    expect(findDuplicates({ table: empty })).toEqual({ groups: [], surplus: 0 });
    expect(findFuzzyDuplicates({ table: empty, column: "g" })).toEqual({ clusters: [], pairs: [], comparisons: 0 });
    expect(correlationMatrix({ table: empty, columns: ["x"] }).values).toEqual([[Number.NaN]]);
    expect(inferSchema(fromColumns({}))).toEqual([]);
  });
});

test("more comparisons than anybody waits for are refused before they begin", () => {
  const many = fromColumns({ name: Array.from({ length: 7000 }, (_, k) => `name ${k}`) });
  expect(errorOf(() => findFuzzyDuplicates({ table: many, column: "name" })).code).toBe("out-of-range");
  const repeated = fromColumns({ k: new Float64Array(20_000) });
  expect(errorOf(() => joinTables({ left: repeated, right: repeated, on: "k" })).code).toBe("out-of-range");
  const wide = fromColumns({ id: [...Array(2000).keys()] });
  expect(errorOf(() => pivot({ table: wide, rows: "id", columns: "id", aggregate: { op: "count" } })).code).toBe(
    "duplicate-key",
  );
});

test("a million rows join, group, sort and lose their duplicates", () => {
  const count = 1_000_000;
  const id = Float64Array.from({ length: count }, (_, k) => (k * 7919) % 1000);
  const big = fromColumns({ id, x: Float64Array.from({ length: count }, (_, k) => k) });
  const grouped = groupBy({ table: big, by: "id", aggregate: { n: { op: "count" }, sum: { op: "sum", column: "x" } } });
  expect(grouped.rowCount).toBe(1000);
  expect(Array.from(numbers(grouped, "n"))).toEqual(Array(1000).fill(1000));
  // 0 + 1 + … + 999,999 = 999,999 × 500,000.
  expect(numbers(grouped, "sum").reduce((sum, value) => sum + value, 0)).toBe(499_999_500_000);
  const joined = joinTables({ left: big, right: grouped, on: "id", unique: "right" });
  expect([joined.rowCount, column(joined, "n").missing]).toEqual([count, 0]);
  const sorted = sortRows({ table: big, by: ["id", { column: "x", order: "descending" }] });
  expect([row(sorted, 0), row(sorted, count - 1)]).toEqual([
    { id: 0, x: 999_000 },
    { id: 999, x: 321 },
  ]);
  expect(dropDuplicates({ table: big, columns: "id", keep: "none" }).rowCount).toBe(0);
});
