import { type Distribution, quantileFunction } from "#engine/core/distribution.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import type { Progress, Steps } from "#engine/core/steps.ts";
import { EventHeap } from "./event-heap.ts";
import { ownStream } from "./own-stream.ts";
import { Recorder } from "./recorder.ts";
import { payloadUsage, type Simulated } from "./simulated.ts";
import { functionName, mostIntervals, type SimulationSettings } from "./simulation-settings.ts";

/**
 * Batch transform: requests are collected, and at fixed times a job launches instances, works off what has come in, writes
 * the results and is gone. Nobody waits at a screen; the answers are there when the job is done.
 */
export type BatchTransformOption = {
  readonly kind: "batch-transform";
  readonly instanceType: string;
  readonly instances: number;
  /** How many mini-batches one instance works on at the same time; default 1. */
  readonly concurrency?: number;
  /** Seconds of work that one request takes. */
  readonly service: Distribution;
  readonly secondsPerMB?: number;
  readonly errorShare?: number;
  /** A job starts at every multiple of it; default: one job at the end of the traffic. */
  readonly everySeconds?: number;
  /** Requests in one mini-batch at most; default 1. */
  readonly batchRequests?: number;
  /** What a mini-batch costs in time beside its requests; default 0. */
  readonly secondsPerBatch?: number;
  /** Size of a mini-batch at most; a larger request fails. Default Infinity. */
  readonly payloadLimitMB?: number;
  /** From launch until the first mini-batch; paid for; default 180. */
  readonly startUpSeconds?: number;
};

type Job = { readonly started: number; readonly finished: number; readonly requests: number };
/** A job with what the books need of it: its requests are those from `from` up to `to`. */
type Run = Job & {
  readonly from: number;
  readonly to: number;
  readonly workSeconds: number;
  readonly capacitySeconds: number;
};

const slice = 10_000;

/** First the jobs, each by itself; then the books, in order of time. */
export function* simulateBatchSteps({
  option,
  settings,
}: {
  readonly option: BatchTransformOption;
  readonly settings: SimulationSettings;
}): Steps<Progress, Simulated> {
  const { traffic, rng, timelineSeconds } = settings;
  const { arrivals, payloadMB } = traffic;
  const rules = parseOption(option, traffic.seconds);
  const count = arrivals.length;
  const workRng = ownStream({ rng, purpose: "simulation" });
  const errorRng = ownStream({ rng, purpose: "simulation" });
  const recorder = new Recorder({ keep: settings.keepRequests ? count : undefined, withTimeline: true });
  const startOfWork = new Float64Array(count).fill(Number.NaN);
  const runs: Run[] = [];
  for (let from = 0; from < count; ) {
    const started = rules.everySeconds * Math.max(1, Math.ceil((arrivals[from] as number) / rules.everySeconds)); // from < count
    const to = firstAfter({ arrivals, time: started, from });
    const places = new EventHeap();
    for (let i = 0; i < rules.instances * rules.concurrency; i++) places.push(started + rules.startUpSeconds, 0, 0);
    let finished = started + rules.startUpSeconds;
    let workSeconds = 0;
    for (let request = from; request < to; ) {
      let work = rules.secondsPerBatch;
      let megabytes = 0;
      const begin = places.time;
      const first = request;
      for (; request < to && request - first < rules.batchRequests; request++) {
        const size = payloadMB[request] as number; // request < count
        if (request > first && megabytes + size > rules.payloadLimitMB) break;
        const seconds = rules.serviceAt(workRng.uniform()) + rules.secondsPerMB * size;
        if (size > rules.payloadLimitMB) {
          request++;
          break; // refused: it gets no work, and what follows is a mini-batch of its own
        }
        megabytes += size;
        startOfWork[request] = begin;
        work += requireNumber({ functionName, name: "service times", value: seconds, least: 0 });
      }
      if (Number.isNaN(startOfWork[first])) continue;
      places.pop();
      places.push(begin + work, 0, 0);
      finished = Math.max(finished, begin + work);
      workSeconds += work;
      if (Math.floor(request / slice) > Math.floor(first / slice)) yield { done: request, total: 2 * count };
    }
    const capacitySeconds = rules.instances * rules.concurrency * (finished - started - rules.startUpSeconds);
    runs.push({ started, finished, requests: to - from, from, to, workSeconds, capacitySeconds });
    from = to;
  }

  const end = runs.reduce((latest, { finished }) => Math.max(latest, finished), traffic.seconds);
  const byFinish = runs.toSorted((a, b) => a.finished - b.finished);
  let next = 0;
  let done = 0;
  let last = 0;
  let lastTurn = 0;
  const mark = (time: number): void => {
    recorder.mark({ time, ...activity({ runs, from: last, to: time, instances: rules.instances }) });
    last = time;
  };
  for (let steps = 1; ; steps++) {
    if (steps % slice === 0) yield { done: count + next, total: 2 * count };
    const arrival = next < count ? (arrivals[next] as number) : Number.POSITIVE_INFINITY; // next < count
    const finish = byFinish[done]?.finished ?? Number.POSITIVE_INFINITY;
    const marking = lastTurn < mostIntervals ? (lastTurn + 1) * timelineSeconds : Number.POSITIVE_INFINITY;
    const soonest = Math.min(arrival, finish, marking);
    if (soonest > end) break;
    if (arrival === soonest) {
      recorder.arrived++;
      if ((payloadMB[next] as number) > rules.payloadLimitMB) recorder.fail(next, "payload-too-large", soonest); // next < count
      next++;
    } else if (finish === soonest) {
      const run = byFinish[done++] as Run; // done < length, as finish is finite
      for (let request = run.from; request < run.to; request++) {
        if (request % slice === 0) yield { done: count + request, total: 2 * count };
        const began = startOfWork[request] as number; // request < count
        if (Number.isNaN(began)) continue;
        const asked = arrivals[request] as number; // request < count
        recorder.start(began - asked);
        if (rules.errorShare > 0 && errorRng.uniform() < rules.errorShare)
          recorder.fail(request, "model-error", finish);
        else recorder.serve(request, asked, finish);
      }
    } else {
      mark(soonest);
      lastTurn++;
    }
  }
  if (end > last) mark(end);
  const instanceSeconds = runs.reduce((sum, { started, finished }) => sum + rules.instances * (finished - started), 0);
  const capacity = runs.reduce((sum, { capacitySeconds }) => sum + capacitySeconds, 0);
  const work = runs.reduce((sum, { workSeconds }) => sum + workSeconds, 0);
  const jobs = runs.map(({ started, finished, requests }): Job => ({ started, finished, requests }));
  return {
    result: {
      ...recorder.outcome(),
      seconds: end,
      utilization: capacity === 0 ? Number.NaN : work / capacity,
      instanceSeconds,
      timeline: recorder.timeline(),
      requests: recorder.requests,
      details: { kind: "batch-transform", jobs },
    },
    usage: [
      {
        name: String(option.instanceType),
        quantity: instanceSeconds / 3600,
        unit: "instance-hour",
        price: "instanceHour",
      },
      payloadUsage(settings),
    ],
  };
}

/** Instances at the end of a span, and how busy the jobs running in it are on their average, weighted by their part of it. */
function activity({
  runs,
  from,
  to,
  instances,
}: {
  readonly runs: readonly Run[];
  readonly from: number;
  readonly to: number;
  readonly instances: number;
}): { readonly instances: number; readonly utilization: number } {
  let running = 0;
  let seconds = 0;
  let busy = 0;
  for (const run of runs) {
    if (run.started <= to && run.finished > to) running += instances;
    const overlap = Math.min(to, run.finished) - Math.max(from, run.started);
    if (overlap <= 0 || run.capacitySeconds === 0) continue;
    seconds += overlap;
    busy += (overlap * run.workSeconds) / run.capacitySeconds;
  }
  return { instances: running, utilization: seconds === 0 ? Number.NaN : busy / seconds };
}

/** The first request that comes later, by halving. */
function firstAfter({
  arrivals,
  time,
  from,
}: {
  readonly arrivals: Float64Array;
  readonly time: number;
  readonly from: number;
}): number {
  let low = from;
  let high = arrivals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((arrivals[middle] as number) <= time)
      low = middle + 1; // middle < length
    else high = middle;
  }
  return low;
}

function parseOption(option: BatchTransformOption, seconds: number) {
  const { concurrency = 1, secondsPerMB = 0, errorShare = 0, everySeconds = seconds, batchRequests = 1 } = option;
  const { secondsPerBatch = 0, payloadLimitMB = Number.POSITIVE_INFINITY, startUpSeconds = 180 } = option;
  const number = (
    name: string,
    value: number,
    limits: { least?: number; above?: number; most?: number; whole?: boolean },
  ) => requireNumber({ functionName, name: `option.${name}`, value, ...limits });
  return {
    instances: number("instances", option.instances, { least: 1, most: 10_000, whole: true }),
    concurrency: number("concurrency", concurrency, { least: 1, most: 10_000, whole: true }),
    serviceAt: quantileFunction({ functionName, name: "option.service", distribution: option.service }),
    secondsPerMB: number("secondsPerMB", secondsPerMB, { least: 0 }),
    errorShare: number("errorShare", errorShare, { least: 0, most: 1 }),
    // A job a millisecond for a day is a slip of the unit; the bookkeeping looks at each job.
    everySeconds: number("everySeconds", everySeconds, { least: seconds / 10_000 }),
    batchRequests: number("batchRequests", batchRequests, { least: 1, whole: true }),
    secondsPerBatch: number("secondsPerBatch", secondsPerBatch, { least: 0 }),
    payloadLimitMB:
      payloadLimitMB === Number.POSITIVE_INFINITY
        ? payloadLimitMB
        : number("payloadLimitMB", payloadLimitMB, { least: 0 }),
    startUpSeconds: number("startUpSeconds", startUpSeconds, { least: 0 }),
  };
}
