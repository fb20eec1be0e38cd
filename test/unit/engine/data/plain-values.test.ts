import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { column, fromColumns, fromRows, isTable, numbers, rows } from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import { anyTable, meaning } from "./tables.ts";

describe("tables from plain values", () => {
  test("types follow the values, null, undefined and NaN are missing", () => {
    const table = fromColumns({
      number: [1, null, Number.NaN],
      text: ["a", undefined, ""],
      boolean: [true, false, null],
      typed: Float32Array.of(0.5, 1, 2),
      nothing: [null, null, null],
    });
    expect(meaning(table)).toMatchObject({
      rowCount: 3,
      types: { number: "number", text: "text", boolean: "boolean", typed: "number", nothing: "text" },
    });
    expect(table.names.map((name) => column(table, name).missing)).toEqual([2, 1, 1, 0, 3]);
  });

  test("are copies of what was given", () => {
    const values = Float64Array.of(1, 2);
    const table = fromColumns({ x: values });
    values.fill(0);
    expect(Array.from(numbers(table, "x"))).toEqual([1, 2]);
  });

  test("mixed types, unequal lengths and strange cells are errors", () => {
    expect(errorOf(() => fromColumns({ x: [1, "2"] }))).toMatchObject({
      code: "wrong-type",
      facts: { name: "x", row: 1 },
    });
    expect(errorOf(() => fromColumns({ x: [1, 2], y: [1] })).code).toBe("length-mismatch");
    expect(errorOf(() => fromColumns({ x: [{}] as unknown as number[] })).code).toBe("wrong-type"); // a learner's mistake
    expect(errorOf(() => fromColumns({ x: "abc" as unknown as string[] })).code).toBe("wrong-type"); // a learner's mistake
    expect(errorOf(() => fromRows([null as unknown as { x: number }])).code).toBe("wrong-type"); // a learner's mistake
  });

  test("rows may lack names", () => {
    const table = fromRows([{ a: 1 }, { b: "x" }]);
    expect(rows(table)).toEqual([
      { a: 1, b: null },
      { a: null, b: "x" },
    ]);
    expect(fromRows([])).toEqual({ rowCount: 0, names: [], columns: {} });
  });

  test("are recognized, and what only looks like one is not", () => {
    fc.assert(fc.property(anyTable, (table) => isTable(structuredClone(table))));
    const { columns, ...rest } = fromColumns({ x: [1, 2] });
    for (const value of [
      null,
      undefined,
      1,
      "x",
      [],
      {},
      rest,
      { ...rest, columns, rowCount: 3 },
      { ...rest, columns: {} },
    ]) {
      expect(isTable(value)).toBe(false);
    }
  });
});
