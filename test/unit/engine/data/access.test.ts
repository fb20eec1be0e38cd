import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  column,
  countBy,
  dropMissing,
  filterRows,
  fromColumns,
  fromRows,
  labels,
  numbers,
  readCsv,
  row,
  rows,
  takeRows,
  toMatrix,
} from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import type { Anything } from "#test/unit/engine/refusal-of.ts";
import { penguins } from "./access-samples.ts";
import { anyTable, meaning } from "./tables.ts";

describe("what is no table, no list or no name", () => {
  const wrong = (value: unknown): Anything => value;
  test.each<[string, () => unknown]>([
    ["no name", () => column(penguins, wrong(undefined))],
    ["a number for a name", () => countBy(penguins, wrong(3))],
    ["no table", () => column(wrong(undefined), "mass")],
    ["rows for a table", () => numbers(wrong([{ mass: 1 }]), "mass")],
    ["an object for rows", () => fromRows(wrong({ mass: 1 }))],
    ["no table to make a matrix of", () => toMatrix({ table: wrong(undefined) })],
    ["a name for a list of names", () => toMatrix({ table: penguins, columns: wrong("mass") })],
    ["labels without a positive", () => labels(penguins, "species", wrong(undefined))],
  ])("%s", (_, act) => {
    expect(errorOf(act).code).toBe("wrong-type");
  });
});

describe("labels", () => {
  const mails = readCsv("type,score,ok\nspam,1,true\nham,0,false\nspam,1,true\n");

  test("are 1 where the column equals positive, for every type of column", () => {
    expect(Array.from(labels(mails, "type", { positive: "spam" }))).toEqual([1, 0, 1]);
    expect(Array.from(labels(mails, "type", { positive: "ham" }))).toEqual([0, 1, 0]);
    expect(Array.from(labels(mails, "score", { positive: 0 }))).toEqual([0, 1, 0]);
    expect(Array.from(labels(mails, "ok", { positive: true }))).toEqual([1, 0, 1]);
  });

  test("missing values are an error that says how to go on", () => {
    const error = errorOf(() => labels(penguins, "sex", { positive: "male" }));
    expect(error).toMatchObject({ code: "invalid-label", facts: { missing: 1 } });
    expect(error.message).toContain('dropMissing({ table, columns: ["sex"] })');
  });

  test("a positive that the column never had is an error that lists what it has", () => {
    const error = errorOf(() => labels(mails, "type", { positive: "Spam" }));
    expect(error).toMatchObject({ code: "unknown-label" });
    expect(error.message).toContain('"spam", "ham"');
    expect(errorOf(() => labels(mails, "type", { positive: 1 })).code).toBe("wrong-type");
  });

  test("a positive that is filtered away still counts as known", () => {
    expect(Array.from(labels(takeRows({ table: mails, rows: [1] }), "type", { positive: "spam" }))).toEqual([0]);
  });
});

describe("rows", () => {
  test("are objects with null for missing", () => {
    expect(row(penguins, 2)).toEqual({ species: "Gentoo", mass: 5000, sex: null, tagged: true });
    expect(rows(penguins, { from: 1, to: 2 })).toEqual([
      { species: "Adelie", mass: null, sex: "female", tagged: false },
    ]);
  });

  test.each([-1, 4, 0.5, Number.NaN])("index %d is out of range", (index) => {
    expect(errorOf(() => row(penguins, index)).code).toBe("out-of-range");
    expect(errorOf(() => takeRows({ table: penguins, rows: [0, index] })).code).toBe("out-of-range");
  });

  test("a range must lie inside the table", () => {
    expect(rows(penguins, { from: 4 })).toEqual([]);
    expect(errorOf(() => rows(penguins, { from: 3, to: 2 })).code).toBe("out-of-range");
    expect(errorOf(() => rows(penguins, { to: 5 })).code).toBe("out-of-range");
  });

  test("make the table they came from", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const again = fromRows(rows(table));
        fc.pre(table.rowCount > 0);
        expect(rows(again)).toEqual(rows(table));
      }),
    );
  });

  test("taken in reverse twice are as before", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const reversed = Array.from({ length: table.rowCount }, (_, i) => table.rowCount - 1 - i);
        expect(meaning(takeRows({ table: takeRows({ table, rows: reversed }), rows: reversed }))).toEqual(
          meaning(table),
        );
      }),
    );
  });

  test("kept and not kept together are all, and missing counts stay true", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const even = filterRows({ table, where: (i) => i % 2 === 0 });
        const odd = filterRows({ table, where: (i) => i % 2 === 1 });
        expect(even.rowCount + odd.rowCount).toBe(table.rowCount);
        for (const name of table.names) {
          expect(column(even, name).missing + column(odd, name).missing).toBe(column(table, name).missing);
          expect(column(even, name).missing).toBe(rows(even).filter((one) => one[name] === null).length);
        }
      }),
    );
  });

  test("without missing values have none", () => {
    expect(rows(dropMissing({ table: penguins })).map(({ species }) => species)).toEqual(["Adelie"]);
    expect(dropMissing({ table: penguins, columns: ["mass"] }).rowCount).toBe(3);
    expect(errorOf(() => dropMissing({ table: penguins, columns: [] })).code).toBe("empty");
    fc.assert(
      fc.property(anyTable, (table) => {
        expect(rows(dropMissing({ table })).every((one) => Object.values(one).every((cell) => cell !== null))).toBe(
          true,
        );
      }),
    );
  });
});

test("a matrix takes the chosen columns in the chosen order, missing cells as NaN", () => {
  const table = fromColumns({ mass: [3750, null], sex: ["male", "female"], isAdult: [null, true] });
  expect(toMatrix({ table, columns: ["isAdult", "mass"] })).toEqual({
    rowCount: 2,
    columnCount: 2,
    values: Float64Array.of(Number.NaN, 3750, 1, Number.NaN),
    names: ["isAdult", "mass"],
  });
  expect(() => toMatrix({ table })).toThrow("toMatrix requires numbers or booleans in sex, got text");
  expect(() => toMatrix({ table, columns: ["weight"] })).toThrow("weight");
});
