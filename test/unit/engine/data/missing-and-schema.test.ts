import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  applyImputer,
  castColumns,
  column,
  dayToIso,
  dropMissing,
  fillMissing,
  fitImputer,
  fromColumns,
  inferSchema,
  isoToDay,
  readCsv,
  readJsonLines,
  rows,
  takeRows,
  writeJsonLines,
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

describe("schema", () => {
  const looks = (cells: readonly (string | number | boolean | null)[], name = "x"): string | undefined =>
    inferSchema(fromColumns({ [name]: cells }))[0]?.looksLike;
  const ten = [...Array(10).keys()];

  test.each([
    [[null, null], "empty"],
    [["a", "a", null], "constant"],
    [[true, false], "boolean"],
    [[0, 1, 1, 0], "boolean"],
    [["Yes", "No", "Yes"], "boolean"],
    [["2024-02-29", "2025-01-01T10:00Z", null], "date"],
    [["2024-02-30", "2025-01-01"], "text"],
    [ten.map((k) => k + 500), "identifier"],
    [ten.map((k) => k * k), "integer"],
    [ten.map((k) => `u-${k}`), "identifier"],
    [ten.map((k) => `user ${k}`), "text"],
    [[1, 2, 3], "integer"],
    [["1", "2", "3.5"], "decimal"],
    [[1.5, 2], "decimal"],
    [[...ten, ...ten].map((k) => `c${k % 3}`), "category"],
  ])("%j looks like %s", (cells, meaningOf) => {
    expect(looks(cells)).toBe(meaningOf);
  });

  test("a name tells an identifier, in either spelling", () => {
    expect(
      looks(
        ten.map((k) => k * k),
        "customerId",
      ),
    ).toBe("identifier");
    expect(
      looks(
        ten.map((k) => k * k),
        "NIK",
      ),
    ).toBe("identifier");
    expect(
      looks(
        ten.map((k) => k * k),
        "paid",
      ),
    ).toBe("integer");
  });

  test("counts what is missing and what differs", () => {
    expect(inferSchema(fromColumns({ x: [1, 1, null, -0, 0] }))).toEqual([
      { name: "x", type: "number", nullable: true, missing: 1, distinct: 2, looksLike: "boolean" },
    ]);
  });
});

describe("dates and casts", () => {
  test("every day of 800 years comes back", () => {
    for (let day = -250_000; day < 42_000; day += 37) expect(isoToDay(dayToIso(day))).toBe(day);
    expect(dayToIso(-719_528)).toBe("0000-01-01");
    expect(dayToIso(2_932_896.5)).toBe("9999-12-31");
  });

  test.each([
    "29/02/2024",
    "2023-02-29",
    "2024-13-01",
    "2024-1-1",
    "2024-01-01T25:00",
    "2024-01-01T10:00+15:00",
    "",
    "today",
    "2024-01-01Z",
  ])("%s is no date", (text) => {
    expect(errorOf(() => isoToDay(text)).code).toBe("bad-expression");
  });

  test("casts read what they can and name what they cannot", () => {
    const table = fromColumns({ n: ["1", " 2.5 ", "x"], b: ["yes", "F", null], d: ["1970-01-02", null, "1969-12-31"] });
    const error = errorOf(() => castColumns({ table, columns: { n: "number" } }));
    expect(error).toMatchObject({ code: "wrong-type", facts: { name: "n", row: 2 } });
    const columns = { n: "number", b: "boolean", d: "day" } as const;
    expect(rows(castColumns({ table, columns, whenUnreadable: "missing" }))).toEqual([
      { n: 1, b: true, d: 1 },
      { n: 2.5, b: false, d: null },
      { n: null, b: null, d: -1 },
    ]);
    expect(rows(castColumns({ table: fromColumns({ x: [1, 0, null] }), columns: { x: "boolean" } }))[0]).toEqual({
      x: true,
    });
    expect(errorOf(() => castColumns({ table: fromColumns({ x: [2] }), columns: { x: "boolean" } })).code).toBe(
      "wrong-type",
    );
  });

  test("numbers survive the way to text and back", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (values) => {
        const table = fromColumns({ x: values });
        const text = castColumns({ table, columns: { x: "text" } });
        const back = castColumns({ table: text, columns: { x: "number" } });
        expect(rows(back).map((row) => Number(row["x"]) + 0)).toEqual(values.map((value) => value + 0));
      }),
    );
  });
});

describe("JSON Lines", () => {
  test("a written table is read back", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const isSayable = table.names.every((name) => {
          const found = column(table, name);
          // Without a value a column has no type, and JSON has no infinity.
          return (
            found.missing < table.rowCount &&
            (found.type !== "number" || !found.values.some((x) => Math.abs(x) === Number.POSITIVE_INFINITY))
          );
        });
        fc.pre(isSayable);
        const text = writeJsonLines(table);
        const back = readJsonLines(text);
        expect(rows(back)).toEqual(rows(table));
        expect(new Set(back.names)).toEqual(new Set(table.names));
        expect(rows(readJsonLines(writeJsonLines(table, { missing: "omit" })))).toEqual(rows(table));
      }),
    );
  });

  test("bytes and text say the same, with mark, CR LF and blank lines", () => {
    const text = '\uFEFF{"a": "é🐟"}\r\n\r\n  \n{"a": null, "b": 1.5e3}';
    const table = readJsonLines(text);
    expect(rows(table)).toEqual([
      { a: "é🐟", b: null },
      { a: null, b: 1500 },
    ]);
    expect(meaning(readJsonLines(new TextEncoder().encode(text)))).toEqual(meaning(table));
  });

  test("names that objects treat specially are names", () => {
    const table = readJsonLines('{"__proto__": 1, "constructor": 2, "7": 3}\n');
    expect(rows(table).map((row) => Object.entries(row))).toEqual([
      [
        ["7", 3],
        ["__proto__", 1],
        ["constructor", 2],
      ],
    ]);
  });

  const lists = { lists: "text" } as const;
  test("lists and mixed types are kept as text when asked", () => {
    expect(rows(readJsonLines('{"a": [1, "x"], "b": {}}\n', lists))).toEqual([{ a: '[1,"x"]' }]);
    expect(rows(readJsonLines('{"a": 1}\n{"a": "x"}\n{"a": true}\n', { mixedTypes: "text" }))).toEqual([
      { a: "1" },
      { a: "x" },
      { a: "true" },
    ]);
  });

  const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}\n`;
  test.each([
    ["no JSON", '{"a": 1}\n{"a": }\n', {}, 2],
    ["a list", "[1, 2]\n", {}, 1],
    ["a bare number", '\n{"a": 1}\n5\n', {}, 3],
    ["null", "null\n", {}, 1],
    ["a list inside", '{"a": [1]}\n', {}, 1],
    ["mixed types", '{"a": 1}\n\n{"a": null}\n{"a": "x"}\n', {}, 4],
    ["a nested object that is refused", '{"a": {"b": 1}}\n', { nested: "refuse" }, 1],
    ["two names that become one", '{"a": {"b": 1}, "a.b": 2}\n', {}, 1],
    ["objects a hundred deep and more", nested(5000), {}, 1],
  ] as const)("%s is a bad line with its number", (_, text, options, line) => {
    const error = errorOf(() => readJsonLines(text, options));
    expect(error).toMatchObject({ code: "bad-json", facts: { function: "readJsonLines", line } });
    expect(error.message).toContain(`at line ${line}`);
  });

  test("bytes that are no UTF-8 are a bad line, and what is no source has the wrong type", () => {
    expect(errorOf(() => readJsonLines(Uint8Array.of(0x7b, 0x7d, 10, 0xff)))).toMatchObject({
      code: "bad-json",
      facts: { line: 2 },
    });
    for (const source of [null, 5, ["{}"]]) {
      expect(errorOf(() => readJsonLines(source as unknown as string)).code).toBe("wrong-type"); // a learner's mistake
    }
    expect(readJsonLines("")).toEqual({ rowCount: 0, names: [], columns: {} });
    expect(errorOf(() => writeJsonLines(fromColumns({ x: [Number.POSITIVE_INFINITY] }))).code).toBe("not-finite");
    expect(writeJsonLines(takeRows({ table: fromColumns({ x: [1] }), rows: [] }))).toBe("");
  });
});
