import { readFileSync } from "node:fs";
import { join } from "node:path";
import { countInBins, fitBins, ksTest, psi, wassersteinDistance } from "#engine/monitoring/index.ts";

/** What is measured. */
export const monitoringTasks = ["ks", "ksLarge", "wasserstein", "psi"] as const;
export type MonitoringTask = (typeof monitoringTasks)[number];

type Samples = { readonly baseline: Float64Array; readonly current: Float64Array };

const runs: Readonly<Record<MonitoringTask, (samples: Samples) => readonly number[]>> = {
  ks: (samples) => [ksTest(samples).statistic],
  ksLarge: (samples) => [ksTest(samples).statistic],
  wasserstein: (samples) => [wassersteinDistance(samples)],
  psi: ({ baseline, current }) => {
    const bins = fitBins({ baseline });
    return [psi({ baselineCounts: bins.counts, currentCounts: countInBins({ bins, values: current }) })];
  },
};

function samplesIn(folder: string, size: "small" | "large"): Samples {
  const read = (name: string): Float64Array => {
    const bytes = readFileSync(join(folder, `${name}-${size}`));
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  return { baseline: read("baseline"), current: read("current") };
}

/** `node monitoring-subject.ts TASK FOLDER RUNS` prints one JSON line; a process of its own, so that no heap slows another. */
if (import.meta.main) {
  const [task, folder = "", count = "5"] = process.argv.slice(2);
  const named = task as MonitoringTask; // monitoring.ts passes names out of monitoringTasks
  const samples = samplesIn(folder, named === "ksLarge" ? "large" : "small");
  let result = runs[named](samples);
  // The engine compiles in steps: a subject is warm after a dozen runs, or after two seconds of them.
  const warmUntil = performance.now() + 2_000;
  for (let i = 0; i < 12 && performance.now() < warmUntil; i++) runs[named](samples);
  const times: number[] = [];
  for (let i = 0; i < Number(count); i++) {
    const start = performance.now();
    result = runs[named](samples);
    times.push(performance.now() - start);
  }
  console.log(JSON.stringify({ times, result }));
}
