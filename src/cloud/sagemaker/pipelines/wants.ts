import type { StepDefinition } from "./definition.ts";
import { type PipelineExecution, type RunningStep, stateOf } from "./execution.ts";
import type { JsonObject } from "./json.ts";
import { suffixOf } from "./made-names.ts";
import { type StepType, stepKind } from "./step-types.ts";

/**
 * What an execution needs of its host. An id names the same want in every state of the execution, so a host that died knows after its restart
 * what it has begun.
 */
export type Want =
  | {
      readonly kind: "start-step";
      readonly id: string;
      readonly step: string;
      readonly type: StepType;
      readonly attempt: number;
      /** The request that AWS would send for the step; null for what is no request. */
      readonly operation: { readonly service: string; readonly name: string } | null;
      readonly name: string | null;
      /** Without any expression, the name included. */
      readonly arguments: JsonObject;
      readonly settings: JsonObject;
      readonly experiment: PipelineExecution["experiment"];
      /** Of a callback step: the body of the message to its queue. */
      readonly message: CallbackMessage | null;
    }
  | { readonly kind: "stop-step"; readonly id: string; readonly step: string; readonly attempt: number }
  /** To tell whoever works on a callback step that it should come to an end. */
  | {
      readonly kind: "send-message";
      readonly id: string;
      readonly step: string;
      readonly queueUrl: string;
      readonly message: CallbackMessage;
    }
  | { readonly kind: "read-file"; readonly id: string; readonly step: string; readonly uri: string }
  /** To be told of the time again. */
  | { readonly kind: "wake"; readonly id: string; readonly atMs: number };

export type CallbackMessage = {
  readonly token: string;
  readonly pipelineExecutionArn: string;
  readonly status: "Executing" | "Stopping";
  readonly arguments: JsonObject;
};

/** All that an execution waits for. */
export function wantsOf(execution: PipelineExecution): readonly Want[] {
  const steps = execution.definition.steps.flatMap((step) => wantsOfStep({ execution, step }));
  const files = execution.awaitedFiles.map(({ step, uri }) => {
    return { kind: "read-file" as const, id: `read:${step}:${uri}`, step, uri };
  });
  return [...steps, ...files];
}

function wantsOfStep({
  execution,
  step,
}: {
  readonly execution: PipelineExecution;
  readonly step: StepDefinition;
}): readonly Want[] {
  const state = stateOf(execution, step.name);
  if (state.status === "Retrying") return [{ kind: "wake", id: `wake:${step.name}:${state.dueMs}`, atMs: state.dueMs }];
  if (state.status !== "Executing" && state.status !== "Stopping") return [];
  const { attempt } = state;
  const start: Want = {
    kind: "start-step",
    id: `start:${step.name}:${attempt}`,
    step: step.name,
    type: step.type,
    attempt,
    operation: stepKind(step.type).operation,
    name: state.name,
    arguments: state.arguments,
    settings: state.settings,
    experiment: execution.experiment,
    message: step.type === "Callback" ? messageOf({ execution, step: step.name, state, status: "Executing" }) : null,
  };
  if (state.status === "Executing") return [start];
  if (step.type !== "Callback") {
    return [start, { kind: "stop-step", id: `stop:${step.name}:${attempt}`, step: step.name, attempt }];
  }
  const queueUrl = state.settings["SqsQueueUrl"];
  const message = messageOf({ execution, step: step.name, state, status: "Stopping" });
  const id = `tell:${step.name}:${attempt}`;
  return [start, { kind: "send-message", id, step: step.name, queueUrl: String(queueUrl ?? ""), message }];
}

/** By which SendPipelineExecutionStepSuccess and -Failure name the step. */
export function callbackToken({
  executionId,
  step,
  attempt,
}: {
  readonly executionId: string;
  readonly step: string;
  readonly attempt: number;
}): string {
  return suffixOf([executionId, step, attempt, "token"]);
}

/** The callback step that waits for an answer with a token. */
export function findStepOfToken(execution: PipelineExecution, token: string): string | undefined {
  return execution.definition.steps.find(({ name, type }) => {
    const state = stateOf(execution, name);
    if (type !== "Callback" || (state.status !== "Executing" && state.status !== "Stopping")) return false;
    return callbackToken({ executionId: execution.id, step: name, attempt: state.attempt }) === token;
  })?.name;
}

function messageOf({
  execution,
  step,
  state,
  status,
}: {
  readonly execution: PipelineExecution;
  readonly step: string;
  readonly state: RunningStep;
  readonly status: CallbackMessage["status"];
}): CallbackMessage {
  return {
    token: callbackToken({ executionId: execution.id, step, attempt: state.attempt }),
    pipelineExecutionArn: execution.arn,
    status,
    arguments: state.arguments,
  };
}
