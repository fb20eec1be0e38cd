import { AwsError } from "#cloud/core/aws-error.ts";
import { type Answer, applyAnswer } from "./apply-answer.ts";
import { type FileContent, type PipelineExecution, type StepState, stateOf } from "./execution.ts";
import type { Json } from "./json.ts";
import type { ResultCache } from "./result-cache.ts";
import { settle } from "./settle.ts";
import { findStepOfToken, type Want, wantsOf } from "./wants.ts";

/** What a host tells an execution. An answer about an attempt that is no longer under way changes nothing, so it may come twice. */
export type Happening =
  | { readonly kind: "time" }
  | Answer
  | { readonly kind: "file"; readonly step: string; readonly uri: string; readonly content: FileContent }
  /** SendPipelineExecutionStepSuccess and -Failure. */
  | { readonly kind: "callback-succeeded"; readonly token: string; readonly outputs: Json }
  | { readonly kind: "callback-failed"; readonly token: string; readonly reason: string }
  /** StopPipelineExecution, RetryPipelineExecution. */
  | { readonly kind: "stop" }
  | { readonly kind: "retry"; readonly maxParallelSteps?: number | null };

export type Advance = {
  readonly execution: PipelineExecution;
  readonly cache: ResultCache;
  /** What has come to be wanted; `wantsOf` lists all that is. */
  readonly wants: readonly Want[];
};

/**
 * The execution after something happened, and what it wants now. Pure: the same execution, happening and time give the same answer.
 *
 * @throws AwsError "ResourceNotFound" for an unknown token; "ValidationException" for what the status does not allow
 */
export function advance({
  execution,
  happening,
  nowMs,
  cache = {},
}: {
  readonly execution: PipelineExecution;
  readonly happening: Happening;
  readonly nowMs: number;
  readonly cache?: ResultCache;
}): Advance {
  const applied = apply({ execution, happening, nowMs, cache });
  const woken = wake(applied.execution, nowMs);
  const settled = settle({ execution: woken, cache: applied.cache, nowMs });
  const before = new Set(wantsOf(execution).map(({ id }) => id));
  return {
    execution: settled === execution ? execution : { ...settled, modifiedMs: nowMs },
    cache: applied.cache,
    wants: wantsOf(settled).filter(({ id }) => !before.has(id)),
  };
}

type Moment = { readonly execution: PipelineExecution; readonly nowMs: number; readonly cache: ResultCache };

function apply({
  happening,
  ...moment
}: Moment & { readonly happening: Happening }): Pick<Advance, "execution" | "cache"> {
  const { execution, cache } = moment;
  switch (happening.kind) {
    case "time":
      return { execution, cache };
    case "file":
      return { execution: withFile(execution, happening), cache };
    case "callback-succeeded":
    case "callback-failed":
      return applyAnswer({ ...moment, answer: answerOfCallback(execution, happening) });
    case "stop":
      return { execution: stop(execution, moment.nowMs), cache };
    case "retry":
      return { execution: retry(execution, happening.maxParallelSteps), cache };
    default:
      return applyAnswer({ ...moment, answer: happening });
  }
}

function withFile(
  execution: PipelineExecution,
  { step, uri, content }: { readonly step: string; readonly uri: string; readonly content: FileContent },
): PipelineExecution {
  const isAwaited = execution.awaitedFiles.some((file) => file.step === step && file.uri === uri);
  if (!isAwaited) return execution;
  const awaitedFiles = execution.awaitedFiles.filter((file) => file.step !== step || file.uri !== uri);
  const files = { ...execution.files, [step]: { ...execution.files[step], [uri]: content } };
  return { ...execution, awaitedFiles, files };
}

function answerOfCallback(
  execution: PipelineExecution,
  happening: Extract<Happening, { readonly kind: "callback-succeeded" | "callback-failed" }>,
): Answer {
  const step = findStepOfToken(execution, happening.token);
  const state = step === undefined ? undefined : stateOf(execution, step);
  if (step === undefined || (state?.status !== "Executing" && state?.status !== "Stopping")) {
    throw new AwsError(
      "ResourceNotFound",
      `No pipeline execution step waits for the callback token ${happening.token}.`,
    );
  }
  const { attempt } = state;
  if (happening.kind === "callback-succeeded") {
    return { kind: "step-succeeded", step, attempt, properties: { OutputParameters: happening.outputs } };
  }
  return { kind: "step-failed", step, attempt, reason: happening.reason, exceptionType: null };
}

function stop(execution: PipelineExecution, nowMs: number): PipelineExecution {
  if (execution.status !== "Executing") {
    const message = `Only pipeline executions with the status Executing can be stopped, ${execution.arn} is ${execution.status}.`;
    throw new AwsError("ValidationException", message);
  }
  const types = new Map(execution.definition.steps.map(({ name, type }) => [name, type]));
  const steps = Object.entries(execution.steps).map(([name, state]): readonly [string, StepState] => {
    if (state.status === "Retrying") {
      const { dueMs: _, reason: __, ...begun } = state;
      return [name, { ...begun, status: "Stopped", endedMs: nowMs }];
    }
    // A Lambda function cannot be stopped: the execution waits for it.
    if (state.status !== "Executing" || types.get(name) === "Lambda") return [name, state];
    return [name, { ...state, status: "Stopping" }];
  });
  return { ...execution, status: "Stopping", steps: Object.fromEntries(steps), awaitedFiles: [], files: {} };
}

/** Steps that failed or were stopped wait again, results stay. */
function retry(execution: PipelineExecution, maxParallelSteps: number | null | undefined): PipelineExecution {
  if (execution.status !== "Failed" && execution.status !== "Stopped") {
    const message = `Only pipeline executions with the status Failed or Stopped can be retried, ${execution.arn} is ${execution.status}.`;
    throw new AwsError("ValidationException", message);
  }
  const fail = execution.definition.steps.find(
    ({ name, type }) => type === "Fail" && stateOf(execution, name).status === "Failed",
  );
  if (fail !== undefined) {
    const message = `A pipeline execution that ended with a Fail step cannot be retried: ${fail.name} in ${execution.arn}.`;
    throw new AwsError("ValidationException", message);
  }
  const steps = Object.entries(execution.steps).map(([name, state]): readonly [string, StepState] => {
    if (state.status !== "Failed" && state.status !== "Stopped") return [name, state];
    return [name, { status: "Waiting", attempts: state.attempt }];
  });
  return {
    ...execution,
    status: "Executing",
    failureReason: null,
    steps: Object.fromEntries(steps),
    begun: execution.begun.filter((name) => {
      const { status } = stateOf(execution, name);
      return status !== "Failed" && status !== "Stopped";
    }),
    maxParallelSteps: maxParallelSteps === undefined ? execution.maxParallelSteps : maxParallelSteps,
  };
}

/** Attempts whose waiting time is over begin. */
function wake(execution: PipelineExecution, nowMs: number): PipelineExecution {
  if (execution.status !== "Executing") return execution;
  const due = Object.values(execution.steps).some((state) => state.status === "Retrying" && state.dueMs <= nowMs);
  if (!due) return execution;
  const steps = Object.entries(execution.steps).map(([name, state]): readonly [string, StepState] => {
    if (state.status !== "Retrying" || state.dueMs > nowMs) return [name, state];
    const { dueMs: _, reason: __, ...begun } = state;
    return [name, { ...begun, status: "Executing" }];
  });
  return { ...execution, steps: Object.fromEntries(steps) };
}
