import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { RetryPolicy } from "./pipeline.ts";

/**
 * How long to wait before a retry.
 *
 * What failed because it was overloaded fails again when everybody comes back at once. Exponential backoff makes each wait
 * longer than the one before (1, 2, 4 … seconds), and full jitter draws it at random from 0 to that length, which spreads the
 * crowd. Defaults are those of AWS Step Functions: one second, doubled each time. O(1).
 *
 * @param policy  intervalMs (default 1000), backoffRate (default 2), maxDelayMs (default no limit), jitter (default "none")
 * @param retry   1 for the first retry
 * @param rng     used only with jitter "full"
 * @returns       milliseconds
 * @throws {EngineError} "out-of-range" for a retry that is no whole number from 1 on, and for waits below 0 or a backoffRate below 1
 * @example retryDelayMs({ policy: { maxRetries: 5 }, retry: 3, rng: createRng(1) }) // => 4000
 * @example retryDelayMs({ policy: { maxRetries: 9, maxDelayMs: 60_000 }, retry: 9, rng: createRng(1) }) // => 60000
 * @source  AWS Step Functions Developer Guide, Error handling; Brooker 2015, Exponential Backoff and Jitter
 */
export function retryDelayMs(options: {
  readonly policy: RetryPolicy;
  readonly retry: number;
  readonly rng: Rng;
}): number {
  const { policy, retry, rng } = requireOptions("retryDelayMs", options, ["policy", "retry", "rng"]);
  requireNumber({ functionName: "retryDelayMs", name: "retry", value: retry, least: 1, whole: true });
  const { intervalMs = 1000, backoffRate = 2, maxDelayMs = Number.MAX_SAFE_INTEGER, jitter = "none" } = policy;
  const number = (name: string, value: number, least: number): number =>
    requireNumber({ functionName: "retryDelayMs", name: `policy.${name}`, value, least });
  number("intervalMs", intervalMs, 0);
  number("backoffRate", backoffRate, 1);
  number("maxDelayMs", maxDelayMs, 0);
  requireOneOf({ functionName: "retryDelayMs", name: "policy.jitter", value: jitter, options: ["none", "full"] });
  if (intervalMs === 0) return 0;
  const delayMs = Math.min(maxDelayMs, intervalMs * backoffRate ** (retry - 1));
  return jitter === "full" ? delayMs * rng.uniform() : delayMs;
}
