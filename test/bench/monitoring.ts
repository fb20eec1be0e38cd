import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRng } from "#engine/core/random.ts";
import type { BenchRow } from "./bench-row.ts";
import { type MonitoringTask, monitoringTasks } from "./monitoring-subject.ts";
import { median, runPython, runSubject, withSamples } from "./run-subject.ts";

const sizes = { small: 200_000, large: 1_000_000 } as const;
const runs = 5;
const tolerance = 1e-9;

const names: Readonly<Record<MonitoringTask, string>> = {
  ks: "KS two-sample, 2 × 10⁵ rows each",
  ksLarge: "KS two-sample, 10⁶ rows each",
  wasserstein: "Wasserstein-1, 2 × 10⁵ rows each",
  psi: "PSI over ten quantile bins, 2 × 10⁵ rows each",
};

type Measure = { readonly medianMs: number; readonly result: readonly number[] };

/** The drift measures against SciPy and NumPy on the same rows; no JavaScript peer has them. */
export function benchMonitoring(): { readonly rows: readonly BenchRow[]; readonly oursIsWrong: boolean } {
  const folder = mkdtempSync(join(tmpdir(), "siklus-bench-"));
  try {
    for (const [size, rowCount] of Object.entries(sizes)) writeSamples({ folder, size, rowCount });
    // Ours before and after, so that a machine that is busy for a while is not taken for a slow subject.
    const before = monitoringTasks.map((task) => timesOf(task, folder));
    const reference = measureScipy(folder);
    const after = monitoringTasks.map((task) => timesOf(task, folder));
    let oursIsWrong = false;
    const rows = monitoringTasks.flatMap((task, k): readonly BenchRow[] => {
      const medianMs = median([...(before[k]?.times ?? []), ...(after[k]?.times ?? [])]);
      const result = after[k]?.result ?? [];
      const truth = reference?.tasks[task];
      const isRight = truth === undefined || isNear(result[0], truth.result[0]);
      if (!isRight) oursIsWrong = true;
      const note = isRight ? {} : { note: `WRONG: ${result[0]} where ${truth.result[0]} is true`, wrong: true };
      const ours = { task: names[task], subject: "siklus", medianMs, ratio: 1, ...note };
      if (truth === undefined || reference === undefined) return [ours];
      const subject = `SciPy ${reference.version}`;
      return [ours, { task: names[task], subject, medianMs: truth.medianMs, ratio: truth.medianMs / medianMs }];
    });
    return { rows, oursIsWrong };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Our own time at three sizes: what the docstrings say of the cost, measured. */
export function growthOfMonitoring(): readonly { readonly task: string; readonly ms: readonly number[] }[] {
  return withSamples(
    [100_000, 300_000, 1_000_000],
    (folder, rowCount) => writeSamples({ folder, size: "small", rowCount }),
    (folders) =>
      (["ks", "wasserstein", "psi"] as const).map((task) => ({
        task: names[task].replace(", 2 × 10⁵ rows each", ""),
        ms: folders.map((folder) => median(timesOf(task, folder).times)),
      })),
  );
}

/** Bell curves that differ a little in place and width, as bare doubles that every language reads. */
function writeSamples({
  folder,
  size,
  rowCount,
}: {
  readonly folder: string;
  readonly size: string;
  readonly rowCount: number;
}): void {
  const rng = createRng(20261124);
  const bell = (): number => rng.uniform() + rng.uniform() + rng.uniform() + rng.uniform() - 2;
  writeFileSync(join(folder, `baseline-${size}`), Float64Array.from({ length: rowCount }, bell));
  writeFileSync(
    join(folder, `current-${size}`),
    Float64Array.from({ length: rowCount }, () => 0.05 + 1.1 * bell()),
  );
}

function timesOf(
  task: MonitoringTask,
  folder: string,
): { readonly times: readonly number[]; readonly result: readonly number[] } {
  return runSubject("./monitoring-subject.ts", [task, folder, runs]);
}

function measureScipy(
  folder: string,
): { readonly version: string; readonly tasks: Readonly<Record<MonitoringTask, Measure>> } | undefined {
  return runPython("./monitoring-scipy.py", { needs: "scipy", args: [folder, runs] });
}

function isNear(got = Number.NaN, truth = Number.NaN): boolean {
  return Math.abs(got - truth) <= tolerance * Math.abs(truth);
}

if (import.meta.main) {
  for (const { task, subject, medianMs, ratio, note = "" } of benchMonitoring().rows) {
    console.log(
      `${task.padEnd(66)} ${subject.padEnd(14)} ${medianMs.toFixed(1).padStart(8)} ms ${ratio.toFixed(2).padStart(7)}  ${note}`,
    );
  }
  for (const { task, ms } of growthOfMonitoring()) {
    console.log(`${task}: ${ms.map((time) => `${time.toFixed(1)} ms`).join(", ")} at 10⁵, 3 × 10⁵, 10⁶ rows`);
  }
}
