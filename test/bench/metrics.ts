import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchRow } from "./bench-row.ts";
import { writeMetricsSample } from "./metrics-sample.ts";
import { type MetricsSubject, type MetricsTask, metricsSubjects, metricsTasks } from "./metrics-subject.ts";
import { isInstalled, median, runPython, runSubject, withSamples } from "./run-subject.ts";

const rowCount = 1_000_000;
const runs = 5;
const tolerance = 1e-9;

const names: Readonly<Record<MetricsTask, string>> = {
  auc: "ROC AUC, 10⁶ rows, no ties",
  aucTied: "ROC AUC, 10⁶ rows, ties",
  confusionMatrix: "confusion matrix, 10⁶ rows, 10 classes",
  report: "classification report, 10⁶ rows, 10 classes",
  mae: "mean absolute error, 10⁶ rows",
  mse: "mean squared error, 10⁶ rows",
  rSquared: "R², 10⁶ rows",
};

type Measure = { readonly medianMs: number; readonly result: readonly number[] };

/** The metrics against scikit-learn and the JavaScript peers, on the same rows; `oursIsWrong` when scikit-learn says otherwise. */
export function benchMetrics(): { readonly rows: readonly BenchRow[]; readonly oursIsWrong: boolean } {
  const folder = mkdtempSync(join(tmpdir(), "siklus-bench-"));
  try {
    writeMetricsSample({ folder, rowCount });
    const reference = measureSklearn(folder);
    let oursIsWrong = false;
    const rows = metricsTasks.flatMap((task): readonly BenchRow[] => {
      // Before and after all others, so that a machine that is busy for a while is not taken for a slow subject.
      const before = timesOf("siklus", task, folder);
      const others = subjectsOf(task).map((subject) => ({ subject, measured: measure(subject, task, folder) }));
      const after = timesOf("siklus", task, folder);
      const ours = { medianMs: median([...before.times, ...after.times]), result: after.result };
      const truth = reference?.tasks[task].result ?? ours.result;
      const all = [
        { subject: "siklus", measured: ours },
        ...(reference === undefined
          ? []
          : [{ subject: `scikit-learn ${reference.version}`, measured: reference.tasks[task] }]),
        ...others,
      ];
      return all.map(({ subject, measured: { medianMs, result } }) => {
        const isRight = agree(result, truth);
        if (!isRight && subject.startsWith("siklus")) oursIsWrong = true;
        const note = isRight ? {} : { note: wrongNote(result, truth), wrong: true };
        return { task: names[task], subject, medianMs, ratio: medianMs / ours.medianMs, ...note };
      });
    });
    return { rows, oursIsWrong };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Our own time at three sizes: what the docstrings say of the cost, measured. */
export function growthOfMetrics(): readonly { readonly task: string; readonly ms: readonly number[] }[] {
  return withSamples(
    [100_000, 300_000, 1_000_000],
    (folder, size) => writeMetricsSample({ folder, rowCount: size }),
    (folders) =>
      (["auc", "aucTied", "confusionMatrix"] as const).map((task) => ({
        task: names[task].replace(" 10⁶ rows,", ""),
        ms: folders.map((folder) => measure("siklus", task, folder, 15).medianMs),
      })),
  );
}

function subjectsOf(task: MetricsTask): readonly MetricsSubject[] {
  return (Object.keys(metricsSubjects) as MetricsSubject[]) // its own keys
    .filter((subject) => subject !== "siklus" && metricsSubjects[subject].some((one) => one === task))
    .filter((subject) => subject.startsWith("siklus") || isInstalled(subject));
}

function measure(subject: MetricsSubject, task: MetricsTask, folder: string, count = runs): Measure {
  const { times, result } = timesOf(subject, task, folder, count);
  return { medianMs: median(times), result };
}

type Times = { readonly times: readonly number[]; readonly result: readonly number[] };

function timesOf(subject: MetricsSubject, task: MetricsTask, folder: string, count = runs): Times {
  return runSubject("./metrics-subject.ts", [subject, task, folder, count]);
}

type Sklearn = { readonly version: string; readonly tasks: Readonly<Record<MetricsTask, Measure>> };

function measureSklearn(folder: string): Sklearn | undefined {
  return runPython("./metrics-sklearn.py", { needs: "sklearn", args: [folder, runs] });
}

function agree(got: readonly number[], truth: readonly number[]): boolean {
  return (
    got.length === truth.length &&
    got.every((value, i) => Math.abs(value - (truth[i] ?? Number.NaN)) <= tolerance * Math.abs(truth[i] ?? 0))
  );
}

function wrongNote(got: readonly number[], truth: readonly number[]): string {
  const at = got.findIndex((value, i) => !agree([value], [truth[i] ?? Number.NaN]));
  return `WRONG: ${got[at] ?? `${got.length} numbers`} where ${truth[at] ?? `${truth.length} numbers`} is true`;
}
