import type { TaskState } from "../../definition/machine.ts";
import { fieldOf, type Json } from "../../json.ts";
import type { OpenTask } from "../execution.ts";
import { payloadText, record, wholeText } from "../history-event.ts";
import { integrationOf } from "../integration-of.ts";
import { fieldFailure, numberField } from "../number-field.ts";
import { moveTo, nextTaskId } from "../run.ts";
import { effectiveInput, filledArguments, isQuery, type Stay } from "../state-data.ts";

/** Asks the world for work, and waits for its answer. */
export async function runTask(plain: Stay<TaskState>): Promise<void> {
  const { run, scope, visit, state } = plain;
  const token = run.chance.ids.hex(64);
  const waits = integrationOf(state.Resource).pattern === "wait-for-task-token";
  const stay: Stay<TaskState> = waits ? { ...plain, extra: { Task: { Token: token } } } : plain;
  const input = effectiveInput(stay);
  const filled = await filledArguments(stay, {
    input,
    template: isQuery(stay) ? state.Arguments : state.Parameters,
    location: isQuery(stay) ? "Arguments" : "Parameters",
  });
  const limits = await limitsOf(stay, input);
  const credentials = await filledArguments(stay, {
    input,
    template: state.Credentials ?? null,
    location: "Credentials",
  });
  const task: OpenTask = {
    id: nextTaskId(run),
    token,
    resource: state.Resource,
    arguments: filled,
    credentials,
    timeoutSeconds: limits.timeout,
    heartbeatSeconds: limits.heartbeat,
    timeoutAt: null,
    heartbeatAt: null,
    started: false,
    submitted: false,
  };
  recordScheduled(stay, task);
  if (integrationOf(state.Resource).service === "activity") {
    moveTo({ run, scope, phase: { kind: "task", visit, task } });
    return;
  }
  recordStarted(stay, task);
  moveTo({ run, scope, phase: { kind: "task", visit, task: startedTask(task, run.now) } });
}

/** Its times count from its start; an activity starts when a worker takes it. */
export function startedTask(task: OpenTask, now: number): OpenTask {
  const { timeoutSeconds, heartbeatSeconds } = task;
  return {
    ...task,
    started: true,
    timeoutAt: timeoutSeconds === null ? null : now + 1000 * timeoutSeconds,
    heartbeatAt: heartbeatSeconds === null ? null : now + 1000 * heartbeatSeconds,
  };
}

async function limitsOf(
  stay: Stay<TaskState>,
  input: Json,
): Promise<{ readonly timeout: number | null; readonly heartbeat: number | null }> {
  const { state } = stay;
  const timeout = await positive(stay, {
    field: "TimeoutSeconds",
    value: state.TimeoutSeconds,
    path: state.TimeoutSecondsPath,
    input,
  });
  const heartbeat = await positive(stay, {
    field: "HeartbeatSeconds",
    value: state.HeartbeatSeconds,
    path: state.HeartbeatSecondsPath,
    input,
  });
  if (timeout !== null && heartbeat !== null && heartbeat >= timeout) {
    throw fieldFailure(stay, {
      field: "HeartbeatSeconds",
      cause: "HeartbeatSeconds must be smaller than TimeoutSeconds.",
    });
  }
  return { timeout, heartbeat };
}

async function positive(
  stay: Stay<TaskState>,
  field: {
    readonly field: string;
    readonly value: number | string | undefined;
    readonly path: string | undefined;
    readonly input: Json;
  },
): Promise<number | null> {
  const number = await numberField(stay, { ...field, kind: "integer" });
  if (number === null || (number > 0 && number <= 99_999_999)) return number;
  throw fieldFailure(stay, {
    field: field.field,
    cause: `${field.field} must be between 1 and 99999999 but was: ${number}`,
  });
}

function recordScheduled({ run, scope, visit, state }: Stay<TaskState>, task: OpenTask): void {
  const { service, resourceType, action } = integrationOf(state.Resource);
  const input = payloadText({ value: task.arguments, state: visit.state });
  const timeout = task.timeoutSeconds === null ? {} : { timeoutInSeconds: task.timeoutSeconds };
  const heartbeat = task.heartbeatSeconds === null ? {} : { heartbeatInSeconds: task.heartbeatSeconds };
  const role = fieldOf(task.credentials, "RoleArn");
  const credentials = typeof role === "string" ? { taskCredentials: { roleArn: role } } : {};
  const calls = { resource: state.Resource, input, inputDetails: wholeText, ...timeout };
  if (service === "lambda") {
    record(run, scope, {
      type: "LambdaFunctionScheduled",
      lambdaFunctionScheduledEventDetails: { ...calls, ...credentials },
    });
  } else if (service === "activity") {
    record(run, scope, { type: "ActivityScheduled", activityScheduledEventDetails: { ...calls, ...heartbeat } });
  } else {
    record(run, scope, {
      type: "TaskScheduled",
      taskScheduledEventDetails: {
        resourceType,
        resource: action,
        region: scope.identity.executionArn.split(":")[3] ?? "",
        parameters: input,
        ...timeout,
        ...heartbeat,
        ...credentials,
      },
    });
  }
}

export function recordStarted({ run, scope }: Stay<TaskState>, task: OpenTask, workerName?: string): void {
  const { service, resourceType, action } = integrationOf(task.resource);
  if (service === "lambda") {
    record(run, scope, { type: "LambdaFunctionStarted" });
  } else if (service === "activity") {
    record(run, scope, {
      type: "ActivityStarted",
      activityStartedEventDetails: workerName === undefined ? {} : { workerName },
    });
  } else {
    record(run, scope, { type: "TaskStarted", taskStartedEventDetails: { resourceType, resource: action } });
  }
}
