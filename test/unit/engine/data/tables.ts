import fc from "fast-check";
import { type Cell, columnTypes, fromColumns, rows, type Table } from "#engine/data/index.ts";

/** What a table means, without the order in which its dictionaries happened to be filled. */
export function meaning(table: Table): unknown {
  return { rowCount: table.rowCount, names: table.names, types: columnTypes(table), rows: rows(table) };
}

const hostileText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.string({
    unit: fc.constantFrom(",", ";", '"', "\n", "\r", " ", "\t", "a", "1", "é", "🐟", "\uFEFF"),
    maxLength: 6,
  }),
  fc.constantFrom("", "true", "0", "-0", "NaN", "null", "__proto__", "Infinity"),
);

const numberCells = fc.double({ noNaN: true }).map((value): Cell => value);
const textCells = hostileText.map((value): Cell => value);
const booleanCells = fc.boolean().map((value): Cell => value);

/** Tables of every type of column, with names and texts that a careless writer would break on. */
export const anyTable: fc.Arbitrary<Table> = fc
  .record({
    names: fc.uniqueArray(
      hostileText.filter((name) => name !== ""),
      { minLength: 1, maxLength: 5 },
    ),
    rowCount: fc.nat({ max: 8 }),
  })
  .chain(({ names, rowCount }) => {
    const cells = fc
      .constantFrom(numberCells, textCells, booleanCells)
      .chain((one) => fc.array(fc.option(one, { freq: 4 }), { minLength: rowCount, maxLength: rowCount }));
    return fc
      .array(cells, { minLength: names.length, maxLength: names.length })
      .map((columns) => fromColumns(Object.fromEntries(names.map((name, k) => [name, columns[k] as Cell[]])))); // equal lengths
  });

/** Text that looks enough like CSV to reach every state of a reader. */
export const almostCsv: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(",", ",", "\n", "\n", "\r\n", "\r", '"', '""', "a", "12", "-0.5", "true", "é", "🐟", " ", "NA"),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(""));
