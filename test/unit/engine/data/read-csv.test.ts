import { describe, expect, test } from "vitest";
import {
  column,
  columnTypes,
  createCsvReader,
  numbers,
  readCsv,
  readCsvWithReport,
  rows,
  strings,
} from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";

describe("types are inferred over all rows", () => {
  test("a late N/A makes the column text and keeps every earlier cell as it was written", () => {
    const table = readCsv("x,y\n1,1\n2.50,2\n007,3\nN/A,4\n");
    expect(strings(table, "x")).toEqual(["1", "2.50", "007", "N/A"]);
    expect(Array.from(numbers(table, "y"))).toEqual([1, 2, 3, 4]);
  });

  test("a late N/A that is listed as missing leaves the column a number", () => {
    const table = readCsv("x\n1\nN/A\n", { missing: ["N/A"] });
    expect(Array.from(numbers(table, "x"))).toEqual([1, Number.NaN]);
    expect(column(table, "x").missing).toBe(1);
  });

  test("true and false in any case of letters are boolean only if all cells are", () => {
    const table = readCsv("a,b\nTRUE,true\nfalse,1\n");
    expect(columnTypes(table)).toEqual({ a: "boolean", b: "text" });
    expect(rows(table)[0]).toEqual({ a: true, b: "true" });
  });

  test("a column without a value is text", () => {
    expect(columnTypes(readCsv("a,b\n,1\n,2\n"))).toEqual({ a: "text", b: "number" });
    expect(columnTypes(readCsv("a\n"))).toEqual({ a: "text" });
  });

  test("spaces around a number do not hide it, spaces around a text belong to it", () => {
    const table = readCsv("a, b\n 1, x\n2 , y\n");
    expect(columnTypes(table)).toEqual({ a: "number", " b": "text" });
    expect(strings(table, " b")).toEqual([" x", " y"]);
  });

  test("declared types are kept: digits as text", () => {
    const table = readCsv("phone,zip\n0812,01234\n", { columns: { phone: "text" } });
    expect(rows(table)).toEqual([{ phone: "0812", zip: 1234 }]);
  });

  test("a million rows with the surprise in the last one", () => {
    const table = readCsv(`x\n${"1\n".repeat(1_000_000)}one\n`);
    expect(table.rowCount).toBe(1_000_001);
    expect(column(table, "x")).toMatchObject({ type: "text", dictionary: ["1", "one"] });
  });
});

describe("quotes protect text", () => {
  test("a quoted empty cell is the empty text among texts and missing among numbers", () => {
    const table = readCsv('a,b\n"",""\nx,1\n');
    expect(rows(table)).toEqual([
      { a: "", b: null },
      { a: "x", b: 1 },
    ]);
  });

  test("a quoted token is a text among texts: NA is Namibia", () => {
    const table = readCsv('country\n"NA"\nID\nNA\n', { missing: ["NA"] });
    expect(strings(table, "country")).toEqual(["NA", "ID", null]);
  });

  test("a column of quoted empty cells alone is of empty texts", () => {
    expect(strings(readCsv('a,b\n"",1\n,2\n'), "a")).toEqual(["", null]);
  });
});

describe("the file as it comes", () => {
  test("a byte order mark is no part of the first name", () => {
    expect(readCsv("\uFEFFa,b\n1,2\n").names).toEqual(["a", "b"]);
  });

  test("blank lines are skipped, but in a file of one column they are missing cells", () => {
    expect(rows(readCsv("a,b\n\n1,2\n\n"))).toEqual([{ a: 1, b: 2 }]);
    expect(rows(readCsv("a\n1\n\n2\n"))).toEqual([{ a: 1 }, { a: null }, { a: 2 }]);
  });

  test("without a header line columns are numbered or named by the caller", () => {
    expect(readCsv("1,2\n", { header: false }).names).toEqual(["column1", "column2"]);
    expect(rows(readCsv("1,2\n", { header: ["a", "b"] }))).toEqual([{ a: 1, b: 2 }]);
    expect(readCsv("", { header: ["a", "b"] })).toMatchObject({ rowCount: 0, names: ["a", "b"] });
  });

  test("a name like __proto__ is a name like any other", () => {
    const table = readCsv("__proto__,constructor\n1,2\n");
    expect(Array.from(numbers(table, "__proto__"))).toEqual([1]);
    expect(Object.getPrototypeOf(table.columns)).toBe(Object.prototype);
    expect(errorOf(() => numbers(readCsv("a\n1\n"), "toString")).code).toBe("unknown-column");
  });

  test("a piece may end inside a character, in bytes and in text", () => {
    const bytes = new TextEncoder().encode("a\n🐟é\n");
    const byBytes = createCsvReader();
    for (const byte of bytes) byBytes.push(Uint8Array.of(byte));
    expect(strings(byBytes.end(), "a")).toEqual(["🐟é"]);
    const byUnits = createCsvReader();
    for (const unit of "a\n🐟é\n".split("")) byUnits.push(unit);
    expect(strings(byUnits.end(), "a")).toEqual(["🐟é"]);
  });

  test("a piece may be reused by the caller once it was pushed", () => {
    const reader = createCsvReader();
    const piece = new TextEncoder().encode("a\nfish\n");
    reader.push(piece);
    piece.fill(0);
    expect(strings(reader.end(), "a")).toEqual(["fish"]);
  });

  test("a reader that has ended takes no more", () => {
    const reader = createCsvReader();
    reader.push("a\n1\n");
    reader.end();
    expect(errorOf(() => reader.push("2\n")).code).toBe("out-of-range");
    expect(errorOf(() => reader.end()).code).toBe("out-of-range");
  });

  test("a table survives structuredClone", () => {
    const table = readCsv("a,b,c\n1,x,true\n");
    expect(rows(structuredClone(table))).toEqual(rows(table));
  });
});

describe("what is no CSV is said with line and column", () => {
  const utf8 = (...bytes: readonly number[]): Uint8Array => Uint8Array.from(bytes);
  test.each([
    ["a row too short", "a,b\n1,2\n3\n", "ragged-row", 3, 2],
    ["a row too long", "a,b\n1,2,3\n", "ragged-row", 2, 3],
    ["a short last row", "a,b,c\n1,2,3\n4,5", "ragged-row", 3, 3],
    ["a ragged row after a cell of two lines", 'a,b\n"one\ntwo",2\n3\n', "ragged-row", 4, 2],
    ["a quote never closed", 'a,b\n1,2\n3,"4\n5,6\n', "unterminated-quote", 3, 2],
    ["a quote in an unquoted cell", 'a,b\n1,5" pipe\n', "stray-quote", 2, 2],
    ["text after a closing quote", 'a,b\n"one"1,2\n', "stray-quote", 2, 1],
    ["text after a closing quote two lines down", 'a,b\n1,"x\r\ny"z\n', "stray-quote", 3, 2],
    ["a space before a quote", 'a,b\n1, "2"\n', "stray-quote", 2, 2],
    ["a name twice", "a,b,a\n1,2,3\n", "duplicate-name", 1, 3],
    ["an empty name", "a,,c\n1,2,3\n", "empty-name", 1, 2],
    ["an empty file", "", "no-header", 1, 1],
    ["a file of blank lines", "\n\n", "no-header", 3, 1],
    ["Latin-1 instead of UTF-8", utf8(97, 44, 98, 10, 49, 44, 0xe9, 10), "invalid-utf-8", 2, 2],
    ["a cut character", utf8(97, 10, 0xf0, 0x9f, 0x90), "invalid-utf-8", 2, 1],
    ["a surrogate in bytes", utf8(97, 10, 0xed, 0xa0, 0x80, 10), "invalid-utf-8", 2, 1],
    ["an overlong slash", utf8(97, 10, 0xc0, 0xaf, 10), "invalid-utf-8", 2, 1],
    ["UTF-16", utf8(0xff, 0xfe, 97, 0, 10, 0), "invalid-utf-8", 1, 1],
  ])("%s", (_, source, reason, line, column) => {
    const error = errorOf(() => readCsv(source));
    expect(error.code).toBe("bad-csv");
    expect(error.facts).toMatchObject({ function: "readCsv", reason, line, column });
    expect(error.message).toContain(`at line ${line}, column ${column}`);
  });

  test("a cell that contradicts its declared type is named with its column", () => {
    const error = errorOf(() => readCsv("a,age\n1,20\n2,old\n", { columns: { age: "number" } }));
    expect(error.message).toBe('readCsv requires a number in column "age" as declared, got "old" at line 3, column 2');
    const boolean = errorOf(() => readCsv("ok\n0\n", { columns: { ok: "boolean" } }));
    expect(boolean.facts).toMatchObject({ reason: "not-a-boolean", line: 2, column: 1 });
  });

  test("a declared column that is not there is named with its near names", () => {
    const error = errorOf(() => readCsv("mass,sex\n1,m\n", { columns: { mas: "number" } }));
    expect(error.code).toBe("unknown-column");
    expect(error.message).toContain('did you mean "mass"?');
  });

  test.each(['"', "\n", "", ",,", "é"])("%j is no delimiter", (delimiter) => {
    expect(errorOf(() => readCsv("a\n1\n", { delimiter })).code).toBe("out-of-range");
  });

  test.each([[undefined], [null], [42], [["a", "b"]]])("%j is no source", (source) => {
    expect(errorOf(() => readCsv(source as unknown as string)).code).toBe("wrong-type"); // a learner's mistake
  });
});

describe("bad rows are collected, good ones kept", () => {
  test("each with reason and place", () => {
    const source = 'a,b\n1,2\n3\n"x"y,4\n5,6\n7,8,9\n10,"11\n12,13\n';
    const { table, badRows } = readCsvWithReport(source, { columns: { a: "number" } });
    expect(rows(table)).toEqual([
      { a: 1, b: 2 },
      { a: 5, b: 6 },
    ]);
    expect(badRows.map(({ reason, line, column }) => [reason, line, column])).toEqual([
      ["ragged-row", 3, 2],
      ["stray-quote", 4, 1],
      ["ragged-row", 6, 3],
      ["unterminated-quote", 7, 2],
    ]);
  });

  test("a refused row leaves no trace in the other columns", () => {
    const { table, badRows } = readCsvWithReport("a,n\n1,1\nx,?\n2,2\n", { columns: { n: "number" } });
    expect(columnTypes(table)).toEqual({ a: "number", n: "number" });
    expect(badRows).toHaveLength(1);
  });

  test("a column that turns to text late skips the same rows again", () => {
    const { table } = readCsvWithReport("a,b\n1,1\n2\n3,3\n\nx,4\n");
    expect(rows(table)).toEqual([
      { a: "1", b: 1 },
      { a: "3", b: 3 },
      { a: "x", b: 4 },
    ]);
  });

  test("a bad header is thrown all the same", () => {
    expect(errorOf(() => readCsvWithReport("a,a\n1,2\n")).facts).toMatchObject({ reason: "duplicate-name" });
  });
});

describe("hostile sizes", () => {
  test("one cell of five million characters, pushed in small pieces", () => {
    const reader = createCsvReader();
    reader.push('a\n"');
    for (let i = 0; i < 5000; i++) reader.push("é\n".repeat(500));
    reader.push('"\n');
    expect(strings(reader.end(), "a")[0]).toHaveLength(5_000_000);
  });

  test("a number of a million digits is Number()'s infinity", () => {
    expect(Array.from(numbers(readCsv(`x\n${"9".repeat(1_000_000)}\n`), "x"))).toEqual([Number.POSITIVE_INFINITY]);
  });

  test("fifty thousand columns", () => {
    const names = Array.from({ length: 50_000 }, (_, k) => `c${k}`).join(",");
    expect(readCsv(`${names}\n${"1,".repeat(49_999)}1\n`).names).toHaveLength(50_000);
  });

  test("a million different texts keep their order", () => {
    const texts = Array.from({ length: 1_000_000 }, (_, k) => `t${(k * 7919) % 1_000_003}`);
    const table = readCsv(`x\n${texts.join("\n")}\n`);
    expect(strings(table, "x")).toEqual(texts);
  });
});
