import { closeSync, openSync, readFileSync, readSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createCsvReader, readCsv } from "#engine/data/index.ts";

/** The readers under measure. Each turns a file into typed columns and returns how many rows it found. */
export const csvSubjects = [
  "siklus",
  "siklus, in pieces",
  "udsv",
  "d3-dsv",
  "arquero",
  "papaparse",
  "csv-parse",
] as const;
export type CsvSubject = (typeof csvSubjects)[number];

type Rows = readonly (readonly unknown[])[];

const peers = createRequire(new URL("./peers/package.json", import.meta.url));
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Readers that want the whole file at once, in memory. */
const wholeReaders: Readonly<Record<Exclude<CsvSubject, "siklus, in pieces">, () => (bytes: Uint8Array) => number>> = {
  siklus: () => (bytes) => readCsv(bytes).rowCount,
  udsv: () => {
    const { inferSchema, initParser } = peers("udsv");
    return (bytes) => {
      const text = decode(bytes);
      return initParser(inferSchema(text)).typedCols(text)[0].length;
    };
  },
  "d3-dsv": () => {
    const { csvParseRows } = peers("d3-dsv");
    return (bytes) => toColumns(csvParseRows(decode(bytes)));
  },
  arquero: () => {
    const { fromCSV } = peers("arquero");
    return (bytes) => fromCSV(decode(bytes)).numRows();
  },
  papaparse: () => {
    const papa = peers("papaparse");
    return (bytes) => toColumns(papa.parse(decode(bytes), { dynamicTyping: true, skipEmptyLines: true }).data);
  },
  "csv-parse": () => {
    const { parse } = peers("csv-parse/sync");
    return (bytes) => toColumns(parse(decode(bytes), { cast: true }));
  },
};

/** Readers that give rows still owe the columns: numbers as Float64Array where every cell is one, else an array. */
function toColumns(rows: Rows): number {
  const [header = [], ...data] = rows;
  header.map((_, k) => {
    const cells = data.map((row) => row[k]);
    const isNumber = cells.every(
      (cell) => cell === "" || cell === null || typeof cell === "number" || !Number.isNaN(Number(cell)),
    );
    return isNumber
      ? Float64Array.from(cells, (cell) => (cell === "" || cell === null ? Number.NaN : Number(cell)))
      : cells;
  });
  return data.length;
}

/** Our reader while the file comes in, 64 kB at a time. */
function readInPieces(file: string): number {
  const reader = createCsvReader();
  const piece = new Uint8Array(65_536);
  const handle = openSync(file, "r");
  for (let count = readSync(handle, piece); count > 0; count = readSync(handle, piece)) {
    reader.push(piece.subarray(0, count));
  }
  closeSync(handle);
  return reader.end().rowCount;
}

/** Two rows under the header. */
function firstLines(file: string): string {
  const piece = Buffer.alloc(4096);
  const handle = openSync(file, "r");
  const length = readSync(handle, piece);
  closeSync(handle);
  return `${piece.toString("utf8", 0, length).split("\n").slice(0, 3).join("\n")}\n`;
}

function readerOf(subject: CsvSubject): (file: string) => number {
  if (subject === "siklus, in pieces") return readInPieces;
  const read = wholeReaders[subject]();
  return (file) => read(readFileSync(file));
}

/** The process's memory now, or at its highest since the last `forgetPeak`, in bytes; undefined where the system does not tell. */
function memory(which: "VmRSS" | "VmHWM"): number | undefined {
  try {
    const found = new RegExp(`${which}:\\s+(\\d+) kB`).exec(readFileSync("/proc/self/status", "utf8"));
    return found === null ? undefined : Number(found[1]) * 1024;
  } catch {
    return undefined;
  }
}

function forgetPeak(): void {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // The peak then counts from the start of the process: more, never less.
  }
}

/**
 * `node csv-subject.ts SUBJECT FILE RUNS` prints one JSON line; a process of its own, so that no heap slows another.
 * Memory is what the first reading adds at its highest to a process that has loaded the reader and read three lines with it:
 * the text of the file, the table and all in between.
 */
if (import.meta.main) {
  const [subject = "siklus", file = "", runs = "3"] = process.argv.slice(2);
  const read = readerOf(subject as CsvSubject); // csv.ts passes names out of csvSubjects
  const sample = `${file}.start`;
  writeFileSync(sample, firstLines(file));
  read(sample);
  globalThis.gc?.();
  globalThis.gc?.();
  forgetPeak();
  const idleBytes = memory("VmRSS");
  const times: number[] = [];
  let rowCount = 0;
  let peakBytes: number | undefined;
  for (let run = 0; run < Number(runs); run++) {
    const start = performance.now();
    rowCount = read(file);
    times.push(performance.now() - start);
    if (run > 0 || idleBytes === undefined) continue;
    const highest = memory("VmHWM");
    peakBytes = highest === undefined ? undefined : highest - idleBytes;
  }
  times.sort((a, b) => a - b);
  console.log(JSON.stringify({ medianMs: times[times.length >> 1], rowCount, peakBytes }));
}
