import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cell, column, readCsvWithReport, rows } from "#engine/data/index.ts";

const pieces = fc.constantFrom(
  ...',,,\n\n\n"'.split(""),
  '""',
  "1",
  "2.5",
  "-0",
  " 3 ",
  "true",
  "FALSE",
  "x",
  "é",
  "NA",
  "\r\n",
);
const source = fc.array(pieces, { maxLength: 80 }).map((parts) => `a,b\n${parts.join("")}`);

const isNumber = (text: string): boolean => /^[ \t]*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[ \t]*$/.test(text);
const isBoolean = (text: string): boolean => /^[ \t]*(true|false)[ \t]*$/i.test(text);

/** The rule of types in one place: all texts of a column are known, so nothing is late. */
function inferred(cells: readonly (string | null)[], tokens: readonly string[]): readonly Cell[] {
  const isMissing = (cell: string | null): cell is null => cell === null || cell === "" || tokens.includes(cell);
  const values = cells.filter((cell): cell is string => !isMissing(cell));
  if (values.length === 0) return cells;
  if (values.every(isNumber)) return cells.map((cell) => (isMissing(cell) ? null : Number(cell)));
  if (values.every(isBoolean))
    return cells.map((cell) => (isMissing(cell) ? null : cell.trim().toLowerCase() === "true"));
  return cells;
}

test("inferred types are those that one finds with every cell known as text", () => {
  fc.assert(
    fc.property(source, fc.constantFrom([], ["NA"], ["1", "x"]), (text, tokens) => {
      const asText = readCsvWithReport(text, { missing: tokens, columns: { a: "text", b: "text" } });
      const typed = readCsvWithReport(text, { missing: tokens });
      expect(typed.badRows).toEqual(asText.badRows);
      for (const name of ["a", "b"]) {
        const texts = rows(asText.table).map((one) => one[name] as string | null); // declared text
        const got = rows(typed.table).map((one) => one[name]);
        expect(got).toEqual(inferred(texts, tokens));
        expect(column(typed.table, name).missing).toBe(got.filter((cell) => cell === null).length);
      }
    }),
    { numRuns: 1000 },
  );
});
