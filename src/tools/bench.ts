import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import type { BenchRow } from "#test/bench/bench-row.ts";
import { benchBrowser } from "#test/bench/browser.ts";
import { benchCsv, growthOfCsv } from "#test/bench/csv.ts";
import { benchDoors, growthOfDoors } from "#test/bench/doors.ts";
import { benchMetrics, growthOfMetrics } from "#test/bench/metrics.ts";
import { benchMonitoring, growthOfMonitoring } from "#test/bench/monitoring.ts";
import { benchServing, growthOfServing } from "#test/bench/serving.ts";
import { benchLinear, growthOfLinear } from "#test/bench/training-linear.ts";
import { benchTrees, growthOfTrees } from "#test/bench/training-trees.ts";
import { serveSite } from "./serve.ts";

// npm run bench [-- --only metrics|csv|linear|trees|monitoring|serving|doors|browser]: one table, in one run, on one machine. Ratios carry over, milliseconds do not.
const { values } = parseArgs({ options: { only: { type: "string" } } });
const isWanted = (part: string): boolean => values.only === undefined || values.only === part;
const port = 4381;
const peersFolder = "test/bench/peers";
const summary: string[] = [];
let isWrong = false;

console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model ?? "cpu"}, Node ${process.versions.node}`,
);
installPeers();

if (isWanted("metrics")) {
  const { rows, oursIsWrong } = benchMetrics();
  isWrong ||= oursIsWrong;
  printRows(rows);
  if (!rows.some(({ subject }) => subject.startsWith("scikit-learn"))) console.log("scikit-learn: not found");
  for (const [name, task] of [
    ["auc", "ROC AUC, 10⁶ rows, no ties"],
    ["confusion matrix", "confusion matrix, 10⁶ rows, 10 classes"],
  ] as const) {
    const ofTask = rows.filter((row) => row.task === task);
    const python = ofTask.find(({ subject }) => subject.startsWith("scikit-learn"));
    const peers = ofTask.filter(({ subject, wrong }) => !/^(siklus|scikit-learn)/.test(subject) && wrong !== true);
    const fastest = peers.toSorted((a, b) => a.ratio - b.ratio)[0];
    summary.push(
      `${name} ${python === undefined ? "scikit-learn not found" : `${python.ratio.toFixed(1)} times scikit-learn`}, ${fastest === undefined ? "no right peer found" : `${fastest.ratio.toFixed(0)} times the fastest right peer (${fastest.subject})`}`,
    );
  }
  printGrowth(growthOfMetrics(), "10⁵, 3 × 10⁵, 10⁶ rows");
}

for (const { part, bench, growth, sizes } of [
  { part: "linear", bench: benchLinear, growth: growthOfLinear, sizes: "20,000, 60,000, 200,000 rows" },
  { part: "trees", bench: benchTrees, growth: growthOfTrees, sizes: "5,000, 15,000, 50,000 rows" },
  { part: "monitoring", bench: benchMonitoring, growth: growthOfMonitoring, sizes: "10⁵, 3 × 10⁵, 10⁶ rows" },
  { part: "serving", bench: benchServing, growth: growthOfServing, sizes: "10⁵, 3 × 10⁵, 10⁶ requests" },
  { part: "doors", bench: benchDoors, growth: growthOfDoors, sizes: "three sizes, the last ten times the first" },
]) {
  if (!isWanted(part)) continue;
  const { rows, oursIsWrong } = bench();
  isWrong ||= oursIsWrong;
  printRows(rows);
  for (const task of new Set(rows.map((row) => row.task))) {
    const others = rows.filter((row) => row.task === task && !row.subject.startsWith("siklus") && row.wrong !== true);
    const fastest = others.toSorted((a, b) => a.ratio - b.ratio)[0];
    if (fastest !== undefined) summary.push(`${task} ${fastest.ratio.toFixed(1)} times ${fastest.subject}`);
  }
  printGrowth(growth(), sizes);
}

if (isWanted("csv")) {
  const rows = await benchCsv();
  printRows(rows);
  printGrowth(growthOfCsv(), "5, 15, 50 MB");
  const pandas = rows.find(({ subject }) => subject.startsWith("pandas"));
  if (pandas !== undefined) summary.push(`csv ${pandas.ratio.toFixed(2)} times pandas`);
}

if (isWanted("browser")) {
  if (!existsSync("dist/index.html")) spawnSync("node", ["src/tools/build.ts", "--base", "/"], { stdio: "inherit" });
  const site = await serveSite({ folder: "dist", base: "/", port });
  const { runs, firstLoad } = await benchBrowser(site.url);
  await site.close();
  console.log("\nfrom pressing Run to the verdict, lab fish-matrix");
  for (const { device, coldMs, warmMs, slowestWarmMs, longestTaskMs, longestColdTaskMs } of runs) {
    console.log(
      `  ${device}: cold ${coldMs.toFixed(0)} ms, warm ${warmMs.toFixed(0)} ms (slowest ${slowestWarmMs.toFixed(0)}), longest task ${taskWords(longestTaskMs)} (first run ${taskWords(longestColdTaskMs)})`,
    );
  }
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
  console.log(`\nfirst load of ${firstLoad.path}, as transferred (Brotli, with headers)`);
  for (const [kind, bytes] of Object.entries(firstLoad.bytes))
    console.log(`  ${kind.padEnd(12)} ${kilobytes(bytes).padStart(9)}`);
  const desktop = runs[0];
  summary.push(`warm run ${desktop?.warmMs.toFixed(0)} ms`, `longest task ${taskWords(desktop?.longestTaskMs)}`);
  summary.push(
    `first load ${kilobytes(firstLoad.total)}, of it JavaScript ${kilobytes(firstLoad.bytes["Script"] ?? 0)}`,
  );
}

console.log(`\nbench: ${summary.join("; ")}${isWrong ? "; OURS IS WRONG" : ""}`);
process.exitCode = isWrong ? 1 : 0;

function installPeers(): void {
  if (existsSync(`${peersFolder}/node_modules/ml-performance`)) return;
  console.log("Installing the peers into test/bench/peers (once) …");
  const installed = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: peersFolder, stdio: "inherit" });
  if (installed.status !== 0) console.log("The peers could not be installed: ours is measured without them.");
}

function printRows(rows: readonly BenchRow[]): void {
  let task = "";
  for (const row of rows) {
    if (row.task !== task) console.log(`\n${row.task}`);
    task = row.task;
    const time = `${row.medianMs < 10 ? row.medianMs.toFixed(1) : row.medianMs.toFixed(0)} ms`;
    console.log(
      `  ${row.subject.padEnd(24)} ${time.padStart(10)} ${row.ratio.toFixed(2).padStart(9)}  ${row.note ?? ""}`,
    );
  }
}

/** Sizes are 1, 3 and 10 times the first; the exponent is the slope of the best line through the logarithms: 1.00 is O(n). */
function printGrowth(
  growths: readonly { readonly task: string; readonly ms: readonly number[] }[],
  sizes: string,
): void {
  console.log(`\ngrowth of our time over ${sizes}`);
  for (const { task, ms } of growths) {
    console.log(
      `  ${task}: ${ms.map((time) => `${time.toFixed(1)} ms`).join(", ")}; grows as n^${slopeOf(ms).toFixed(2)}`,
    );
  }
}

function slopeOf(ms: readonly number[]): number {
  const points = [1, 3, 10].map((size, k) => ({ x: Math.log(size), y: Math.log(ms[k] ?? Number.NaN) }));
  const mean = (of: (point: { readonly x: number; readonly y: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  return mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
}

function taskWords(ms: number | undefined): string {
  return ms === undefined ? "under 50 ms" : `${ms.toFixed(0)} ms`;
}
