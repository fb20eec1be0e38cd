import { createRng } from "#engine/core/random.ts";
import { retryDelayMs } from "#engine/pipelines/retry-delay.ts";
import type { ExceptionType, RetryPolicy, StepDefinition } from "./definition.ts";
import { stepKind } from "./step-types.ts";

/** The service retries these on its own, unless a policy of the step names them. */
const automatic: RetryPolicy = {
  exceptionTypes: ["Step.SERVICE_FAULT", "Step.THROTTLING"],
  intervalSeconds: 1,
  backoffRate: 2,
  limit: { kind: "attempts", maxAttempts: 5 },
};

export type RetryDecision =
  | { readonly kind: "retry"; readonly dueMs: number; readonly retries: readonly number[] }
  | { readonly kind: "no-policy" }
  | { readonly kind: "exhausted" };

/** Whether a failed attempt is tried again, and when. */
export function decideRetry({
  step,
  exceptionType,
  retries,
  startedMs,
  nowMs,
}: {
  readonly step: Pick<StepDefinition, "type" | "retryPolicies">;
  readonly exceptionType: ExceptionType;
  readonly retries: readonly number[];
  readonly startedMs: number;
  readonly nowMs: number;
}): RetryDecision {
  // Tuning and AutoML jobs retry inside.
  const retriesInside = step.type === "Tuning" || step.type === "AutoML";
  if (retriesInside && exceptionType === "SageMaker.JOB_INTERNAL_ERROR") return { kind: "no-policy" };
  const policies = [...step.retryPolicies, ...(stepKind(step.type).isRetryable ? [automatic] : [])];
  const at = policies.findIndex(({ exceptionTypes }) => exceptionTypes.includes(exceptionType));
  const policy = policies[at];
  if (policy === undefined) return { kind: "no-policy" };
  const used = retries[at] ?? 0;
  const { limit } = policy;
  if (limit.kind === "attempts" && used >= limit.maxAttempts) return { kind: "exhausted" };
  const delayMs = retryDelayMs({
    policy: { maxRetries: used + 1, intervalMs: policy.intervalSeconds * 1000, backoffRate: policy.backoffRate },
    retry: used + 1,
    rng: createRng(0), // there is no jitter to draw
  });
  const dueMs = nowMs + delayMs;
  if (limit.kind === "minutes" && nowMs - startedMs >= limit.expireAfterMin * 60_000) return { kind: "exhausted" };
  return { kind: "retry", dueMs, retries: policies.map((_, i) => (retries[i] ?? 0) + (i === at ? 1 : 0)) };
}
