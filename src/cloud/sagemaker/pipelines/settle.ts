import { EngineError } from "#engine/core/errors.ts";
import { operandsOf } from "./check-references.ts";
import type { StepDefinition } from "./definition.ts";
import { ExpressionError, evaluate, evaluateObject, filesIn, type Scope } from "./evaluate.ts";
import { type ExecutionStatus, type PipelineExecution, type StepState, stateOf, withStep } from "./execution.ts";
import { named, nameOf } from "./made-names.ts";
import { meetsConditions } from "./meets-condition.ts";
import { cacheKey, findCached, type ResultCache } from "./result-cache.ts";
import { stepKind } from "./step-types.ts";

type Moment = { readonly execution: PipelineExecution; readonly cache: ResultCache; readonly nowMs: number };

/** Begins every step that can begin, decides conditions, skips branches, and ends an execution in which nothing is left to do. */
export function settle({ execution, cache, nowMs }: Moment): PipelineExecution {
  let now = execution;
  for (let before: PipelineExecution | undefined; before !== now; ) {
    before = now;
    for (const step of now.definition.steps) now = settleStep({ execution: now, cache, nowMs, step });
  }
  const ending = now.status === "Executing" || now.status === "Stopping" ? endOf(now) : undefined;
  if (ending !== undefined) now = { ...now, ...ending, awaitedFiles: [], files: {} };
  return now === execution ? execution : { ...now, modifiedMs: nowMs };
}

function settleStep({ step, ...moment }: Moment & { readonly step: StepDefinition }): PipelineExecution {
  const { execution } = moment;
  const state = stateOf(execution, step.name);
  if (state.status !== "Waiting") return execution;
  const verdict = readinessOf(execution, step);
  if (verdict === "skip") return withStep(execution, step.name, { status: "Skipped" });
  if (verdict === "wait" || execution.status !== "Executing" || hasReachedFail(execution)) return execution;
  return begin({ ...moment, step, attempts: state.attempts });
}

function readinessOf(execution: PipelineExecution, step: StepDefinition): "go" | "wait" | "skip" {
  const states = step.needs.map((name) => stateOf(execution, name));
  if (states.some(({ status }) => status === "Skipped")) return "skip";
  if (step.branch !== null) {
    const condition = stateOf(execution, step.branch.condition);
    if (condition.status === "Succeeded" && condition.properties["Outcome"] !== step.branch.outcome) return "skip";
  }
  return states.every(({ status }) => status === "Succeeded") ? "go" : "wait";
}

/** A Fail step stops the pipeline: no step begins after it, those at work come to their end. */
function hasReachedFail(execution: PipelineExecution): boolean {
  return execution.definition.steps.some(
    ({ name, type }) => type === "Fail" && stateOf(execution, name).status === "Failed",
  );
}

function begin({
  execution,
  cache,
  nowMs,
  step,
  attempts,
}: Moment & { readonly step: StepDefinition; readonly attempts: number }): PipelineExecution {
  const { name, type } = step;
  const files = (Object.hasOwn(execution.files, name) ? execution.files[name] : undefined) ?? {};
  const scope: Scope = { execution, nowMs, files };
  const blank = {
    attempt: attempts,
    startedMs: nowMs,
    name: null,
    prefix: null,
    settings: {},
    retries: [],
    properties: {},
  };
  try {
    const operands = step.conditions.flatMap(operandsOf);
    const uris = [step.arguments, step.settings, operands].flatMap((value) => filesIn(value, scope));
    const missing = [...new Set(uris)].filter((uri) => !Object.hasOwn(files, uri));
    if (missing.length > 0) return withAwaited(execution, name, missing);
    if (type === "Condition") {
      const properties = { Outcome: meetsConditions(step.conditions, scope) };
      const origin = { kind: "ran" } as const;
      const state = { ...blank, status: "Succeeded", arguments: {}, properties, endedMs: nowMs, origin } as const;
      return withBegun(execution, name, state);
    }
    if (type === "Fail") {
      const message = evaluate(step.arguments["ErrorMessage"] ?? "", scope);
      const reason = typeof message === "string" ? message : JSON.stringify(message);
      const state = {
        ...blank,
        status: "Failed",
        arguments: { ErrorMessage: reason },
        endedMs: nowMs,
        reason,
      } as const;
      return withBegun(execution, name, state);
    }
    const attempt = attempts + 1;
    const prefix = prefixOf(step, scope);
    const own: Scope = { ...scope, madeName: nameOf({ executionId: execution.id, step, attempt, prefix }) };
    const args = evaluateObject(step.arguments, own);
    const settings = evaluateObject(step.settings, own);
    // Of every step, since its result may be kept: what has no key, such as a number beyond all bounds, fails here.
    const key = cacheKey({ step, args, settings });
    const known =
      key === undefined || step.cache === null
        ? undefined
        : findCached({ cache, key, expireAfterMs: step.cache.expireAfterMs, nowMs });
    if (known !== undefined) {
      const { arguments: made, properties, executionArn, name: madeBefore } = known;
      const origin = { kind: "cached", executionArn } as const;
      const result = { name: madeBefore, arguments: made, settings, properties, endedMs: nowMs, origin };
      return withBegun(execution, name, { ...blank, ...result, status: "Succeeded" });
    }
    if (execution.maxParallelSteps !== null && countAtWork(execution) >= execution.maxParallelSteps) return execution;
    const made = named({ executionId: execution.id, step, attempt, args, prefix });
    return withBegun(execution, name, { ...blank, ...made, prefix, status: "Executing", attempt, settings });
  } catch (error) {
    if (!(error instanceof ExpressionError) && !(error instanceof EngineError)) throw error;
    const reason = `Step '${name}' cannot begin: ${error.message}`;
    return withBegun(execution, name, { ...blank, status: "Failed", arguments: {}, endedMs: nowMs, reason });
  }
}

/** What the arguments ask the name to begin with. */
function prefixOf(step: StepDefinition, scope: Scope): string | null {
  const { nameArgument } = stepKind(step.type);
  const written = nameArgument === null ? null : evaluate(step.arguments[nameArgument] ?? null, scope);
  return typeof written === "string" && written !== "" ? written : null;
}

function countAtWork(execution: PipelineExecution): number {
  return Object.values(execution.steps).filter(
    ({ status }) => status === "Executing" || status === "Stopping" || status === "Retrying",
  ).length;
}

function endOf(
  execution: PipelineExecution,
): { readonly status: ExecutionStatus; readonly failureReason: string | null } | undefined {
  if (countAtWork(execution) > 0) return undefined;
  const failed = execution.definition.steps.filter(({ name }) => stateOf(execution, name).status === "Failed");
  const failure = { status: "Failed", failureReason: "Step failure: One or multiple steps failed." } as const;
  if (execution.status === "Stopping") {
    // A Lambda function that hits its timeout while the pipeline stops makes the execution fail.
    return failed.some(({ type }) => type === "Lambda") ? failure : { status: "Stopped", failureReason: null };
  }
  if (execution.awaitedFiles.length > 0) return undefined;
  return failed.length > 0 ? failure : { status: "Succeeded", failureReason: null };
}

function withBegun(execution: PipelineExecution, step: string, state: StepState): PipelineExecution {
  const begun = [...execution.begun.filter((name) => name !== step), step];
  const { [step]: _, ...files } = execution.files;
  const awaitedFiles = execution.awaitedFiles.filter((file) => file.step !== step);
  return { ...withStep(execution, step, state), begun, files, awaitedFiles };
}

function withAwaited(execution: PipelineExecution, step: string, uris: readonly string[]): PipelineExecution {
  const awaited = execution.awaitedFiles.filter((file) => file.step === step);
  if (uris.length === awaited.length && uris.every((uri) => awaited.some((file) => file.uri === uri))) return execution;
  const others = execution.awaitedFiles.filter((file) => file.step !== step);
  return { ...execution, awaitedFiles: [...others, ...uris.map((uri) => ({ step, uri }))] };
}
