import type { Rng } from "#engine/core/random.ts";
import type { Catcher, Retrier } from "../definition/machine.ts";

/** Errors that no Retry and no Catch can take. */
const terminal = new Set(["States.Runtime"]);

/** Whether an error is one of those that a retrier or catcher names. */
export function takesError({
  names,
  error,
}: {
  readonly names: readonly string[];
  readonly error: string | null;
}): boolean {
  if (error !== null && terminal.has(error)) return false;
  return names.some((name) => {
    if (name === "States.ALL") return error !== "States.DataLimitExceeded";
    if (name === "States.TaskFailed") return error !== "States.Timeout" && error !== "States.DataLimitExceeded";
    if (name === "States.Timeout" && error === "States.HeartbeatTimeout") return true;
    return name === error;
  });
}

/** The retrier that takes an error and still has attempts, and how long it waits; undefined when the error goes on to Catch. */
export function chooseRetry({
  retriers,
  error,
  used,
  rng,
}: {
  readonly retriers: readonly Retrier[];
  readonly error: string | null;
  readonly used: readonly number[];
  readonly rng: Rng;
}): { readonly at: number; readonly delayMs: number } | undefined {
  const at = retriers.findIndex(({ ErrorEquals }) => takesError({ names: ErrorEquals, error }));
  const retrier = retriers[at];
  const attempts = used[at] ?? 0;
  if (retrier === undefined || attempts >= (retrier.MaxAttempts ?? 3)) return undefined;
  return { at, delayMs: retryDelayMs({ retrier, attempts, rng }) };
}

/** The wait before an attempt: it grows by BackoffRate up to MaxDelaySeconds; full jitter draws from zero up to it. */
function retryDelayMs({
  retrier,
  attempts,
  rng,
}: {
  readonly retrier: Retrier;
  readonly attempts: number;
  readonly rng: Rng;
}): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = 31_622_400, JitterStrategy = "NONE" } = retrier;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** attempts, MaxDelaySeconds);
  return Math.round(1000 * (JitterStrategy === "FULL" ? seconds * rng.uniform() : seconds));
}

export function chooseCatcher({
  catchers,
  error,
}: {
  readonly catchers: readonly Catcher[];
  readonly error: string | null;
}): { readonly at: number; readonly catcher: Catcher } | undefined {
  const at = catchers.findIndex(({ ErrorEquals }) => takesError({ names: ErrorEquals, error }));
  const catcher = catchers[at];
  return catcher === undefined ? undefined : { at, catcher };
}
