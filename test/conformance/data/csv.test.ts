import { describe, expect, test } from "vitest";
import { columnTypes, numbers, readCsv, rows } from "#engine/data/index.ts";
import csvRows from "./csv-rows.json" with { type: "json" };
import decimals from "./numbers.json" with { type: "json" };

describe("rows and cells agree with Python's csv module", () => {
  test.each(csvRows.cases)("$name", ({ text, delimiter, rows: expected }) => {
    const [names = [], ...cells] = expected;
    const columns = Object.fromEntries(names.map((name) => [name, "text" as const]));
    const table = readCsv(text, { delimiter, columns });
    expect(table.names).toEqual(names);
    // Python has one empty text where we tell missing from empty.
    expect(rows(table).map((row) => names.map((name) => row[name] ?? ""))).toEqual(cells);
  });
});

describe("numbers are the doubles of Python's float(), bit by bit", () => {
  test.each(decimals.cases.filter(({ bits }) => bits !== null))("$text", ({ text, bits }) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, numbers(readCsv(`x\n${text}\n`), "x")[0] ?? Number.NaN);
    expect(view.getBigUint64(0).toString(16).padStart(16, "0")).toBe(bits);
  });

  test.each(decimals.cases.filter(({ bits }) => bits === null))("$text is text", ({ text }) => {
    expect(columnTypes(readCsv(`x\n"${text}"\n`))).toEqual({ x: "text" });
  });
});
