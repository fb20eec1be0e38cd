import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createReader } from "#engine/data/csv-reader.ts";
import {
  type CsvReaderOptions,
  columnTypes,
  EngineError,
  readCsv,
  readCsvWithReport,
  writeCsv,
} from "#engine/data/index.ts";
import { almostCsv, anyTable, meaning } from "./tables.ts";

describe("a written table", () => {
  test("reads back as itself", () => {
    fc.assert(
      fc.property(anyTable, fc.constantFrom(",", ";", "\t", "|", "-", "]", "^", "\\"), (table, delimiter) => {
        const back = readCsv(writeCsv(table, { delimiter }), { delimiter, columns: columnTypes(table) });
        expect(meaning(back)).toEqual(meaning(table));
      }),
      { numRuns: 500 },
    );
  });

  test("reads back with inferred types when its texts look like texts", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const text = writeCsv(table);
        const inferred = readCsv(text);
        const again = readCsv(writeCsv(inferred));
        fc.pre(JSON.stringify(columnTypes(inferred)) === JSON.stringify(columnTypes(table)));
        expect(meaning(inferred)).toEqual(meaning(table));
        expect(meaning(again)).toEqual(meaning(inferred));
      }),
    );
  });
});

describe("any cut of a file into pieces", () => {
  const outcome = (read: () => unknown): unknown => {
    try {
      return read();
    } catch (error) {
      if (error instanceof EngineError) return { code: error.code, message: error.message, facts: error.facts };
      throw error;
    }
  };

  const inPieces = (
    source: Uint8Array | string,
    cuts: readonly number[],
    options: CsvReaderOptions,
    blockBytes: number,
  ) =>
    outcome(() => {
      const reader = createReader(options, blockBytes);
      let at = 0;
      for (const cut of [...cuts].sort((a, b) => a - b)) {
        reader.push(source.slice(at, cut));
        at = Math.max(at, cut);
      }
      reader.push(source.slice(at));
      const table = reader.end();
      return { ...(meaning(table) as object), badRows: reader.badRows() };
    });

  const cuts = fc.array(fc.nat({ max: 150 }), { maxLength: 20 });
  const blockBytes = fc.integer({ min: 12, max: 60 });
  const onBadRow = fc.constantFrom("throw" as const, "collect" as const);
  const missing = fc.constantFrom([], ["NA"], ["12", "é"]);
  const header = fc.constantFrom(true, false);

  test("gives the same table, the same report and the same error", () => {
    fc.assert(
      fc.property(
        almostCsv,
        cuts,
        blockBytes,
        onBadRow,
        missing,
        header,
        (text, where, block, bad, tokens, hasHeader) => {
          const format = { missing: tokens, header: hasHeader };
          const options = { ...format, onBadRow: bad };
          const bytes = new TextEncoder().encode(text);
          const whole = outcome(() => {
            const read =
              bad === "collect" ? readCsvWithReport(bytes, format) : { table: readCsv(bytes, format), badRows: [] };
            return { ...(meaning(read.table) as object), badRows: read.badRows };
          });
          expect(inPieces(bytes, where, options, block)).toEqual(whole);
          expect(inPieces(text, where, options, block)).toEqual(whole);
        },
      ),
      {
        numRuns: 1000,
        // Found by chance once: a blank line before the header, parted from it by the end of a block.
        examples: [['\r-0.5-0.5\r""', [], 12, "throw", [], true]],
      },
    );
  });

  test("collected rows plus bad rows are all rows that are not blank", () => {
    fc.assert(
      fc.property(almostCsv, (text) => {
        const source = `a,b\n${text}`;
        const { table, badRows } = readCsvWithReport(source);
        fc.pre(!text.includes('"'));
        const lines = text.split(/\r\n|\n|\r/).filter((line) => line !== "");
        expect(table.rowCount + badRows.length).toBe(lines.length);
      }),
    );
  });
});
