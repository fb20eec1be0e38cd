import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  applyImputer,
  column,
  dropMissing,
  fillMissing,
  fitImputer,
  fromColumns,
  readCsv,
  rows,
} from "#engine/data/index.ts";
import { fitSimpleImputer, transform } from "#engine/features/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import { anyTable, meaning } from "./tables.ts";

describe("filling", () => {
  const holes = fc.array(fc.option(fc.integer({ min: -50, max: 50 })), { minLength: 1, maxLength: 20 });

  test("values that are there stay, and only those rules that know no value leave holes", () => {
    fc.assert(
      fc.property(holes, (cells) => {
        const table = fromColumns({ x: [7, ...cells], g: [7, ...cells].map((_, k) => (k % 2 === 0 ? "even" : "odd")) });
        const rules = [
          "mean",
          "median",
          "mode",
          "forward",
          "linear",
          { fill: "mean", by: "g" },
          { fill: "constant", value: 1 },
        ] as const;
        for (const rule of rules) {
          const filled = rows(fillMissing({ table, columns: { x: rule } }));
          for (const [k, cell] of [7, ...cells].entries()) if (cell !== null) expect(filled[k]?.["x"]).toBe(cell);
          if (rule !== "linear") expect(filled.every((row) => row["x"] !== null)).toBe(true);
        }
      }),
    );
  });

  test("backward is forward of the reversed rows", () => {
    fc.assert(
      fc.property(holes, (cells) => {
        const x = (list: readonly (number | null)[], rule: "forward" | "backward"): unknown[] =>
          rows(fillMissing({ table: fromColumns({ x: [...list, 1] }), columns: { x: rule } })).map((row) => row["x"]);
        const reversed = rows(
          fillMissing({ table: fromColumns({ x: [1, ...[...cells].reverse()] }), columns: { x: "forward" } }),
        ).map((row) => row["x"]);
        expect(x(cells, "backward")).toEqual(reversed.reverse());
      }),
    );
  });

  test("test rows are filled from training rows, groups unknown there with the overall value", () => {
    const train = fromColumns({ sex: ["f", "f", "m"], mass: [3, 5, 10], city: ["Solo", null, "Solo"] });
    const imputer = fitImputer({ table: train, columns: { mass: { fill: "mean", by: "sex" }, city: "mode" } });
    const same = JSON.parse(JSON.stringify(structuredClone(imputer)));
    const table = fromColumns({
      sex: ["f", "m", "x", null],
      mass: [null, null, null, 1],
      city: [null, "Biak", null, null],
    });
    expect(rows(applyImputer({ table, imputer: same }))).toEqual([
      { sex: "f", mass: 4, city: "Solo" },
      { sex: "m", mass: 10, city: "Biak" },
      { sex: "x", mass: 6, city: "Solo" },
      { sex: null, mass: 1, city: "Solo" },
    ]);
    expect(errorOf(() => applyImputer({ table, imputer: { ...same, version: 2 } })).code).toBe("unsupported-version");
    expect(errorOf(() => applyImputer({ table, imputer: { ...same, kind: "ridge" } })).code).toBe("wrong-type");
    // The features door has an imputer of its own, without groups; neither may be read as the other.
    expect(errorOf(() => transform({ table, transformer: same })).code).toBe("wrong-type");
    const other = fitSimpleImputer({ table: train, columns: ["mass"] });
    // Hostile on purpose, hence the cast.
    expect(errorOf(() => applyImputer({ table, imputer: other as unknown as typeof imputer })).code).toBe("wrong-type");
    expect(column(applyImputer({ table, imputer }), "mass").missing).toBe(0);
  });

  test("a column without any value in the test rows is filled whatever type it was read as", () => {
    const imputer = fitImputer({ table: fromColumns({ x: [1, 3] }), columns: { x: "mean" } });
    expect(rows(applyImputer({ table: readCsv("x,y\n,1\n,2\n"), imputer })).map((row) => row["x"])).toEqual([2, 2]);
  });

  test("what is dropped and what is kept add up", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const kept = dropMissing({ table });
        expect(kept.rowCount).toBe(rows(table).filter((row) => !Object.values(row).includes(null)).length);
        expect(meaning(dropMissing({ table: kept }))).toEqual(meaning(kept));
      }),
    );
  });
});
