import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import type { Agenda } from "./agenda.ts";
import type { Book } from "./book.ts";
import { LatencyHistogram } from "./latency-histogram.ts";

/** A rule about the new fleet: it breaches when the figure exceeds the threshold in M of the last N periods, as CloudWatch has it. */
export type Alarm = {
  readonly name: string;
  /** "error-share": failed / finished. The others are latencies of the served in seconds. */
  readonly metric: "error-share" | "mean" | "p50" | "p90" | "p95" | "p99";
  readonly threshold: number;
  /** At least 1; default 60. */
  readonly periodSeconds?: number;
  /** N: how many periods are looked at; default 1. */
  readonly periods?: number;
  /** M: how many of them must exceed the threshold; default N. */
  readonly breaching?: number;
};

const percentiles = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 } as const;

export function parseAlarm({
  functionName,
  alarm,
}: {
  readonly functionName: string;
  readonly alarm: Alarm;
}): Required<Alarm> {
  requireRecord({ functionName, name: "alarm", value: alarm });
  const { name, metric, threshold, periodSeconds = 60, periods = 1, breaching = periods } = alarm;
  const options: readonly Alarm["metric"][] = ["error-share", "mean", "p50", "p90", "p95", "p99"];
  return {
    name: String(name),
    metric: requireOneOf<Alarm["metric"]>({ functionName, name: "alarm.metric", value: metric, options }),
    threshold: requireNumber({ functionName, name: "alarm.threshold", value: threshold }),
    periodSeconds: requireNumber({ functionName, name: "alarm.periodSeconds", value: periodSeconds, least: 1 }),
    periods: requireNumber({ functionName, name: "alarm.periods", value: periods, least: 1, whole: true }),
    breaching: requireNumber({
      functionName,
      name: "alarm.breaching",
      value: breaching,
      least: 1,
      most: periods,
      whole: true,
    }),
  };
}

/** Counts what an alarm looks at, period by period. A period in which nothing finished does not breach. */
export class AlarmWatch implements Book {
  arrived = 0;
  private served = 0;
  private failed = 0;
  private readonly latency = new LatencyHistogram();
  private readonly breaches: boolean[] = [];
  private readonly alarm: Required<Alarm>;

  constructor(alarm: Required<Alarm>) {
    this.alarm = alarm;
  }

  start(): void {}

  serve(_request: number, arrival: number, time: number): void {
    this.served++;
    this.latency.add(time - arrival);
  }

  fail(): void {
    this.failed++;
  }

  /** Looks at the end of each period, and calls once when the alarm goes off. */
  watch({
    agenda,
    from,
    onAlarm,
  }: {
    readonly agenda: Agenda;
    readonly from: number;
    readonly onAlarm: (time: number, alarm: Required<Alarm>) => void;
  }): void {
    const { periodSeconds, periods, breaching } = this.alarm;
    this.startPeriod();
    agenda.every({
      period: periodSeconds,
      from,
      act: (time) => {
        this.breaches.push(this.isBreaching());
        if (this.breaches.length > periods) this.breaches.shift();
        this.startPeriod();
        if (this.breaches.filter(Boolean).length >= breaching) onAlarm(time, this.alarm);
      },
    });
  }

  private isBreaching(): boolean {
    const { metric, threshold } = this.alarm;
    const finished = this.served + this.failed;
    if (metric === "error-share") return finished > 0 && this.failed / finished > threshold;
    if (metric === "mean") return this.latency.mean > threshold; // NaN exceeds nothing
    return this.latency.percentile(percentiles[metric]) > threshold;
  }

  private startPeriod(): void {
    this.served = 0;
    this.failed = 0;
    this.latency.clear();
  }
}
