import type { Context } from "#cloud/core/service.ts";
import { findJson } from "../find-json.ts";
import { fieldOf, type Json } from "../language/json.ts";
import type { Happening, TaskWant } from "../language/run/happening.ts";
import { type Answered, callService } from "./call-service.ts";
import type { FollowedJob } from "./follow-job.ts";
import { calledBy } from "./integrations.ts";
import { findSyncJob } from "./sync-jobs.ts";

type Done = { readonly happening: Happening; readonly job?: FollowedJob };

/** Calls what a Task names. What is not there fails the task with the error of the service, which names it. */
export async function doTask(
  context: Context,
  { want, roleArn }: { readonly want: TaskWant; readonly roleArn: string },
): Promise<Done> {
  const { id, integration, credentials } = want;
  if (credentials !== null) {
    const cause = "Credentials of a task are not part of this simulator: every task runs as the role of its machine";
    return { happening: { kind: "task-failed", id, error: "States.TaskFailed", cause, step: "start" } };
  }
  if (integration.service === "lambda") {
    const parameters = { FunctionName: want.resource, Payload: JSON.stringify(want.arguments) };
    const answered = invoked(await callFunction(context, { parameters, roleArn }));
    return {
      happening: ended(
        id,
        answered.status === "failed" ? answered : { ...answered, output: payloadOf(answered.output) },
      ),
    };
  }
  const isFunction = integration.resourceType === "lambda" && /^invoke(?:\.|$)/.test(integration.action);
  const called = calledBy(integration);
  const job = integration.pattern === "sync" ? findSyncJob(integration) : undefined;
  if (integration.pattern === "sync" && job === undefined) {
    const cause = `The resource ${want.resource} is not part of this simulator`;
    return {
      happening: {
        kind: "task-failed",
        id,
        error: `${called.errorPrefix}.UnknownOperationException`,
        cause,
        step: "submit",
      },
    };
  }
  const answered = isFunction
    ? invoked(await callFunction(context, { parameters: withPayloadText(want.arguments), roleArn }))
    : await callService(context, { called, parameters: want.arguments, roleArn });
  if (integration.pattern === "request-response") return { happening: ended(id, answered) };
  if (answered.status === "failed") {
    return { happening: { kind: "task-failed", id, error: answered.error, cause: answered.cause, step: "submit" } };
  }
  const happening: Happening = { kind: "task-submitted", id, output: answered.output };
  if (job === undefined) return { happening };
  const name = job.nameOf({ parameters: want.arguments, answer: answered.output });
  return { happening, job: { resourceType: integration.resourceType, action: integration.action, name, roleArn } };
}

function ended(id: string, answered: Answered): Happening {
  if (answered.status === "answered") return { kind: "task-succeeded", id, output: answered.output };
  return { kind: "task-failed", id, error: answered.error, cause: answered.cause };
}

const FUNCTION = {
  resourceType: "lambda",
  action: "invoke",
  service: "integration",
  pattern: "request-response",
} as const;

function callFunction(
  context: Context,
  { parameters, roleArn }: { readonly parameters: Json; readonly roleArn: string },
): Promise<Answered> {
  return callService(context, { called: calledBy(FUNCTION), parameters, roleArn });
}

/** The optimized integration hands on any JSON, texts too, as JSON. */
function withPayloadText(parameters: Json): Json {
  const payload = fieldOf(parameters, "Payload");
  if (payload === undefined || typeof parameters !== "object" || parameters === null) return parameters;
  return { ...parameters, Payload: JSON.stringify(payload) };
}

/** A function that threw fails the task by the name of what it threw; otherwise its payload is read as JSON. */
function invoked(answered: Answered): Answered {
  if (answered.status === "failed") return answered;
  const { output } = answered;
  const text = fieldOf(output, "Payload");
  const payload = typeof text === "string" ? findJson(text) : undefined;
  if (fieldOf(output, "FunctionError") !== undefined) {
    const type = fieldOf(payload, "errorType");
    const cause = typeof text === "string" ? text : "";
    return { status: "failed", error: typeof type === "string" ? type : "Lambda.Unknown", cause };
  }
  const { Payload: _text, LogResult: _log, ...rest } = output as { readonly [name: string]: Json }; // Invoke answers with a structure
  return { status: "answered", output: { ...rest, Payload: payload ?? null } };
}

function payloadOf(output: Json): Json {
  return fieldOf(output, "Payload") ?? null;
}
