import {
  createRng,
  expectedWait,
  generateTraffic,
  type ServingOption,
  simulateServing,
} from "#engine/serving/index.ts";
import type { BenchRow } from "./bench-row.ts";
import { median, runSubject } from "./run-subject.ts";

const requestCount = 1_000_000;
const runs = 5;
/** Of 10⁶ requests at these loads the mean wait is known to about half a percent. */
const tolerance = 0.02;

const service = { kind: "exponential", mean: 0.01 } as const;
const one = { name: "a", instanceType: "ml.m5.large", instances: 1, service };

/** What is simulated; all get Poisson traffic of `rate` a second. */
const tasks = {
  basic: {
    name: "real-time endpoint, one instance",
    rate: 70,
    option: { kind: "real-time", routing: "shared", variants: [one] },
  },
  fleet: {
    name: "real-time endpoint, ten instances, random routing, time-outs, two variants",
    rate: 600,
    option: {
      kind: "real-time",
      timeoutSeconds: 1,
      queueLimit: 50,
      variants: [
        { ...one, instances: 5 },
        { ...one, name: "b", instances: 5 },
      ],
    },
  },
  scaled: {
    name: "real-time endpoint, target tracking from one to twenty instances",
    rate: 700,
    option: {
      kind: "real-time",
      routing: "least-outstanding",
      timeoutSeconds: 60,
      variants: [
        { ...one, scaling: { metric: "invocations-per-instance", target: 4200, minInstances: 1, maxInstances: 20 } },
      ],
    },
  },
  serverless: {
    name: "serverless endpoint, at most 200 at a time",
    rate: 700,
    option: {
      kind: "serverless",
      memoryMB: 2048,
      maxConcurrency: 200,
      service,
      coldStart: { kind: "constant", value: 2 },
    },
  },
  batch: {
    name: "batch transform, ten instances",
    rate: 700,
    option: { kind: "batch-transform", instanceType: "ml.m5.large", instances: 10, service },
  },
} as const satisfies Readonly<
  Record<string, { readonly name: string; readonly rate: number; readonly option: ServingOption }>
>;

type Task = keyof typeof tasks;
type Times = { readonly times: readonly number[]; readonly requests: number; readonly meanWait: number };

/** Simulated requests a second on one core; `oursIsWrong` when the basic endpoint disagrees with queueing theory. */
export function benchServing(): { readonly rows: readonly BenchRow[]; readonly oursIsWrong: boolean } {
  let oursIsWrong = false;
  const basic = timesOf("basic", requestCount, runs);
  const rows = (Object.keys(tasks) as Task[]).map((task): BenchRow => {
    const { times, requests, meanWait } = task === "basic" ? basic : timesOf(task, requestCount, runs);
    const medianMs = median(times);
    const speed = `${(requests / medianMs / 1000).toFixed(2)} million requests a second`;
    const { waitSeconds } = expectedWait({ requestsPerSecond: tasks.basic.rate, serviceSeconds: service.mean });
    const wrong = task === "basic" && Math.abs(meanWait / waitSeconds - 1) > tolerance;
    oursIsWrong ||= wrong;
    return {
      task: `${tasks[task].name}, 10⁶ requests`,
      subject: "siklus",
      medianMs,
      ratio: medianMs / median(basic.times),
      note: wrong ? `WRONG: mean wait ${meanWait} where ${waitSeconds} is true` : speed,
      wrong,
    };
  });
  return { rows, oursIsWrong };
}

/** Our own time at three sizes: what the docstrings say of the cost, measured. */
export function growthOfServing(): readonly { readonly task: string; readonly ms: readonly number[] }[] {
  const sizes = [100_000, 300_000, 1_000_000];
  return (["basic", "serverless"] as const).map((task) => ({
    task: tasks[task].name,
    ms: sizes.map((size) => median(timesOf(task, size, runs).times)),
  }));
}

function timesOf(task: Task, requests: number, count: number): Times {
  return runSubject("./serving.ts", [task, requests, count]);
}

/** `node serving.ts TASK REQUESTS RUNS` prints one JSON line; a process of its own, so that no heap slows another. */
if (import.meta.main) {
  const [task, requests, count] = process.argv.slice(2);
  const { rate, option } = tasks[task as Task]; // benchServing passes its own keys
  const pattern = { kind: "poisson", requestsPerSecond: rate } as const;
  const traffic = generateTraffic({ pattern, seconds: Number(requests) / rate, rng: createRng(1) });
  const run = () => simulateServing({ traffic, option, rng: createRng(2) });
  for (let i = 0; i < 3; i++) run(); // compiled by then
  const times: number[] = [];
  for (let i = 0; i < Number(count); i++) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  console.log(JSON.stringify({ times, requests: traffic.arrivals.length, meanWait: run().queueing.mean }));
}
