import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import type { Progress, Steps } from "#engine/core/steps.ts";
import { EnvironmentPool } from "./environment-pool.ts";
import { EventHeap } from "./event-heap.ts";
import { ownStream } from "./own-stream.ts";
import type { Usage } from "./prices.ts";
import { Recorder } from "./recorder.ts";
import { type ParsedServerless, parseServerless, type ServerlessOption } from "./serverless-option.ts";
import { payloadUsage, type Simulated } from "./simulated.ts";
import { functionName, mostIntervals, type SimulationSettings } from "./simulation-settings.ts";

const slice = 10_000;
const answered = 0;
const modelError = 1;
const gaveUp = 2;
const released = 3;

/** The loop that takes the next arrival, the next answer or the next end of an interval of the timeline. */
export function* simulateServerlessSteps({
  option,
  settings,
}: {
  readonly option: ServerlessOption;
  readonly settings: SimulationSettings;
}): Steps<Progress, Simulated> {
  const { traffic, timelineSeconds } = settings;
  const { arrivals } = traffic;
  const count = arrivals.length;
  const endpoint = new ServerlessEndpoint({ rules: parseServerless({ functionName, option }), settings });
  const { events, recorder } = endpoint;
  const deadline = traffic.seconds + settings.drainSeconds;
  let next = 0;
  let turn = 1;
  for (let steps = 1; ; steps++) {
    if (steps % slice === 0) yield { done: next, total: count };
    const arrival = next < count ? (arrivals[next] as number) : Number.POSITIVE_INFINITY; // next < count
    const marking = turn <= mostIntervals ? turn * timelineSeconds : Number.POSITIVE_INFINITY;
    const soonest = Math.min(arrival, events.time, marking);
    if (next === count && soonest > traffic.seconds && (recorder.waiting === 0 || soonest > deadline)) break;
    if (events.time === soonest) endpoint.step();
    else if (marking === soonest) {
      endpoint.mark(soonest);
      turn++;
    } else endpoint.offer(next++, soonest);
  }
  return endpoint.close(Math.max(traffic.seconds, recorder.waiting === 0 ? recorder.lastFinished : deadline));
}

/** What happens to single requests, and what it costs. */
class ServerlessEndpoint {
  readonly events = new EventHeap();
  readonly recorder: Recorder;
  private readonly rules: ParsedServerless;
  private readonly settings: SimulationSettings;
  private readonly pool: EnvironmentPool;
  private readonly workRng: Rng;
  private readonly coldRng: Rng;
  private readonly errorRng: Rng;
  private workSeconds = 0;
  private provisionedWorkSeconds = 0;
  private markedAt = 0;
  private marked = { busySeconds: 0, capacitySeconds: 0 };

  constructor({ rules, settings }: { readonly rules: ParsedServerless; readonly settings: SimulationSettings }) {
    const { rng, keepRequests, traffic } = settings;
    this.rules = rules;
    this.settings = settings;
    this.pool = new EnvironmentPool({
      provisioned: rules.provisionedConcurrency,
      keepWarmSeconds: rules.keepWarmSeconds,
    });
    this.recorder = new Recorder({ keep: keepRequests ? traffic.arrivals.length : undefined, withTimeline: true });
    this.workRng = ownStream({ rng, purpose: "simulation" });
    this.coldRng = ownStream({ rng, purpose: "simulation" });
    this.errorRng = ownStream({ rng, purpose: "simulation" });
  }

  /** Takes a request in, or refuses it. */
  offer(request: number, time: number): void {
    const { rules, recorder } = this;
    const luck = this.workRng.uniform(); // drawn for refused requests too: the next one's work must not depend on them
    const payloadMB = this.settings.traffic.payloadMB[request] as number; // a request of the traffic
    recorder.arrived++;
    if (payloadMB > rules.payloadLimitMB) recorder.fail(request, "payload-too-large", time);
    else if (this.pool.busy >= rules.maxConcurrency) recorder.fail(request, "throttled", time);
    else this.start(request, rules.serviceAt(luck) + rules.secondsPerMB * payloadMB, time);
  }

  /** Does what the earliest event says. */
  step(): void {
    const { events, recorder } = this;
    const { time, first: place, second: code } = events;
    events.pop();
    const request = code >> 3;
    const what = code & 7;
    if (what === answered)
      recorder.serve(request, this.settings.traffic.arrivals[request] as number, time); // of the traffic
    else if (what === modelError) recorder.fail(request, "model-error", time);
    else if (what === gaveUp) {
      recorder.fail(request, "timed-out", time);
      return; // the environment works on, unaware
    }
    this.pool.giveBack(place === 1, time);
  }

  /** Ends an interval of the timeline. */
  mark(time: number): void {
    const usage = this.pool.usage(time);
    const capacity = usage.capacitySeconds - this.marked.capacitySeconds;
    const busy = usage.busySeconds - this.marked.busySeconds;
    this.recorder.mark({ time, instances: this.pool.size, utilization: capacity > 0 ? busy / capacity : Number.NaN });
    this.marked = usage;
    this.markedAt = time;
  }

  close(end: number): Simulated {
    const { recorder, pool } = this;
    if (end > this.markedAt) this.mark(end);
    const { busySeconds, capacitySeconds } = pool.usage(end);
    return {
      result: {
        ...recorder.outcome(),
        seconds: end,
        utilization: capacitySeconds === 0 ? Number.NaN : busySeconds / capacitySeconds,
        instanceSeconds: 0,
        timeline: recorder.timeline(),
        requests: recorder.requests,
        details: { kind: "serverless", coldStarts: pool.coldStarts, mostEnvironments: pool.most },
      },
      usage: this.usage(end),
    };
  }

  private start(request: number, work: number, time: number): void {
    const { rules, pool, events } = this;
    const place = pool.take(time);
    const cold = place === "cold" ? rules.coldStartAt(this.coldRng.uniform()) : 0;
    requireNumber({ functionName, name: "service and cold-start times", value: Math.min(work, cold), least: 0 });
    const isProvisioned = place === "provisioned";
    if (isProvisioned) this.provisionedWorkSeconds += work;
    else this.workSeconds += work;
    this.recorder.start(cold);
    const at = isProvisioned ? 1 : 0;
    const end = time + cold + work;
    if (end > time + rules.timeoutSeconds) {
      events.push(time + rules.timeoutSeconds, at, (request << 3) | gaveUp);
      events.push(end, at, released);
    } else {
      const isError = rules.errorShare > 0 && this.errorRng.uniform() < rules.errorShare;
      events.push(end, at, (request << 3) | (isError ? modelError : answered));
    }
  }

  private usage(end: number): readonly Usage[] {
    const { memoryMB, provisionedConcurrency } = this.rules;
    const line = (name: string, seconds: number, price: Usage["price"]): Usage => ({
      name,
      quantity: (seconds * memoryMB) / 1024,
      unit: "GB-second",
      price,
    });
    const provisioned = [
      line("provisioned concurrency", provisionedConcurrency * end, "provisionedGBSecond"),
      line("work on provisioned concurrency", this.provisionedWorkSeconds, "provisionedUseGBSecond"),
    ];
    return [
      line("work on demand", this.workSeconds, "serverlessGBSecond"),
      ...(provisionedConcurrency === 0 ? [] : provisioned),
      payloadUsage(this.settings),
    ];
  }
}
