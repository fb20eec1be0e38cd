import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchRow } from "./bench-row.ts";
import { isInstalled, median, runPython, runSubject, withSamples } from "./run-subject.ts";
import { writeLinearSample } from "./training-linear-sample.ts";
import { type LinearSubject, type LinearTask, linearSubjects, linearTasks } from "./training-linear-subject.ts";

const rowCount = 20_000;
const runs = 15;
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
  return withSamples(
    [20_000, 60_000, 200_000],
    (folder, size) => writeLinearSample({ folder, rowCount: size }),
    (folders) =>
      linearTasks.map((task) => ({
        task: names[task].replace(/, 20,000 × 20$/, ""),
        ms: folders.map((folder) => median(timesOf("siklus", task, folder, 5).times)),
      })),
  );
}

function peersOf(task: LinearTask): readonly LinearSubject[] {
  return (Object.keys(linearSubjects) as LinearSubject[]) // its own keys
    .filter((subject) => subject !== "siklus" && linearSubjects[subject].some((one) => one === task))
    .filter((subject) => isInstalled(subject));
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

type Times = { readonly times: readonly number[]; readonly reached: number };

function timesOf(subject: LinearSubject, task: LinearTask, folder: string, count = runs): Times {
  return runSubject("./training-linear-subject.ts", [subject, task, folder, count]);
}

type Sklearn = { readonly version: string; readonly tasks: Readonly<Record<LinearTask, Measure>> };

function measureSklearn(folder: string): Sklearn | undefined {
  return runPython("./training-linear-sklearn.py", { needs: "sklearn", args: [folder, runs] });
}
