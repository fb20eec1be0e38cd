import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { readCsv } from "../../src/engine/data/index.ts";

/** The readers under measure. Each turns the bytes of a file into typed columns and returns how many rows it found. */
export const csvSubjects = ["siklus", "udsv", "d3-dsv", "arquero", "papaparse", "csv-parse"] as const;
export type CsvSubject = (typeof csvSubjects)[number];

type Rows = readonly (readonly unknown[])[];

const peers = createRequire(new URL("./peers/package.json", import.meta.url));
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const readers: Readonly<Record<CsvSubject, () => (bytes: Uint8Array) => number>> = {
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

/** `node csv-subject.ts SUBJECT FILE RUNS` prints one JSON line; a process of its own, so that no heap slows another. */
if (import.meta.main) {
  const [subject = "siklus", file = "", runs = "3"] = process.argv.slice(2);
  const bytes = readFileSync(file);
  const read = readers[subject as CsvSubject](); // csv.ts passes names out of csvSubjects
  const times: number[] = [];
  let rowCount = 0;
  for (let run = 0; run < Number(runs); run++) {
    const start = performance.now();
    rowCount = read(bytes);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  console.log(JSON.stringify({ medianMs: times[times.length >> 1], rowCount, peakBytes }));
}
