import type { ExceptionType, StepDefinition } from "./definition.ts";
import { type PipelineExecution, type RunningStep, stateOf, withStep } from "./execution.ts";
import { isList, isObject, type Json, type JsonObject, kindOf } from "./json.ts";
import { named } from "./made-names.ts";
import { fitsType, readTyped } from "./parse-parameters.ts";
import { cacheKey, type ResultCache, withResult } from "./result-cache.ts";
import { decideRetry } from "./retry-decision.ts";
import { stepKind } from "./step-types.ts";

/** What became of an attempt. Properties are those of the service's Describe answer. */
export type Answer =
  | { readonly kind: "step-begun"; readonly step: string; readonly attempt: number; readonly properties: JsonObject }
  | {
      readonly kind: "step-succeeded";
      readonly step: string;
      readonly attempt: number;
      readonly properties: JsonObject;
    }
  | {
      readonly kind: "step-failed";
      readonly step: string;
      readonly attempt: number;
      /** The FailureReason of the job, or what the service said when it refused the request. */
      readonly reason: string;
      /** null: an error that no retry would mend, such as one of the learner's code. */
      readonly exceptionType: ExceptionType | null;
      /** true: the request that begins the job was refused, there is no job. */
      readonly isRefused?: boolean;
      readonly properties?: JsonObject;
    }
  | { readonly kind: "step-stopped"; readonly step: string; readonly attempt: number };

type Moment = { readonly execution: PipelineExecution; readonly cache: ResultCache; readonly nowMs: number };
type Place = Moment & { readonly step: StepDefinition; readonly state: RunningStep };

const longestReason = 1024;

export function applyAnswer({ answer, ...moment }: Moment & { readonly answer: Answer }): {
  readonly execution: PipelineExecution;
  readonly cache: ResultCache;
} {
  const { execution, cache, nowMs } = moment;
  const step = execution.definition.steps.find(({ name }) => name === answer.step);
  const state = stateOf(execution, answer.step);
  const isAtWork = state.status === "Executing" || state.status === "Stopping";
  if (step === undefined || !isAtWork || state.attempt !== answer.attempt) return { execution, cache };
  const place: Place = { ...moment, step, state };
  switch (answer.kind) {
    case "step-begun":
      return { execution: withStep(execution, step.name, { ...state, properties: answer.properties }), cache };
    case "step-stopped":
      return { execution: withStep(execution, step.name, { ...state, status: "Stopped", endedMs: nowMs }), cache };
    case "step-succeeded":
      return succeed(place, answer.properties);
    case "step-failed": {
      const { reason, exceptionType, isRefused = false, properties = state.properties } = answer;
      const { operation } = stepKind(step.type);
      const told =
        isRefused && operation !== null
          ? `ClientError: Failed to invoke ${operation.service}:${operation.name}. Error Details: ${reason}`
          : reason;
      return { execution: fail({ ...place, state: { ...state, properties } }, told, exceptionType), cache };
    }
  }
}

function succeed(
  { execution, cache, nowMs, step, state }: Place,
  told: JsonObject,
): { readonly execution: PipelineExecution; readonly cache: ResultCache } {
  const outputs = readOutputs(step, told);
  if (typeof outputs === "string") {
    const failed = { ...state, status: "Failed", endedMs: nowMs, reason: outputs } as const;
    return { execution: withStep(execution, step.name, failed), cache };
  }
  const properties = outputs === null ? told : { ...told, OutputParameters: outputs };
  const key = cacheKey({ step, args: state.arguments, settings: state.settings });
  const origin = { kind: "ran" } as const;
  const result = {
    executionArn: execution.arn,
    endedMs: nowMs,
    name: state.name,
    arguments: state.arguments,
    properties,
  };
  return {
    execution: withStep(execution, step.name, { ...state, status: "Succeeded", properties, endedMs: nowMs, origin }),
    cache: key === undefined ? cache : withResult({ cache, key, result }),
  };
}

function fail(
  { execution, nowMs, step, state }: Place,
  reason: string,
  exceptionType: ExceptionType | null,
): PipelineExecution {
  const ended = (told: string): PipelineExecution =>
    withStep(execution, step.name, {
      ...state,
      status: "Failed",
      endedMs: nowMs,
      reason: told.slice(0, longestReason),
    });
  if (exceptionType === null || execution.status !== "Executing") return ended(reason);
  const { startedMs, retries } = state;
  const decision = decideRetry({ step, exceptionType, retries, startedMs, nowMs });
  if (decision.kind === "exhausted") return ended(reason);
  if (decision.kind === "no-policy") {
    const type = exceptionType.replace(".", "_").toUpperCase();
    const where = `execution of step with PipelineExecutionArn ${execution.arn} and StepId ${step.name}`;
    return ended(
      `${reason}\nRetry not appropriate on ${where}. No retry policy configured for the exception type ${type}.`,
    );
  }
  const attempt = state.attempt + 1;
  const { arguments: args, prefix } = state;
  return withStep(execution, step.name, {
    ...state,
    ...named({ executionId: execution.id, step, attempt, args, prefix, former: state.name }),
    status: "Retrying",
    attempt,
    retries: decision.retries,
    dueMs: decision.dueMs,
    properties: {},
    reason,
  });
}

/** Output parameters by name with the types that the step declares; null for a step that has none; in words what does not fit. */
function readOutputs(step: StepDefinition, told: JsonObject): JsonObject | string | null {
  if (step.type !== "Lambda" && step.type !== "Callback") return null;
  const given = outputsOf(told["OutputParameters"] ?? {});
  const outputs: (readonly [string, Json])[] = [];
  for (const { name, type } of step.outputParameters) {
    const value = Object.hasOwn(given, name) ? (given[name] ?? null) : null;
    if (value === null) continue;
    const isPlain = typeof value !== "object";
    const typed = fitsType(value, type) ?? (isPlain ? readTyped(String(value), type) : undefined);
    if (typed === undefined && type === "String") outputs.push([name, JSON.stringify(value)]);
    else if (typed === undefined)
      return `Output parameter '${name}' of step '${step.name}' must be ${type}, got ${kindOf(value)}.`;
    else outputs.push([name, typed]);
  }
  return Object.fromEntries(outputs);
}

/** OutputParameters as an object, or as the API carries them: `[{ Name, Value }]`. */
function outputsOf(value: Json): JsonObject {
  if (isObject(value)) return value;
  if (!isList(value)) return {};
  return Object.fromEntries(
    value.flatMap((entry) =>
      isObject(entry) && typeof entry["Name"] === "string" ? [[entry["Name"], entry["Value"] ?? null]] : [],
    ),
  );
}
