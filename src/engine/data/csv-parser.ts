import { type BadRow, badCsvError, badRow } from "./bad-row.ts";
import { appendMissing, appendValue, type ColumnBuilder, createColumnBuilder, finishColumn } from "./column-builder.ts";
import { assertDeclared, assertNames, numberedNames } from "./csv-header.ts";
import { type CsvReaderOptions, delimiterByte } from "./csv-options.ts";
import { createRowScanner, quote } from "./csv-row-scanner.ts";
import { findRowProblem, placeOf, type ScannedRow } from "./csv-rows.ts";
import { createIsToken } from "./missing-tokens.ts";
import type { Table } from "./table.ts";
import { decodeUtf8 } from "./utf8.ts";

/**
 * Turns blocks of bytes into a table, row by row. A block is kept until the end, because a column that turns out to be
 * text late needs its earlier cells again; no column is read more than twice.
 */
export type CsvParser = {
  /** Reads the whole rows of `bytes[from, to)`, keeps the array, and returns where the unfinished row starts. */
  readonly parse: (bytes: Uint8Array, from: number, to: number, final: boolean) => number;
  /** The table of all rows; call it once, after a final `parse`. */
  readonly finish: () => Table;
  readonly badRows: readonly BadRow[];
};

export function createCsvParser(options: CsvReaderOptions): CsvParser {
  const scanner = createRowScanner(delimiterByte(options.delimiter ?? ",", "readCsv"));
  const isToken = createIsToken(options.missing ?? []);
  const declared = options.columns ?? {};
  const isStrict = options.onBadRow !== "collect";
  const kept: { readonly block: ScannedRow; readonly to: number; readonly badLines: ReadonlySet<number> }[] = [];
  const badRows: BadRow[] = [];
  let names: readonly string[] | null = null;
  let builders: readonly ColumnBuilder[] = [];
  let order: readonly number[] = [];
  let rowCount = 0;
  let line = 1;
  let unescaped = new Uint8Array(256);

  const open = (found: readonly string[], headerLine: number): void => {
    assertNames(found, headerLine);
    assertDeclared(declared, found);
    names = found;
    builders = found.map((name) => createColumnBuilder(Object.hasOwn(declared, name) ? declared[name] : undefined));
    // Declared columns first: only they can refuse a row, and then no other column has seen it.
    const all = builders.map((_, k) => k);
    order = [...all.filter((k) => builders[k]?.isDeclared), ...all.filter((k) => !builders[k]?.isDeclared)];
  };

  /** Writes cell k without doubled quotes into `unescaped` and returns its length. */
  const removeDoubling = (bytes: Uint8Array, from: number, to: number): number => {
    if (to - from > unescaped.length) unescaped = new Uint8Array(2 * (to - from));
    let length = 0;
    for (let i = from; i < to; i++) {
      const byte = bytes[i] as number; // i < to
      unescaped[length++] = byte;
      if (byte === quote) i++;
    }
    return length;
  };

  const cellText = (bytes: Uint8Array, cell: number): string => {
    const from = scanner.bounds[2 * cell] as number; // cell < cellCount
    const to = scanner.bounds[2 * cell + 1] as number; // cell < cellCount
    return scanner.quoting[cell] === 2
      ? decodeUtf8(unescaped, 0, removeDoubling(bytes, from, to))
      : decodeUtf8(bytes, from, to);
  };

  /** Hands the chosen cells of the scanned row to their builders; returns the cell that contradicts its declared type, or -1. */
  const appendRow = (
    into: readonly ColumnBuilder[],
    cells: readonly number[],
    bytes: Uint8Array,
    row: number,
  ): number => {
    const { bounds, quoting } = scanner;
    for (let k = 0; k < cells.length; k++) {
      const cell = cells[k] as number; // k < length
      const builder = into[cell] as ColumnBuilder; // one builder a cell
      const from = bounds[2 * cell] as number; // cell < cellCount
      const to = bounds[2 * cell + 1] as number; // cell < cellCount
      const quoted = quoting[cell] as number; // cell < cellCount
      if (quoted === 2) {
        const length = removeDoubling(bytes, from, to);
        if (length === 0 || isToken?.(unescaped, 0, length)) appendMissing(builder, row, unescaped, 0, length, true);
        else if (!appendValue(builder, row, unescaped, 0, length)) return cell;
      } else if (from === to || isToken?.(bytes, from, to)) appendMissing(builder, row, bytes, from, to, quoted === 1);
      else if (!appendValue(builder, row, bytes, from, to)) return cell;
    }
    return -1;
  };

  const contradiction = (row: ScannedRow, cell: number): BadRow => {
    const type = builders[cell]?.kind === "boolean" ? "boolean" : "number";
    const place = placeOf(row, { byte: scanner.bounds[2 * cell] as number, column: cell + 1 }); // cell < cellCount
    const text = {
      need: `a ${type} in column ${JSON.stringify(names?.[cell])} as declared`,
      got: JSON.stringify(cellText(row.bytes, cell)),
    };
    return badRow(`not-a-${type}`, place, text);
  };

  const parse = (bytes: Uint8Array, from: number, to: number, final: boolean): number => {
    let start = line === 1 && from === 0 ? skipByteOrderMark(bytes, to) : from;
    let block: ScannedRow = { bytes, start, line };
    const badLines = new Set<number>();
    while (start < to) {
      const outcome = scanner.scan(bytes, start, to, final);
      if (outcome === "incomplete") break;
      const row: ScannedRow = { bytes, start, line };
      start = scanner.next;
      line += scanner.lineBreaks;
      if (outcome === "row" && isBlank(row) && names?.length !== 1) {
        // Before the header a blank line is no row of any column: the second reading must not meet it.
        if (names === null) block = { bytes, start, line };
        continue;
      }

      let problem = findRowProblem(scanner, outcome, row, names === null ? null : builders.length);
      if (problem === null && names === null) {
        const isHeader = (options.header ?? true) === true;
        const cells = Array.from({ length: scanner.cellCount }, (_, k) => k);
        open(isHeader ? cells.map((cell) => cellText(bytes, cell)) : numberedNames(cells.length), row.line);
        block = isHeader ? { bytes, start, line } : row;
        if (isHeader) continue;
        problem = findRowProblem(scanner, outcome, row, builders.length);
      } else if (problem !== null && names === null) throw badCsvError(problem);

      if (problem === null) {
        const refused = appendRow(builders, order, bytes, rowCount);
        if (refused >= 0) problem = contradiction(row, refused);
        else rowCount++;
      }
      if (problem !== null) {
        if (isStrict) throw badCsvError(problem);
        badRows.push(problem);
        badLines.add(row.line);
      }
    }
    if (start > block.start) kept.push({ block, to: start, badLines });
    return start;
  };

  const isBlank = (row: ScannedRow): boolean =>
    scanner.cellCount === 1 && scanner.quoting[0] === 0 && scanner.bounds[1] === row.start;

  /** Reads the columns again that turned out to be text when some of their cells had gone by as numbers. */
  const readLateColumns = (): readonly ColumnBuilder[] => {
    const isLate = builders.map(
      ({ kind, hasQuotedMissing }) => kind === "late" || (kind === "unknown" && hasQuotedMissing),
    );
    const late = order.filter((k) => isLate[k]);
    if (late.length === 0) return builders;
    const again = builders.map((builder, k) => (isLate[k] ? createColumnBuilder("text") : builder));
    let row = 0;
    for (const { block, to, badLines } of kept) {
      let start = block.start;
      let at = block.line;
      while (start < to) {
        scanner.scan(block.bytes, start, to, true);
        const scanned: ScannedRow = { bytes: block.bytes, start, line: at };
        start = scanner.next;
        at += scanner.lineBreaks;
        if (badLines.has(scanned.line) || (isBlank(scanned) && again.length !== 1)) continue;
        appendRow(again, late, block.bytes, row++);
      }
    }
    return again;
  };

  const finish = (): Table => {
    if (names === null) {
      const text = { need: "at least a header line", got: "an empty file" };
      throw badCsvError(badRow("no-header", { line, column: 1 }, text));
    }
    const finished: readonly string[] = names;
    const complete = readLateColumns();
    kept.length = 0;
    const columns = complete.map((builder, k) => [finished[k] as string, finishColumn(builder, rowCount)] as const); // one name a builder
    return { rowCount, names: [...finished], columns: Object.fromEntries(columns) };
  };

  if (typeof options.header === "object") open(options.header, line);
  return { parse, finish, badRows };
}

/** Some programs mark UTF-8 by the bytes EF BB BF at the start; they are no text. */
function skipByteOrderMark(bytes: Uint8Array, to: number): number {
  return to >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
