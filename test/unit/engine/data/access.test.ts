import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  column,
  countBy,
  describe as describeTable,
  dropMissing,
  EngineError,
  filterRows,
  fromColumns,
  fromRows,
  isTable,
  labels,
  numbers,
  readCsv,
  row,
  rows,
  selectColumns,
  strings,
  type Table,
  takeRows,
  toMatrix,
} from "#engine/data/index.ts";
import { anyTable, meaning } from "./tables.ts";

const penguins = readCsv(
  "species,mass,sex,tagged\nAdelie,3750,male,true\nAdelie,,female,false\nGentoo,5000,,true\nChinstrap,3700,female,\n",
);

function errorOf(act: () => unknown): EngineError {
  try {
    act();
  } catch (error) {
    if (error instanceof EngineError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

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

describe("what is no table, no list or no name", () => {
  // biome-ignore lint/suspicious/noExplicitAny: learner code runs even when its types did not check
  const wrong = (value: unknown) => value as any;
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
