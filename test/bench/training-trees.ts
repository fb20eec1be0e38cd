import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchRow } from "./bench-row.ts";
import { isInstalled, median, runPython, runSubject, withSamples } from "./run-subject.ts";
import { writeTreesSample } from "./training-trees-sample.ts";
import { type TreesSubject, type TreesTask, treesSubjects, treesTasks } from "./training-trees-subject.ts";

const rowCount = 20_000;
const runs = 5;
/** Trees are told apart by chance: AUC of ours may differ from scikit-learn's by what the seeds of a forest do, about 0.01 at most here. */
const tolerance = 0.015;

const names: Readonly<Record<TreesTask, string>> = {
  tree: "decision tree, depth 10, 20,000 × 20",
  forest: "random forest, 100 trees of depth 10, 20,000 × 20",
  boosting: "gradient boosting, 100 iterations, 20,000 × 20",
  predict: "predictions of 100 boosted trees, 200,000 × 20",
  fewTree: "decision tree, depth 10, 1,000 × 20",
  fewForest: "random forest, 5 trees of depth 10, 1,000 × 20",
};

type Measure = { readonly medianMs: number; readonly auc: number };

/** Trees against scikit-learn on one thread and the JavaScript peers, on the same rows; `oursIsWrong` when ours ranks worse than scikit-learn's. */
export function benchTrees(): { readonly rows: readonly BenchRow[]; readonly oursIsWrong: boolean } {
  const folder = mkdtempSync(join(tmpdir(), "siklus-bench-"));
  try {
    writeTreesSample({ folder, rowCount });
    let oursIsWrong = false;
    // Ours before and after, so that a machine that is busy for a while is not taken for a slow subject.
    const before = treesTasks.map((task) => timesOf("siklus", task, folder));
    const reference = measureSklearn(folder);
    const rows = treesTasks.flatMap((task, k): readonly BenchRow[] => {
      const after = timesOf("siklus", task, folder);
      const ours = { medianMs: median([...(before[k]?.times ?? []), ...after.times]), auc: after.auc };
      const truth = reference?.tasks[task];
      if (truth !== undefined && ours.auc < truth.auc - tolerance) oursIsWrong = true;
      const others = [
        ...(reference === undefined || truth === undefined
          ? []
          : [{ subject: `scikit-learn ${reference.version}`, measured: truth }]),
        ...peersOf(task).map((subject) => ({ subject, measured: tryPeer(subject, task, folder) })),
      ];
      return [{ subject: "siklus", measured: ours }, ...others].map(({ subject, measured }) => ({
        task: names[task],
        subject,
        medianMs: measured.medianMs,
        ratio: measured.medianMs / ours.medianMs,
        note: Number.isNaN(measured.auc) ? "FAILED" : noteOf(task, measured),
      }));
    });
    return { rows, oursIsWrong };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Our own time at three sizes: what the docstrings say of the cost, measured. */
export function growthOfTrees(): readonly { readonly task: string; readonly ms: readonly number[] }[] {
  return withSamples(
    [5_000, 15_000, 50_000],
    (folder, size) => writeTreesSample({ folder, rowCount: size }),
    (folders) =>
      (["tree", "forest", "boosting", "predict"] as const).map((task) => ({
        task: names[task].replace(/, [\d,]+ × 20$/, ""),
        ms: folders.map((folder) => median(timesOf("siklus", task, folder).times)),
      })),
  );
}

function noteOf(task: TreesTask, { medianMs, auc }: Measure): string {
  const rate = task === "predict" ? `, ${(200 / medianMs).toFixed(2)} million rows a second` : "";
  return `AUC ${auc.toFixed(4)}${rate}`;
}

function peersOf(task: TreesTask): readonly TreesSubject[] {
  return (Object.keys(treesSubjects) as TreesSubject[]) // its own keys
    .filter((subject) => subject !== "siklus" && treesSubjects[subject].some((one) => one === task))
    .filter((subject) => isInstalled(subject));
}

/** A peer that cannot do the task is a row of the table, not the end of it. */
function tryPeer(subject: TreesSubject, task: TreesTask, folder: string): Measure {
  try {
    const { times, auc } = timesOf(subject, task, folder, 3);
    return { medianMs: median(times), auc };
  } catch {
    return { medianMs: Number.NaN, auc: Number.NaN };
  }
}

type Times = { readonly times: readonly number[]; readonly auc: number };

function timesOf(subject: TreesSubject, task: TreesTask, folder: string, count = runs): Times {
  return runSubject("./training-trees-subject.ts", [subject, task, folder, count]);
}

type Sklearn = { readonly version: string; readonly tasks: Readonly<Partial<Record<TreesTask, Measure>>> };

function measureSklearn(folder: string): Sklearn | undefined {
  return runPython("./training-trees-sklearn.py", { needs: "sklearn", args: [folder, runs] });
}
