import { describe, expect, it } from "vitest";
import { advance } from "#cloud/sagemaker/pipelines/advance.ts";
import type { ExceptionType } from "#cloud/sagemaker/pipelines/definition.ts";
import type { Json, JsonObject } from "#cloud/sagemaker/pipelines/json.ts";
import { startExecution } from "#cloud/sagemaker/pipelines/start-execution.ts";
import { define } from "./definitions.ts";
import { pipelineArn, startMs } from "./stub-host.ts";

/** The seconds at which attempts begin when each fails a second after it began, until the step has failed. */
function attemptsAt({
  policies,
  exceptionType,
  type = "Training",
}: {
  readonly policies: readonly Json[];
  readonly exceptionType: ExceptionType;
  readonly type?: string;
}): readonly number[] {
  const step: JsonObject = {
    Name: "A",
    Type: type,
    Arguments: {},
    ...(policies.length === 0 ? {} : { RetryPolicies: policies }),
  };
  const started = startExecution({
    definition: define({ Steps: [step] }),
    pipelineName: "abalone",
    pipelineArn,
    executionId: "abcdef123456",
    nowMs: startMs,
  });
  let { execution } = started;
  let wants = started.wants;
  let nowMs = startMs;
  const at: number[] = [];
  while (execution.status === "Executing") {
    const [want] = wants;
    if (want?.kind === "wake") {
      nowMs = want.atMs;
      ({ execution, wants } = advance({ execution, happening: { kind: "time" }, nowMs }));
    } else if (want?.kind === "start-step") {
      at.push((nowMs - startMs) / 1000);
      nowMs += 1000;
      const { attempt } = want;
      const happening = { kind: "step-failed", step: "A", attempt, reason: "no", exceptionType } as const;
      ({ execution, wants } = advance({ execution, happening, nowMs }));
    }
  }
  return at;
}

describe("retries", () => {
  it("throttling and service faults are retried without a policy: 1, 2, 4, 8, 16 seconds", () => {
    // Begins at 0; each attempt takes 1 s: 0, 1+1, 3+2, 6+4, 11+8, 20+16.
    const expected = [0, 2, 5, 10, 19, 36];
    expect(attemptsAt({ policies: [], exceptionType: "Step.THROTTLING" })).toEqual(expected);
    expect(attemptsAt({ policies: [], exceptionType: "Step.SERVICE_FAULT" })).toEqual(expected);
  });

  it("jobs are retried only by a policy that names the exception", () => {
    expect(attemptsAt({ policies: [], exceptionType: "SageMaker.CAPACITY_ERROR" })).toEqual([0]);
    const policies = [
      { ExceptionType: ["SageMaker.RESOURCE_LIMIT"], MaxAttempts: 9 },
      { ExceptionType: ["SageMaker.CAPACITY_ERROR"], IntervalSeconds: 10, BackoffRate: 3, MaxAttempts: 2 },
    ];
    // 0, 1+10, 12+30.
    expect(attemptsAt({ policies, exceptionType: "SageMaker.CAPACITY_ERROR" })).toEqual([0, 11, 42]);
    expect(attemptsAt({ policies, exceptionType: "SageMaker.JOB_INTERNAL_ERROR" })).toEqual([0]);
  });

  it("a policy takes the place of the automatic retries; MaxAttempts 0 means never", () => {
    const policies = [{ ExceptionType: ["Step.THROTTLING"], MaxAttempts: 0 }];
    expect(attemptsAt({ policies, exceptionType: "Step.THROTTLING" })).toEqual([0]);
  });

  it("ExpireAfterMin counts from when the step began", () => {
    const policies = [
      { ExceptionType: ["SageMaker.CAPACITY_ERROR"], IntervalSeconds: 30, BackoffRate: 1, ExpireAfterMin: 1 },
    ];
    // 0, 31, 62; it fails again at 63 s, past the minute.
    expect(attemptsAt({ policies, exceptionType: "SageMaker.CAPACITY_ERROR" })).toEqual([0, 31, 62]);
  });

  it("tuning jobs retry internal errors inside, not as steps", () => {
    const policies = [{ ExceptionType: ["SageMaker.JOB_INTERNAL_ERROR"], MaxAttempts: 3 }];
    expect(attemptsAt({ policies, exceptionType: "SageMaker.JOB_INTERNAL_ERROR" })).toHaveLength(4);
    expect(attemptsAt({ policies, exceptionType: "SageMaker.JOB_INTERNAL_ERROR", type: "Tuning" })).toEqual([0]);
  });

  it("Lambda steps are not retried", () => {
    const { wants, execution } = startExecution({
      definition: define({ Steps: [{ Name: "L", Type: "Lambda", FunctionArn: "arn" }] }),
      pipelineName: "abalone",
      pipelineArn,
      executionId: "abcdef123456",
      nowMs: startMs,
    });
    expect(wants).toHaveLength(1);
    const happening = {
      kind: "step-failed",
      step: "L",
      attempt: 1,
      reason: "Rate exceeded",
      exceptionType: "Step.THROTTLING",
    } as const;
    expect(advance({ execution, happening, nowMs: startMs }).execution.status).toBe("Failed");
  });
});
