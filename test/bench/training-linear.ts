import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BenchRow } from "./bench-row.ts";
import { writeLinearSample } from "./training-linear-sample.ts";
import { type LinearSubject, type LinearTask, linearSubjects, linearTasks } from "./training-linear-subject.ts";

const rowCount = 20_000;
const runs = 15;
const python = "/usr/bin/python3";
/** What is reached may lie above scikit-learn's by this share: its own L-BFGS stops about 1e-9 above the bottom. */
const tolerance = 1e-6;

const names: Readonly<Record<LinearTask, string>> = {
  logistic: "logistic regression, converged, 20,000 × 20",
  kMeans: "k-means, 8 clusters to rest from one start, 20,000 × 20",
};

type Measure = { readonly medianMs: number; readonly reached: number };

/** Logistic regression and k-means against scikit-learn on one thread and the JavaScript peers, on the same rows; `oursIsWrong` when scikit-learn gets lower. */
export function benchLinear(): { readonly rows: readonly BenchRow[]; readonly oursIsWrong: boolean } {
  const folder = mkdtempSync(join(tmpdir(), "siklus-bench-"));
  try {
    writeLinearSample({ folder, rowCount });
    let oursIsWrong = false;
    // Ours before and after, so that a machine that is busy for a while is not taken for a slow subject.
    const before = linearTasks.map((task) => timesOf("siklus", task, folder));
    const reference = measureSklearn(folder);
    const rows = linearTasks.flatMap((task, k): readonly BenchRow[] => {
      const after = timesOf("siklus", task, folder);
      const ours = { medianMs: median([...(before[k]?.times ?? []), ...after.times]), reached: after.reached };
      const truth = reference?.tasks[task];
      const best = truth?.reached ?? ours.reached;
      const all = [
        { subject: "siklus", measured: ours },
        ...(reference === undefined || truth === undefined
          ? []
          : [{ subject: `scikit-learn ${reference.version}`, measured: truth }]),
        ...peersOf(task).map((subject) => ({ subject, measured: tryPeer(subject, task, folder) })),
      ];
      return all.map(({ subject, measured: { medianMs, reached } }) => {
        const isRight = reached <= best * (1 + tolerance);
        if (!isRight && subject === "siklus") oursIsWrong = true;
        const note = Number.isNaN(reached)
          ? { note: "FAILED", wrong: true }
          : isRight
            ? {}
            : { note: `WRONG: reaches ${reached.toFixed(2)} where ${best.toFixed(2)} is lower`, wrong: true };
        return { task: names[task], subject, medianMs, ratio: medianMs / ours.medianMs, ...note };
      });
    });
    return { rows, oursIsWrong };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Our own time at three sizes: what the docstrings say of the cost, measured. */
export function growthOfLinear(): readonly { readonly task: string; readonly ms: readonly number[] }[] {
  const folders = [20_000, 60_000, 200_000].map((size) => {
    const folder = mkdtempSync(join(tmpdir(), "siklus-bench-"));
    writeLinearSample({ folder, rowCount: size });
    return folder;
  });
  try {
    return linearTasks.map((task) => ({
      task: names[task].replace(/, 20,000 × 20$/, ""),
      ms: folders.map((folder) => median(timesOf("siklus", task, folder, 5).times)),
    }));
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
}

function peersOf(task: LinearTask): readonly LinearSubject[] {
  return (Object.keys(linearSubjects) as LinearSubject[]) // its own keys
    .filter((subject) => subject !== "siklus" && linearSubjects[subject].some((one) => one === task))
    .filter((subject) => existsSync(new URL(`./peers/node_modules/${subject}`, import.meta.url)));
}

/** A peer that cannot do the task is a row of the table, not the end of it. */
function tryPeer(subject: LinearSubject, task: LinearTask, folder: string): Measure {
  try {
    const { times, reached } = timesOf(subject, task, folder, 1);
    return { medianMs: median(times), reached };
  } catch {
    return { medianMs: Number.NaN, reached: Number.NaN };
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

type Times = { readonly times: readonly number[]; readonly reached: number };

function timesOf(subject: LinearSubject, task: LinearTask, folder: string, count = runs): Times {
  const script = fileURLToPath(new URL("./training-linear-subject.ts", import.meta.url));
  const flags = ["--max-old-space-size=4096", "--disable-warning=ExperimentalWarning"];
  const output = execFileSync(process.execPath, [...flags, script, subject, task, folder, String(count)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return JSON.parse(output.trim().split("\n").at(-1) ?? "{}");
}

type Sklearn = { readonly version: string; readonly tasks: Readonly<Record<LinearTask, Measure>> };

function measureSklearn(folder: string): Sklearn | undefined {
  if (!existsSync(python)) return undefined;
  try {
    execFileSync(python, ["-c", "import sklearn"], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  const script = fileURLToPath(new URL("./training-linear-sklearn.py", import.meta.url));
  return JSON.parse(execFileSync(python, [script, folder, String(runs)], { encoding: "utf8" }));
}
