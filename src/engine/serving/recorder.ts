import { LatencyHistogram, type LatencySummary } from "./latency-histogram.ts";

/** Why requests fail, in the order of their codes in `Requests.outcomes`. */
export const errorCauses = ["payload-too-large", "throttled", "queue-full", "timed-out", "model-error"] as const;

/** Why a request failed. */
export type ErrorCause = (typeof errorCauses)[number];

/** The state at the end of each interval, for charts; columns of equal length. */
export type Timeline = {
  /** Where the interval ends. */
  readonly seconds: Float64Array;
  /** Requests so far; at every moment arrived = served + failed + waiting. */
  readonly arrived: Float64Array;
  readonly served: Float64Array;
  readonly failed: Float64Array;
  /** Requests in the queue or being worked on. */
  readonly waiting: Float64Array;
  /** Instances (or warm environments) in service. */
  readonly instances: Float64Array;
  /** Share of the capacity that was busy during the interval. */
  readonly utilization: Float64Array;
  /** Latency of the requests served during the interval, seconds; NaN when there were none. */
  readonly p50: Float64Array;
  readonly p99: Float64Array;
};

/** Each request by itself, in order of arrival. */
export type Requests = {
  /** When its answer or error came, seconds from the start; NaN while it waits. */
  readonly finished: Float64Array;
  /** 0 waiting, 1 served, 2 + i failed by `errorCauses[i]`. */
  readonly outcomes: Uint8Array;
};

/** What became of the requests, whoever counted them. */
export type ServingOutcome = {
  readonly arrived: number;
  readonly served: number;
  readonly failed: number;
  /** Neither answered nor failed when the simulation ended. */
  readonly waiting: number;
  readonly errors: Readonly<Record<ErrorCause, number>>;
  /** From arrival to answer, of the served. */
  readonly latency: LatencySummary;
  /** From arrival until the work began, of all on which work began. */
  readonly queueing: LatencySummary;
};

/** Keeps the books of one simulation: counts, histograms, the timeline and, if wanted, every request. */
export class Recorder {
  arrived = 0;
  served = 0;
  failed = 0;
  /** When the last answer or error came. */
  lastFinished = 0;
  private readonly causes = new Float64Array(errorCauses.length);
  private readonly latency = new LatencyHistogram();
  private readonly queueing = new LatencyHistogram();
  private readonly recent: LatencyHistogram | undefined;
  private readonly rows: number[][] = [];
  readonly requests: Requests | undefined;

  constructor({ keep, withTimeline }: { readonly keep: number | undefined; readonly withTimeline: boolean }) {
    this.requests =
      keep === undefined
        ? undefined
        : { finished: new Float64Array(keep).fill(Number.NaN), outcomes: new Uint8Array(keep) };
    this.recent = withTimeline ? new LatencyHistogram() : undefined;
  }

  get waiting(): number {
    return this.arrived - this.served - this.failed;
  }

  start(waitedSeconds: number): void {
    this.queueing.add(waitedSeconds);
  }

  serve(request: number, arrival: number, time: number): void {
    this.served++;
    if (time > this.lastFinished) this.lastFinished = time;
    const seconds = time - arrival;
    this.latency.add(seconds);
    this.recent?.add(seconds);
    if (this.requests === undefined) return;
    this.requests.finished[request] = time;
    this.requests.outcomes[request] = 1;
  }

  fail(request: number, cause: ErrorCause, time: number): void {
    const code = errorCauses.indexOf(cause);
    this.failed++;
    if (time > this.lastFinished) this.lastFinished = time;
    this.causes[code] = (this.causes[code] ?? 0) + 1;
    if (this.requests === undefined) return;
    this.requests.finished[request] = time;
    this.requests.outcomes[request] = 2 + code;
  }

  /** Ends an interval of the timeline. */
  mark({
    time,
    instances,
    utilization,
  }: {
    readonly time: number;
    readonly instances: number;
    readonly utilization: number;
  }): void {
    const { arrived, served, failed, waiting, recent } = this;
    const latencies = [recent?.percentile(0.5) ?? Number.NaN, recent?.percentile(0.99) ?? Number.NaN];
    this.rows.push([time, arrived, served, failed, waiting, instances, utilization, ...latencies]);
    recent?.clear();
  }

  timeline(): Timeline {
    const column = (at: number) => Float64Array.from(this.rows, (row) => row[at] ?? Number.NaN);
    return {
      seconds: column(0),
      arrived: column(1),
      served: column(2),
      failed: column(3),
      waiting: column(4),
      instances: column(5),
      utilization: column(6),
      p50: column(7),
      p99: column(8),
    };
  }

  outcome(): ServingOutcome {
    const { arrived, served, failed, waiting } = this;
    // Keyed by the causes themselves, hence complete.
    const errors = Object.fromEntries(errorCauses.map((cause, code) => [cause, this.causes[code] ?? 0])) as Record<
      ErrorCause,
      number
    >;
    return {
      arrived,
      served,
      failed,
      waiting,
      errors,
      latency: this.latency.summary(),
      queueing: this.queueing.summary(),
    };
  }
}
