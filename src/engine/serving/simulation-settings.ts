import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import type { Traffic } from "./traffic.ts";

/** What all options of serving have in common. */
export type SimulationSettings = {
  readonly traffic: Traffic;
  readonly rng: Rng;
  /** Length of the intervals of the timeline. */
  readonly timelineSeconds: number;
  /** How long after the last arrival the work may go on. */
  readonly drainSeconds: number;
  readonly keepRequests: boolean;
};

export const functionName: string = "simulateServing";

/** More intervals than this are no chart. */
export const mostIntervals: number = 100_000;
/** A request's number and what happens to it share 32 bits. */
const mostRequests = 2 ** 28;

/** Checks traffic and settings, so that the loops may trust them. O(n). */
export function parseSettings({
  traffic,
  rng,
  timelineSeconds,
  drainSeconds = 3600,
  keepRequests = false,
}: {
  readonly traffic: Traffic;
  readonly rng: Rng;
  readonly timelineSeconds: number | undefined;
  readonly drainSeconds: number | undefined;
  readonly keepRequests: boolean | undefined;
}): SimulationSettings {
  requireRecord({ functionName, name: "traffic", value: traffic });
  requireRng({ functionName, rng });
  const { seconds, arrivals, payloadMB, models } = traffic;
  requireNumber({ functionName, name: "traffic.seconds", value: seconds, above: 0 });
  const isColumns =
    arrivals instanceof Float64Array && payloadMB instanceof Float64Array && models instanceof Int32Array;
  if (!isColumns) {
    throw new EngineError(
      "wrong-type",
      `${functionName} requires traffic as generateTraffic returns it, got other columns`,
      {
        function: functionName,
        argument: "traffic",
        got: "other columns",
      },
    );
  }
  const count = arrivals.length;
  if (payloadMB.length !== count || models.length !== count) {
    const lengths = [count, payloadMB.length, models.length].join(", ");
    throw new EngineError("length-mismatch", `${functionName} requires one row count in traffic, got ${lengths}`, {
      function: functionName,
      lengths,
    });
  }
  requireNumber({ functionName, name: "the number of requests", value: count, most: mostRequests });
  let before = 0;
  for (let i = 0; i < count; i++) {
    const time = arrivals[i] as number; // i < length
    const isInOrder = time >= before && time <= seconds && (payloadMB[i] as number) >= 0 && (models[i] as number) >= 0;
    if (!isInOrder) {
      const got = `${time} s after ${before} s with ${payloadMB[i]} MB for model ${models[i]} at row ${i}`;
      throw new EngineError(
        "out-of-range",
        `${functionName} requires arrivals that ascend up to traffic.seconds, got ${got}`,
        {
          function: functionName,
          argument: "traffic.arrivals",
          got,
        },
      );
    }
    before = time;
  }
  const interval = timelineSeconds ?? seconds / 100;
  requireNumber({ functionName, name: "timelineSeconds", value: interval, above: 0 });
  requireNumber({ functionName, name: "drainSeconds", value: drainSeconds, least: 0 });
  requireNumber({
    functionName,
    name: "the number of intervals of the timeline",
    value: seconds / interval,
    most: mostIntervals,
  });
  return { traffic, rng, timelineSeconds: interval, drainSeconds, keepRequests };
}
