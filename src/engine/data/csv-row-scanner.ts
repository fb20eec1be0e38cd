/**
 * Finds the cells of one CSV row at a time, as positions in the bytes; nothing is copied or decoded.
 *
 * RFC 4180 in one paragraph: cells are parted by the delimiter, rows by a line break (CRLF, LF or CR). A cell that
 * starts with a quote runs to the next single quote; inside it, delimiter and line breaks are text and `""` means `"`.
 * A quote anywhere else is an error.
 */
export type RowScanner = {
  /** Scans the row that starts at `from`; `final` says that no bytes follow `to`. The other fields describe it. */
  readonly scan: (bytes: Uint8Array, from: number, to: number, final: boolean) => ScanOutcome;
  /** Cell k lies in `[bounds[2k], bounds[2k + 1])`, without its quotes. */
  bounds: Int32Array;
  /** Per cell: 0 plain, 1 quoted, 2 quoted with doubled quotes inside. */
  quoting: Uint8Array;
  cellCount: number;
  /** Where the next row starts. */
  next: number;
  /** Line breaks from the start of the row to `next`. */
  lineBreaks: number;
  hasNonAscii: boolean;
  /** Where a bad row went wrong. */
  badAt: number;
};

/** `"incomplete"`: the row may go on after `to`; scan it again with more bytes. */
export type ScanOutcome = "row" | "incomplete" | "unterminated-quote" | "stray-quote" | "text-after-quote";

export const quote = 34;
export const lineFeed = 10;
export const carriageReturn = 13;

const classOrdinary = 0;
const classNonAscii = 1;
const classSpecial = 2;

export function createRowScanner(delimiter: number): RowScanner {
  const classes = new Uint8Array(256).fill(classNonAscii, 128);
  for (const special of [delimiter, quote, lineFeed, carriageReturn]) classes[special] = classSpecial;
  const highestSpecial = Math.max(delimiter, quote);

  const endRow = (bytes: Uint8Array, breakAt: number, to: number, final: boolean): ScanOutcome => {
    let next = breakAt + 1;
    if (bytes[breakAt] === carriageReturn) {
      if (next >= to && !final) return "incomplete";
      if (next < to && bytes[next] === lineFeed) next++;
    }
    scanner.next = next;
    scanner.lineBreaks++;
    return "row";
  };

  /** After a bad cell the next row starts at the next line break: the one place where order may be found again. */
  const skipLine = (bytes: Uint8Array, badAt: number, to: number, final: boolean, why: ScanOutcome): ScanOutcome => {
    scanner.badAt = badAt;
    let i = badAt;
    while (i < to && bytes[i] !== lineFeed && bytes[i] !== carriageReturn) i++;
    if (i < to) return endRow(bytes, i, to, final) === "incomplete" ? "incomplete" : why;
    scanner.next = to;
    return final ? why : "incomplete";
  };

  const scan = (bytes: Uint8Array, from: number, to: number, final: boolean): ScanOutcome => {
    let { bounds, quoting } = scanner;
    let cell = 0;
    let nonAscii = false;
    let i = from;
    scanner.lineBreaks = 0;
    for (;;) {
      if (cell === quoting.length) {
        growCells(scanner);
        ({ bounds, quoting } = scanner);
      }
      const start = i;
      if (i < to && bytes[i] === quote) {
        let doubled = false;
        for (i++; ; i += 2) {
          for (; i < to; i++) {
            const byte = bytes[i] as number; // i < to
            if (byte === quote) break;
            if (byte === lineFeed || (byte === carriageReturn && bytes[i + 1] !== lineFeed)) scanner.lineBreaks++;
            if (byte > 127) nonAscii = true;
          }
          if (i + 1 >= to && !final) return "incomplete";
          if (i >= to) {
            scanner.badAt = start;
            scanner.next = to;
            scanner.cellCount = cell + 1;
            return "unterminated-quote";
          }
          if (i + 1 >= to || bytes[i + 1] !== quote) break;
          doubled = true;
        }
        bounds[2 * cell] = start + 1;
        bounds[2 * cell + 1] = i;
        quoting[cell] = doubled ? 2 : 1;
        i++;
      } else {
        for (; i < to; i++) {
          const byte = bytes[i] as number; // i < to
          if (byte > highestSpecial && byte < 128) continue;
          const kind = classes[byte];
          if (kind === classOrdinary) continue;
          if (kind === classSpecial) break;
          nonAscii = true;
        }
        bounds[2 * cell] = start;
        bounds[2 * cell + 1] = i;
        quoting[cell] = 0;
      }
      cell++;
      if (i < to && bytes[i] === delimiter) {
        i++;
        continue;
      }
      scanner.cellCount = cell;
      scanner.hasNonAscii = nonAscii;
      if (i >= to) {
        scanner.next = to;
        return final ? "row" : "incomplete";
      }
      if (bytes[i] === lineFeed || bytes[i] === carriageReturn) return endRow(bytes, i, to, final);
      return skipLine(bytes, i, to, final, quoting[cell - 1] === 0 ? "stray-quote" : "text-after-quote");
    }
  };

  const scanner: RowScanner = {
    scan,
    bounds: new Int32Array(64),
    quoting: new Uint8Array(32),
    cellCount: 0,
    next: 0,
    lineBreaks: 0,
    hasNonAscii: false,
    badAt: 0,
  };
  return scanner;
}

function growCells(scanner: RowScanner): void {
  const bounds = new Int32Array(2 * scanner.bounds.length);
  const quoting = new Uint8Array(2 * scanner.quoting.length);
  bounds.set(scanner.bounds);
  quoting.set(scanner.quoting);
  scanner.bounds = bounds;
  scanner.quoting = quoting;
}
