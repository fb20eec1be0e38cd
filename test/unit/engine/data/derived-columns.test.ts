import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  concatTables,
  createRng,
  derive,
  dropDuplicates,
  findDuplicates,
  fromColumns,
  pivot,
  renameColumns,
  rows,
  sampleRows,
  takeRows,
  unpivot,
} from "#engine/data/index.ts";
import { anyTable, meaning } from "./tables.ts";

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
