import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchRow } from "./bench-row.ts";
import { type DoorSubject, type DoorTask, doorSubjects, doorTasks } from "./doors-subject.ts";
import { isInstalled, median, runPython, runSubject, withSamples } from "./run-subject.ts";
import { writeTreesSample } from "./training-trees-sample.ts";

const runs = 5;

/** Whole results agree to the last digits; the accuracy of trees, which break ties differently, to a hundredth. */
const tolerances: Readonly<Partial<Record<DoorTask, number>>> = { crossValidate: 0.01 };

const tasks: Readonly<Record<DoorTask, { readonly name: string; readonly unit: string; readonly sizes: Sizes }>> = {
  join: { name: "data: join of orders and customers", unit: "orders", sizes: [30_000, 90_000, 300_000] },
  groupBy: { name: "data: group by two columns", unit: "rows", sizes: [30_000, 90_000, 300_000] },
  scale: { name: "features: robust scaling of two columns", unit: "rows", sizes: [30_000, 90_000, 300_000] },
  crossValidate: { name: "tuning: five folds of a tree of depth 6", unit: "rows", sizes: [2_000, 6_000, 20_000] },
  dawidSkene: { name: "labeling: Dawid–Skene", unit: "votes", sizes: [3_000, 9_000, 30_000] },
  pipeline: { name: "pipelines: simulated run", unit: "steps", sizes: [100, 300, 1_000] },
  monteCarlo: { name: "business: Monte Carlo of three inputs", unit: "runs", sizes: [10_000, 30_000, 100_000] },
};

type Sizes = readonly [number, number, number];
type Times = { readonly times: readonly number[]; readonly result: number };

/** The doors without a bench of their own, at their largest size, against whoever does the same; `oursIsWrong` when results differ. */
export function benchDoors(): { readonly rows: readonly BenchRow[]; readonly oursIsWrong: boolean } {
  const folder = mkdtempSync(join(tmpdir(), "siklus-bench-"));
  try {
    let oursIsWrong = false;
    writeTreesSample({ folder, rowCount: tasks.crossValidate.sizes[2] });
    const rows = doorTasks.flatMap((task): readonly BenchRow[] => {
      const { name, unit, sizes } = tasks[task];
      const size = sizes[2];
      // Ours before and after, so that a machine that is busy for a while is not taken for a slow subject.
      const before = timesOf("siklus", task, size, folder);
      const others = othersOf(task, size, folder);
      const after = timesOf("siklus", task, size, folder);
      const ours = median([...before.times, ...after.times]);
      const label = `${name}, ${size.toLocaleString("en")} ${unit}`;
      return [
        { task: label, subject: "siklus", medianMs: ours, ratio: 1 },
        ...others.map(({ subject, times, result }): BenchRow => {
          const isSame = Math.abs(result - after.result) <= (tolerances[task] ?? 1e-9 * Math.abs(result));
          if (!isSame) oursIsWrong = true;
          const note = isSame ? {} : { note: `DIFFERS: ${result} where ours is ${after.result}` };
          return { task: label, subject, medianMs: median(times), ratio: median(times) / ours, ...note };
        }),
      ];
    });
    return { rows, oursIsWrong };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Our own time at three sizes: what the docstrings say of the cost, measured. */
export function growthOfDoors(): readonly { readonly task: string; readonly ms: readonly number[] }[] {
  return withSamples(
    [0, 1, 2] as const,
    (folder, k) => writeTreesSample({ folder, rowCount: tasks.crossValidate.sizes[k] }),
    (folders) =>
      doorTasks.map((task) => {
        const { name, unit, sizes } = tasks[task];
        const told = sizes.map((size) => size.toLocaleString("en")).join(", ");
        const ms = sizes.map((size, k) => median(timesOf("siklus", task, size, folders[k] ?? "").times));
        return { task: `${name}, ${told} ${unit}`, ms };
      }),
  );
}

function othersOf(task: DoorTask, size: number, folder: string): readonly ({ readonly subject: string } & Times)[] {
  if (task === "crossValidate") {
    const measured = runPython<{ readonly version: string } & Times>("./doors-sklearn.py", {
      needs: "sklearn",
      args: [folder, runs],
    });
    return measured === undefined ? [] : [{ subject: `scikit-learn ${measured.version}`, ...measured }];
  }
  const canArquero = doorSubjects.arquero.some((one) => one === task) && isInstalled("arquero");
  return canArquero ? [{ subject: "arquero", ...timesOf("arquero", task, size, folder) }] : [];
}

function timesOf(subject: DoorSubject, task: DoorTask, size: number, folder: string): Times {
  return runSubject("./doors-subject.ts", [subject, task, size, folder, runs]);
}
