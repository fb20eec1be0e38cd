import { type Distribution, quantileFunction } from "#engine/core/distribution.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import type { Progress, Steps } from "#engine/core/steps.ts";
import { EventHeap } from "./event-heap.ts";
import { ownStream } from "./own-stream.ts";
import { Recorder } from "./recorder.ts";
import { payloadUsage, type Simulated } from "./simulated.ts";
import { functionName, mostIntervals, type SimulationSettings } from "./simulation-settings.ts";

/**
 * A serverless endpoint: an environment is started when a request finds none idle, and is given up when nobody asked for a
 * while. Nothing waits in a queue; beyond the greatest concurrency requests are refused. Paid by the second of work.
 */
export type ServerlessOption = {
  readonly kind: "serverless";
  readonly memoryMB: number;
  readonly maxConcurrency: number;
  /** Environments that are always warm, paid for all the time; default 0. */
  readonly provisionedConcurrency?: number;
  readonly service: Distribution;
  readonly secondsPerMB?: number;
  readonly errorShare?: number;
  /** How long the start of an environment takes; the request that caused it waits for it. It is not charged. */
  readonly coldStart: Distribution;
  /** How long an idle environment stays warm; AWS does not say; default 300. */
  readonly keepWarmSeconds?: number;
  /** From arrival to answer; default Infinity. */
  readonly timeoutSeconds?: number;
  readonly payloadLimitMB?: number;
};

const slice = 10_000;
const answered = 0;
const modelError = 1;
const gaveUp = 2;
const released = 3;

/** The loop over arrivals and answers; environments are counted, the idle ones in the order in which they fell idle. */
export function* simulateServerlessSteps({
  option,
  settings,
}: {
  readonly option: ServerlessOption;
  readonly settings: SimulationSettings;
}): Steps<Progress, Simulated> {
  const { traffic, rng, timelineSeconds } = settings;
  const { arrivals, payloadMB } = traffic;
  const rules = parseOption(option);
  const workRng = ownStream({ rng, purpose: "simulation" });
  const coldRng = ownStream({ rng, purpose: "simulation" });
  const errorRng = ownStream({ rng, purpose: "simulation" });
  const count = arrivals.length;
  const recorder = new Recorder({ keep: settings.keepRequests ? count : undefined, withTimeline: true });
  const events = new EventHeap();
  const idleSince: number[] = [];
  let oldest = 0; // idleSince before it are gone
  let busy = 0;
  let busyProvisioned = 0;
  let coldStarts = 0;
  let mostEnvironments = rules.provisioned;
  let workSeconds = 0; // on demand, charged
  let provisionedWorkSeconds = 0;
  let idleSeconds = 0;
  let busySeconds = 0;
  let busyUntil = 0;

  const changeBusy = (by: number, time: number): void => {
    busySeconds += busy * (time - busyUntil);
    busyUntil = time;
    busy += by;
  };
  const coolDown = (time: number): void => {
    while (oldest < idleSince.length && (idleSince[oldest] as number) + rules.keepWarmSeconds <= time) {
      // oldest < length
      idleSeconds += rules.keepWarmSeconds;
      oldest++;
    }
    if (oldest > 1024 && oldest * 2 > idleSince.length) {
      idleSince.splice(0, oldest);
      oldest = 0;
    }
  };
  const begin = (request: number, luck: number, time: number): void => {
    const isProvisioned = busyProvisioned < rules.provisioned;
    let cold = 0;
    if (isProvisioned) busyProvisioned++;
    else if (idleSince.length > oldest)
      idleSeconds += time - (idleSince.pop() as number); // not empty
    else {
      cold = rules.coldStartAt(coldRng.uniform());
      coldStarts++;
    }
    const warm = rules.provisioned + busy - busyProvisioned + (isProvisioned ? 1 : 0) + (idleSince.length - oldest);
    mostEnvironments = Math.max(mostEnvironments, isProvisioned ? warm : warm + 1);
    const work = rules.serviceAt(luck) + rules.secondsPerMB * (payloadMB[request] as number); // a request of the traffic
    requireNumber({ functionName, name: "service and cold-start times", value: Math.min(work, cold), least: 0 });
    if (isProvisioned) provisionedWorkSeconds += work;
    else workSeconds += work;
    recorder.start(cold);
    changeBusy(1, time);
    const end = time + cold + work;
    const place = isProvisioned ? 1 : 0;
    if (end > time + rules.timeoutSeconds) {
      events.push(time + rules.timeoutSeconds, place, (request << 3) | gaveUp);
      events.push(end, place, released);
    } else {
      const isError = rules.errorShare > 0 && errorRng.uniform() < rules.errorShare;
      events.push(end, place, (request << 3) | (isError ? modelError : answered));
    }
  };
  const finish = (): void => {
    const { time, first: place, second: code } = events;
    events.pop();
    const request = code >> 3;
    const what = code & 7;
    if (what === answered)
      recorder.serve(request, arrivals[request] as number, time); // a request of the traffic
    else if (what === modelError) recorder.fail(request, "model-error", time);
    else if (what === gaveUp) {
      recorder.fail(request, "timed-out", time);
      return;
    }
    changeBusy(-1, time);
    if (place === 1) busyProvisioned--;
    else idleSince.push(time);
  };
  let lastBusy = 0;
  let lastCapacity = 0;
  const usage = (time: number) => {
    coolDown(time);
    const busyNow = busySeconds + busy * (time - busyUntil);
    let idleNow = idleSeconds;
    for (let i = oldest; i < idleSince.length; i++) idleNow += time - (idleSince[i] as number); // i < length
    // Provisioned environments are there all the time; of the others, busy and idle seconds make up their lives.
    return { busyNow, capacityNow: busyNow - provisionedBusy(time) + idleNow + rules.provisioned * time };
  };
  let provisionedBusySeconds = 0;
  let provisionedSince = 0;
  let provisionedLevel = 0;
  const provisionedBusy = (time: number): number =>
    provisionedBusySeconds + provisionedLevel * (time - provisionedSince);
  const follow = (time: number): void => {
    provisionedBusySeconds = provisionedBusy(time);
    provisionedSince = time;
    provisionedLevel = busyProvisioned;
  };
  const mark = (time: number): void => {
    const { busyNow, capacityNow } = usage(time);
    const capacity = capacityNow - lastCapacity;
    const instances = rules.provisioned + (busy - busyProvisioned) + (idleSince.length - oldest);
    recorder.mark({ time, instances, utilisation: capacity > 0 ? (busyNow - lastBusy) / capacity : Number.NaN });
    lastBusy = busyNow;
    lastCapacity = capacityNow;
  };

  const deadline = traffic.seconds + settings.drainSeconds;
  let next = 0;
  let turn = 1;
  let last = 0;
  let now = 0;
  for (let steps = 1; ; steps++) {
    if (steps % slice === 0) yield { done: next, total: count };
    const arrival = next < count ? (arrivals[next] as number) : Number.POSITIVE_INFINITY; // next < count
    const marking = turn <= mostIntervals ? turn * timelineSeconds : Number.POSITIVE_INFINITY;
    const soonest = Math.min(arrival, events.time, marking);
    if (next === count && soonest > traffic.seconds && (recorder.waiting === 0 || soonest > deadline)) break;
    now = soonest;
    if (events.time === soonest) {
      finish();
      if (busyProvisioned !== provisionedLevel) follow(soonest);
    } else if (marking === soonest) {
      mark(soonest);
      last = soonest;
      turn++;
    } else {
      const request = next++;
      const luck = workRng.uniform(); // drawn for refused requests too: the next one's work must not depend on them
      recorder.arrived++;
      coolDown(soonest);
      if ((payloadMB[request] as number) > rules.payloadLimitMB)
        recorder.fail(request, "payload-too-large", soonest); // next < count
      else if (busy >= rules.maxConcurrency) recorder.fail(request, "throttled", soonest);
      else begin(request, luck, soonest);
      if (busyProvisioned !== provisionedLevel) follow(soonest);
    }
  }
  const end = Math.max(traffic.seconds, recorder.waiting === 0 ? now : deadline);
  const { busyNow, capacityNow } = usage(end);
  if (end > last) mark(end);
  const gigabytes = rules.memoryMB / 1024;
  const line = (
    name: string,
    seconds: number,
    price: "serverlessGBSecond" | "provisionedGBSecond" | "provisionedUseGBSecond",
  ) => ({ name, quantity: seconds * gigabytes, unit: "GB-second", price }) as const;
  return {
    result: {
      ...recorder.outcome(),
      seconds: end,
      utilisation: capacityNow === 0 ? Number.NaN : busyNow / capacityNow,
      instanceSeconds: 0,
      timeline: recorder.timeline(),
      requests: recorder.requests,
      details: { kind: "serverless", coldStarts, mostEnvironments },
    },
    usage: [
      line("work on demand", workSeconds, "serverlessGBSecond"),
      ...(rules.provisioned === 0
        ? []
        : [
            line("provisioned concurrency", rules.provisioned * end, "provisionedGBSecond"),
            line("work on provisioned concurrency", provisionedWorkSeconds, "provisionedUseGBSecond"),
          ]),
      payloadUsage(settings),
    ],
  };
}

function parseOption(option: ServerlessOption) {
  const { provisionedConcurrency = 0, secondsPerMB = 0, errorShare = 0, keepWarmSeconds = 300 } = option;
  const { timeoutSeconds = Number.POSITIVE_INFINITY, payloadLimitMB = Number.POSITIVE_INFINITY } = option;
  const number = (
    name: string,
    value: number,
    limits: { least?: number; above?: number; most?: number; whole?: boolean },
  ) =>
    value === Number.POSITIVE_INFINITY && limits.most === undefined
      ? value
      : requireNumber({ functionName, name: `option.${name}`, value, ...limits });
  const maxConcurrency = requireNumber({
    functionName,
    name: "option.maxConcurrency",
    value: option.maxConcurrency,
    least: 1,
    whole: true,
  });
  return {
    memoryMB: requireNumber({ functionName, name: "option.memoryMB", value: option.memoryMB, above: 0 }),
    maxConcurrency,
    provisioned: number("provisionedConcurrency", provisionedConcurrency, {
      least: 0,
      most: maxConcurrency,
      whole: true,
    }),
    serviceAt: quantileFunction({ functionName, name: "option.service", distribution: option.service }),
    coldStartAt: quantileFunction({ functionName, name: "option.coldStart", distribution: option.coldStart }),
    secondsPerMB: requireNumber({ functionName, name: "option.secondsPerMB", value: secondsPerMB, least: 0 }),
    errorShare: number("errorShare", errorShare, { least: 0, most: 1 }),
    keepWarmSeconds: number("keepWarmSeconds", keepWarmSeconds, { least: 0 }),
    timeoutSeconds: number("timeoutSeconds", timeoutSeconds, { above: 0 }),
    payloadLimitMB: number("payloadLimitMB", payloadLimitMB, { least: 0 }),
  };
}
