import { type Distribution, quantileFunction } from "#engine/core/distribution.ts";
import { EngineError } from "#engine/core/errors.ts";
import { log1p } from "#engine/core/log.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireList } from "#engine/core/require-list.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { cos } from "#engine/core/sin-cos.ts";
import { ownStream } from "./own-stream.ts";

/** Requests as they come in: when, how large, for which model. All columns have length n. */
export type Traffic = {
  /** How long it lasts; no request comes later. */
  readonly seconds: number;
  /** Seconds from the start, ascending. */
  readonly arrivals: Float64Array;
  /** Size of each request in megabytes. */
  readonly payloadMB: Float64Array;
  /** Which model each request asks for, from 0; matters for multi-model endpoints. */
  readonly models: Int32Array;
};

/**
 * How requests are spread over time.
 *
 * - "poisson": many people who know nothing of each other; the same rate all the time.
 * - "diurnal": the rate swings around its mean like day and night: mean × (1 + swing × cos(2π (t − peak) / period)).
 * - "burst": a steady rate, and for some spans another one (a sale, a push message).
 * - "replay": arrival times that were recorded.
 */
export type TrafficPattern =
  | { readonly kind: "poisson"; readonly requestsPerSecond: number }
  | {
      readonly kind: "diurnal";
      readonly requestsPerSecond: number;
      /** From 0 (none) to 1 (at night nobody comes). */
      readonly swing: number;
      /** When the rate is highest; default 0. */
      readonly peakSeconds?: number;
      /** Default one day, 86,400. */
      readonly periodSeconds?: number;
    }
  | { readonly kind: "burst"; readonly requestsPerSecond: number; readonly bursts: readonly Burst[] }
  | { readonly kind: "replay"; readonly arrivals: ArrayLike<number> };

/** A span with a rate of its own. */
export type Burst = { readonly fromSeconds: number; readonly seconds: number; readonly requestsPerSecond: number };

const functionName = "generateTraffic";
/** Beyond this, memory runs out before patience does. */
const mostRequests = 50_000_000;

/**
 * Makes the requests that a simulation serves.
 *
 * Gaps between the requests of a Poisson stream are exponential, so a stream of 100 a second has gaps of 0 and of 50 ms:
 * that irregularity alone makes queues. A rate that changes is drawn by thinning: requests at the highest rate, each kept
 * with the chance rate(t) / highest, which is exact for any shape of rate. O(n) for n requests at the highest rate.
 *
 * @param pattern      see `TrafficPattern`
 * @param seconds      how long, above 0
 * @param payloadMB    the size of requests; default 0.01 MB each
 * @param modelShares  how often each model is asked for, length = models; default one model
 * @param rng          chance; times, sizes and models have streams of their own, so that changing one keeps the others
 * @returns            requests in order of arrival
 * @throws {EngineError} "out-of-range" (also above 50 million requests), "wrong-type", "not-finite", "empty"
 * @example generateTraffic({ pattern: { kind: "replay", arrivals: [0, 1.5] }, seconds: 10, rng: createRng(1) }).arrivals // => [0, 1.5]
 * @source  Lewis & Shedler 1979, Simulation of nonhomogeneous Poisson processes by thinning
 */
export function generateTraffic(options: {
  readonly pattern: TrafficPattern;
  readonly seconds: number;
  readonly payloadMB?: Distribution;
  readonly modelShares?: ArrayLike<number>;
  readonly rng: Rng;
}): Traffic {
  const {
    pattern,
    seconds,
    payloadMB = { kind: "constant", value: 0.01 },
    modelShares = [1],
    rng,
  } = requireOptions(functionName, options, ["pattern", "seconds", "payloadMB", "modelShares", "rng"]);
  requireRecord({ functionName, name: "pattern", value: pattern });
  requireRng({ functionName, rng });
  requireNumber({ functionName, name: "seconds", value: seconds, above: 0 });
  const stream = (): Rng => ownStream({ rng, purpose: "traffic" });
  const [timeRng, sizeRng, modelRng] = [stream(), stream(), stream()];
  const arrivals = arrivalTimes({ pattern, seconds, rng: timeRng });
  const sizeAt = quantileFunction({ functionName, name: "payloadMB", distribution: payloadMB });
  const sizes = new Float64Array(arrivals.length);
  for (let i = 0; i < sizes.length; i++) {
    const size = sizeAt(sizeRng.uniform());
    if (size < 0) requireNumber({ functionName, name: "payloadMB", value: size, least: 0 });
    sizes[i] = size;
  }
  return {
    seconds,
    arrivals,
    payloadMB: sizes,
    models: drawModels({ modelShares, count: arrivals.length, rng: modelRng }),
  };
}

type Drawn = { readonly seconds: number; readonly rng: Rng };

function arrivalTimes({ pattern, seconds, rng }: Drawn & { readonly pattern: TrafficPattern }): Float64Array {
  const rateOf = (value: number, name: string) => requireNumber({ functionName, name, value, least: 0 });
  switch (pattern.kind) {
    case "poisson": {
      const highest = rateOf(pattern.requestsPerSecond, "pattern.requestsPerSecond");
      return thinned({ highest, rateAt: undefined, seconds, rng });
    }
    case "diurnal": {
      const mean = rateOf(pattern.requestsPerSecond, "pattern.requestsPerSecond");
      const swing = requireNumber({ functionName, name: "pattern.swing", value: pattern.swing, least: 0, most: 1 });
      const { peakSeconds = 0, periodSeconds = 86_400 } = pattern;
      requireNumber({ functionName, name: "pattern.peakSeconds", value: peakSeconds });
      requireNumber({ functionName, name: "pattern.periodSeconds", value: periodSeconds, above: 0 });
      const rateAt = (t: number) => mean * (1 + swing * cos((2 * Math.PI * (t - peakSeconds)) / periodSeconds));
      return thinned({ highest: mean * (1 + swing), rateAt, seconds, rng });
    }
    case "burst": {
      const base = rateOf(pattern.requestsPerSecond, "pattern.requestsPerSecond");
      for (const burst of requireList({ functionName, name: "pattern.bursts", value: pattern.bursts })) {
        requireRecord({ functionName, name: "pattern.bursts", value: burst });
        requireNumber({ functionName, name: "fromSeconds", value: burst.fromSeconds, least: 0 });
        requireNumber({ functionName, name: "seconds", value: burst.seconds, above: 0 });
        rateOf(burst.requestsPerSecond, "pattern.bursts.requestsPerSecond");
      }
      const rateAt = (t: number) =>
        pattern.bursts.find((burst) => t >= burst.fromSeconds && t < burst.fromSeconds + burst.seconds)
          ?.requestsPerSecond ?? base;
      const highest = pattern.bursts.reduce((most, burst) => Math.max(most, burst.requestsPerSecond), base);
      return thinned({ highest, rateAt, seconds, rng });
    }
    case "replay":
      return recorded({ arrivals: pattern.arrivals, seconds });
    default: {
      const got = String(Reflect.get(pattern, "kind"));
      throw new EngineError(
        "out-of-range",
        `${functionName} requires pattern.kind to be poisson, diurnal, burst or replay, got ${got}`,
        { function: functionName, argument: "pattern.kind", got },
      );
    }
  }
}

/** A Poisson stream at the highest rate, of which each request stays with the chance rate / highest. */
function thinned({
  highest,
  rateAt,
  seconds,
  rng,
}: Drawn & { readonly highest: number; readonly rateAt: ((t: number) => number) | undefined }): Float64Array {
  requireNumber({ functionName, name: "the number of requests", value: highest * seconds, most: mostRequests });
  // Six standard deviations more than expected; grown in the one case in a billion that this is too few.
  const expected = highest * seconds;
  let times = new Float64Array(Math.ceil(expected + 6 * Math.sqrt(expected) + 16));
  let count = 0;
  if (highest === 0) return times.subarray(0, 0);
  const gap = (): number => -log1p(-rng.uniform()) / highest;
  for (let t = gap(); t < seconds; t += gap()) {
    if (rateAt !== undefined && rng.uniform() * highest >= rateAt(t)) continue;
    if (count === times.length) {
      const larger = new Float64Array(2 * count);
      larger.set(times);
      times = larger;
    }
    times[count++] = t;
  }
  return times.slice(0, count);
}

function recorded({
  arrivals,
  seconds,
}: {
  readonly arrivals: ArrayLike<number>;
  readonly seconds: number;
}): Float64Array {
  const name = "pattern.arrivals";
  requireSameLength(functionName, { [name]: arrivals });
  const times = parseNumbers({ functionName, name, values: arrivals }).slice();
  let before = 0;
  for (const time of times) {
    requireNumber({ functionName, name: `${name} (ascending)`, value: time, least: before, most: seconds });
    before = time;
  }
  return times;
}

function drawModels({
  modelShares,
  count,
  rng,
}: {
  readonly modelShares: ArrayLike<number>;
  readonly count: number;
  readonly rng: Rng;
}): Int32Array {
  requireSameLength(functionName, { modelShares });
  const shares = parseNumbers({ functionName, name: "modelShares", values: modelShares });
  const models = new Int32Array(count);
  let total = 0;
  for (const share of shares) total += requireNumber({ functionName, name: "modelShares", value: share, least: 0 });
  requireNumber({ functionName, name: "the sum of modelShares", value: total, above: 0 });
  if (shares.length === 1) return models;
  const upTo = new Float64Array(shares.length);
  let sum = 0;
  for (const [i, share] of shares.entries()) {
    sum += share;
    upTo[i] = sum;
  }
  for (let i = 0; i < count; i++) models[i] = firstAbove({ upTo, value: rng.uniform() * total });
  return models;
}

/** The first model whose shares up to it exceed the value, by halving. */
function firstAbove({ upTo, value }: { readonly upTo: Float64Array; readonly value: number }): number {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((upTo[middle] as number) > value)
      high = middle; // middle < length
    else low = middle + 1;
  }
  return low;
}
