import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { column, fromColumns, readJsonLines, rows, takeRows, writeJsonLines } from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import { anyTable, meaning } from "./tables.ts";

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
