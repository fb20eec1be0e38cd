import type { TaskState } from "../../definition/machine.ts";
import type { Json } from "../../json.ts";
import type { OpenTask, Scope } from "../execution.ts";
import { failByProblem, failState } from "../fail-state.ts";
import { leaveWithResult } from "../finish-state.ts";
import type { Happening } from "../happening.ts";
import { payloadText, record, wholeText } from "../history-event.ts";
import { integrationOf } from "../integration-of.ts";
import { moveTo } from "../run.ts";
import type { Stay } from "../state-data.ts";
import { recordStarted, startedTask } from "./run-task.ts";

type TaskStay = Stay<TaskState> & {
  readonly scope: Scope & { readonly phase: { readonly kind: "task"; readonly task: OpenTask } };
};

/** Takes up what the world says of a task. */
export async function answerTask(stay: TaskStay, happening: Happening): Promise<void> {
  const { task } = stay.scope.phase;
  switch (happening.kind) {
    case "task-started":
      if (task.started) return hold(stay, task);
      recordStarted(stay, task, happening.workerName);
      return hold(stay, startedTask(task, stay.run.now));
    case "task-heartbeat":
      return hold(stay, { ...task, heartbeatAt: beatFrom(stay, task) });
    case "task-submitted":
      recordSubmitted(stay, happening.output);
      return hold(stay, { ...task, submitted: true });
    case "task-succeeded":
      return succeed(stay, happening.output);
    case "task-failed":
      recordFailed(stay, happening);
      return failState(stay, { error: happening.error, cause: happening.cause });
    default:
  }
}

/** The task's time, or the time between two signs of life, has run out. */
export async function timeOutTask(stay: TaskStay): Promise<void> {
  const { run, scope } = stay;
  const { task } = scope.phase;
  const error = task.timeoutAt !== null && task.timeoutAt <= run.now ? "States.Timeout" : "States.HeartbeatTimeout";
  const { service, resourceType, action } = integrationOf(task.resource);
  if (service === "lambda")
    record(run, scope, { type: "LambdaFunctionTimedOut", lambdaFunctionTimedOutEventDetails: { error } });
  else if (service === "activity")
    record(run, scope, { type: "ActivityTimedOut", activityTimedOutEventDetails: { error } });
  else
    record(run, scope, { type: "TaskTimedOut", taskTimedOutEventDetails: { resourceType, resource: action, error } });
  await failState(stay, { error, cause: null });
}

function hold({ run, scope, visit }: TaskStay, task: OpenTask): void {
  moveTo({ run, scope, phase: { kind: "task", visit, task } });
}

function beatFrom({ run }: TaskStay, { heartbeatSeconds }: OpenTask): number | null {
  return heartbeatSeconds === null ? null : run.now + 1000 * heartbeatSeconds;
}

async function succeed(stay: TaskStay, output: Json): Promise<void> {
  const { run, scope, visit } = stay;
  const { service, resourceType, action } = integrationOf(scope.phase.task.resource);
  try {
    const details = { output: payloadText({ value: output, state: visit.state }), outputDetails: wholeText };
    if (service === "lambda")
      record(run, scope, { type: "LambdaFunctionSucceeded", lambdaFunctionSucceededEventDetails: details });
    else if (service === "activity")
      record(run, scope, { type: "ActivitySucceeded", activitySucceededEventDetails: details });
    else
      record(run, scope, {
        type: "TaskSucceeded",
        taskSucceededEventDetails: { resourceType, resource: action, ...details },
      });
    await leaveWithResult(stay, output);
  } catch (problem) {
    await failByProblem(stay, problem);
  }
}

function recordSubmitted({ run, scope }: TaskStay, output: Json): void {
  const { resourceType, action } = integrationOf(scope.phase.task.resource);
  record(run, scope, {
    type: "TaskSubmitted",
    taskSubmittedEventDetails: {
      resourceType,
      resource: action,
      output: JSON.stringify(output),
      outputDetails: wholeText,
    },
  });
}

function recordFailed(
  { run, scope }: TaskStay,
  { error, cause, step }: Happening & { readonly kind: "task-failed" },
): void {
  const { service, resourceType, action } = integrationOf(scope.phase.task.resource);
  const details = { error, cause };
  if (service === "activity") {
    if (step === "schedule")
      record(run, scope, { type: "ActivityScheduleFailed", activityScheduleFailedEventDetails: details });
    else record(run, scope, { type: "ActivityFailed", activityFailedEventDetails: details });
    return;
  }
  if (service === "lambda") {
    if (step === "schedule")
      record(run, scope, { type: "LambdaFunctionScheduleFailed", lambdaFunctionScheduleFailedEventDetails: details });
    else if (step === "start")
      record(run, scope, { type: "LambdaFunctionStartFailed", lambdaFunctionStartFailedEventDetails: details });
    else record(run, scope, { type: "LambdaFunctionFailed", lambdaFunctionFailedEventDetails: details });
    return;
  }
  const named = { resourceType, resource: action, ...details };
  if (step === "submit") record(run, scope, { type: "TaskSubmitFailed", taskSubmitFailedEventDetails: named });
  else if (step === "start") record(run, scope, { type: "TaskStartFailed", taskStartFailedEventDetails: named });
  else record(run, scope, { type: "TaskFailed", taskFailedEventDetails: named });
}
