import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  column,
  countBy,
  describe as describeTable,
  dropMissing,
  fromColumns,
  labels,
  numbers,
  readCsv,
  rows,
  selectColumns,
  strings,
  type Table,
} from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import { penguins } from "./access-samples.ts";
import { anyTable } from "./tables.ts";

describe("columns", () => {
  test("come as typed arrays and lists with missing values said", () => {
    expect(Array.from(numbers(penguins, "mass"))).toEqual([3750, Number.NaN, 5000, 3700]);
    expect(strings(penguins, "sex")).toEqual(["male", "female", null, "female"]);
    expect(column(penguins, "tagged")).toEqual({ type: "boolean", values: Uint8Array.of(1, 0, 1, 255), missing: 1 });
  });

  test("are copies: writing into one leaves the table alone", () => {
    numbers(penguins, "mass").fill(0);
    strings(penguins, "sex").fill("x");
    expect(rows(penguins)[0]).toEqual({ species: "Adelie", mass: 3750, sex: "male", tagged: true });
  });

  const readers: readonly (readonly [string, (table: Table, name: string) => unknown])[] = [
    ["column", column],
    ["numbers", numbers],
    ["strings", strings],
    ["labels", (table, name) => labels(table, name, { positive: 1 })],
    ["countBy", countBy],
    ["selectColumns", (table, name) => selectColumns({ table, columns: [name] })],
    ["dropMissing", (table, name) => dropMissing({ table, columns: [name] })],
  ];
  test.each(readers)("%s names the near names of an unknown column", (name, read) => {
    const error = errorOf(() => read(penguins, "Mas"));
    expect(error).toMatchObject({ code: "unknown-column", facts: { function: name, name: "Mas" } });
    expect(error.message).toBe(`${name} requires a column of the table, got "Mas"; did you mean "mass"?`);
  });

  test("far from every name the columns that exist are listed", () => {
    expect(errorOf(() => column(penguins, "price")).message).toContain('there are "species", "mass", "sex", "tagged"');
  });

  test("of the wrong type say which type they have", () => {
    expect(errorOf(() => numbers(penguins, "species"))).toMatchObject({
      code: "wrong-type",
      message: 'numbers requires a number column, got "species" of type text, e.g. "Adelie"',
    });
    expect(errorOf(() => strings(penguins, "mass")).code).toBe("wrong-type");
    expect(errorOf(() => strings(penguins, "tagged")).code).toBe("wrong-type");
  });
});

describe("counts and summaries", () => {
  test("counts fall, ties keep the order of first appearance, missing comes last", () => {
    const table = readCsv('x,y\nb,1\na,2\na,2\nc,\n"",\n,1\n,1\n');
    expect(countBy(table, "x")).toEqual([
      { value: "a", count: 2 },
      { value: "b", count: 1 },
      { value: "c", count: 1 },
      { value: "", count: 1 },
      { value: null, count: 2 },
    ]);
    expect(countBy(table, "y")).toEqual([
      { value: 1, count: 3 },
      { value: 2, count: 2 },
      { value: null, count: 2 },
    ]);
  });

  test("counts sum to the rows", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        for (const name of table.names) {
          expect(countBy(table, name).reduce((sum, { count }) => sum + count, 0)).toBe(table.rowCount);
        }
      }),
    );
  });

  test("a summary worked by hand: 2, 4, 4, 4, 5, 5, 7, 9", () => {
    // Mean 40 / 8 = 5; squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, so √(32 / 7); quartile positions 1.75, 3.5 and 5.25.
    expect(describeTable(fromColumns({ x: [9, 2, 5, 4, 7, 4, 5, 4] }))).toEqual([
      {
        name: "x",
        type: "number",
        count: 8,
        missing: 0,
        min: 2,
        max: 9,
        mean: 5,
        standardDeviation: Math.sqrt(32 / 7),
        quartiles: [4, 4.5, 5.5],
      },
    ]);
  });

  test("no values, one value, no rows", () => {
    const none = describeTable(fromColumns({ x: [Number.NaN], t: [null] }));
    expect(none[0]).toMatchObject({ count: 0, missing: 1, min: Number.NaN, mean: Number.NaN });
    expect(none[1]).toMatchObject({ count: 0, missing: 1, distinct: 0, top: null });
    expect(describeTable(fromColumns({ x: [3] }))[0]).toMatchObject({
      mean: 3,
      standardDeviation: Number.NaN,
      quartiles: [3, 3, 3],
    });
    expect(describeTable(fromColumns({}))).toEqual([]);
  });

  test("infinite values stay infinite and quartiles between equal ones are no NaN", () => {
    const summary = describeTable(
      fromColumns({ x: [1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] }),
    )[0];
    expect(summary).toMatchObject({ min: 1, max: Number.POSITIVE_INFINITY, mean: Number.POSITIVE_INFINITY });
  });
});
