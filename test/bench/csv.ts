import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BenchRow } from "./bench-row.ts";
import { type CsvSampleKind, csvSample } from "./csv-sample.ts";
import { csvSubjects } from "./csv-subject.ts";
import { isInstalled, runPython } from "./run-subject.ts";

const fileBytes = 50_000_000;
const runs = 5;
/** What reading may add to the memory of the process, in files: text, table and all in between. */
const mostMemory = 3;

type Measure = {
  readonly medianMs: number;
  readonly rowCount: number;
  /** What the first reading adds at its highest; not known everywhere. */
  readonly peakBytes?: number;
};

/** Reads a file of 50 MB into typed columns with every reader that is installed, each in a process of its own. */
export async function benchCsv(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "siklus-bench-"));
  try {
    return (["mixed", "numeric"] as const).flatMap((kind) => benchKind(kind, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function benchKind(kind: CsvSampleKind, folder: string): readonly BenchRow[] {
  const file = join(folder, `${kind}.csv`);
  writeFileSync(file, csvSample(kind, fileBytes));
  const task = `CSV of 50 MB, ${kind}, into typed columns`;
  const measured = [
    ...csvSubjects
      .filter((subject) => subject.startsWith("siklus") || isInstalled(subject))
      .map((subject) => ({ subject: subject as string, ...measureNode(subject, file) })),
    ...measurePandas(file),
  ];
  const ours = measured.find(({ subject }) => subject === "siklus") as Measure; // csvSubjects names it
  return measured.map(({ subject, medianMs, rowCount, peakBytes }) => {
    const wrong = rowCount === ours.rowCount ? "" : `; found ${rowCount} rows of ${ours.rowCount}`;
    const files = peakBytes === undefined ? undefined : peakBytes / fileBytes;
    const isTooMuch = subject.startsWith("siklus") && files !== undefined && files > mostMemory;
    const memory = files === undefined ? "memory unknown" : `memory ${files.toFixed(2)} × the file`;
    const note = `${memory}${isTooMuch ? `, above ${mostMemory}` : ""}${wrong}`;
    return { task, subject, medianMs, ratio: medianMs / ours.medianMs, note };
  });
}

/** Our own reader on files of 5, 15 and 50 MB. */
export function growthOfCsv(): readonly { readonly task: string; readonly ms: readonly number[] }[] {
  const folder = mkdtempSync(join(tmpdir(), "siklus-bench-"));
  try {
    const ms = [0.1, 0.3, 1].map((share) => {
      const file = join(folder, `${share}.csv`);
      writeFileSync(file, csvSample("mixed", share * fileBytes));
      return measureNode("siklus", file).medianMs;
    });
    return [{ task: "CSV, mixed, into typed columns", ms }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measureNode(subject: string, file: string): Measure {
  const script = fileURLToPath(new URL("./csv-subject.ts", import.meta.url));
  const flags = ["--expose-gc", "--max-old-space-size=4096", "--disable-warning=ExperimentalWarning"];
  return JSON.parse(
    execFileSync(process.execPath, [...flags, script, subject, file, String(runs)], { encoding: "utf8" }),
  );
}

function measurePandas(file: string): readonly ({ readonly subject: string } & Measure)[] {
  const args = [file, runs];
  const measure = runPython<Measure & { readonly version: string }>("./csv-pandas.py", { needs: "pandas", args });
  return measure === undefined ? [] : [{ subject: `pandas ${measure.version}`, ...measure }];
}

if (import.meta.main) {
  for (const { task, subject, medianMs, ratio, note } of await benchCsv()) {
    console.log(`${task} | ${subject} | ${medianMs.toFixed(0)} ms | ${ratio.toFixed(2)} | ${note ?? ""}`);
  }
}
