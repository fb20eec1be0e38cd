import type {
  StartExecutionCommandInput,
  StartExecutionCommandOutput,
  StartSyncExecutionCommandInput,
  StartSyncExecutionCommandOutput,
} from "@aws-sdk/client-sfn";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import { checkDefinition } from "./check-definition.ts";
import { type ExecutionRow, executions } from "./execution.ts";
import { findJson } from "./find-json.ts";
import { answerWant } from "./integration/answer-want.ts";
import type { StateMachine } from "./language/definition/machine.ts";
import type { Json } from "./language/json.ts";
import { type Advanced, advance } from "./language/run/advance.ts";
import type { ExecutionIdentity, Outcome } from "./language/run/execution.ts";
import { startExecution as startRun } from "./language/run/start-execution.ts";
import { type Chosen, chooseRevision } from "./machine.ts";
import { checkName } from "./refuse.ts";
import { keep } from "./tell.ts";

/** The same name with the same input answers again while it runs; otherwise a name is used once. Express machines do not mind. */
export const startExecution: Operation<StartExecutionCommandInput, StartExecutionCommandOutput> = async (
  context,
  input,
) => {
  const begun = begin(context, input);
  const { identity, inputText, chosen } = begun;
  const arn = identity.executionArn;
  const there = executions(context).find(arn);
  if (there !== undefined) return again(there, inputText);
  const { machine, revision, version, alias } = chosen;
  const now = context.now();
  const advanced = await startRun({ ...begun.start, now, rng: context.rng });
  const meanwhile = executions(context).find(arn);
  if (meanwhile !== undefined) return again(meanwhile, inputText);
  if (machine.type === "EXPRESS") chargeRequest(context, chosen);
  const row: ExecutionRow = {
    arn,
    type: machine.type,
    run: advanced.execution,
    inputText,
    revision,
    revisedAt: machine.updatedAt,
    versionArn: version?.arn,
    aliasArn: alias?.arn,
    traceHeader: input.traceHeader,
    tags: machine.tags,
    changes: 0,
    asked: [],
    timer: undefined,
  };
  keep(context, { row, advanced });
  return { executionArn: arn, startDate: new Date(now) };
};

function again(row: ExecutionRow, inputText: string): { readonly executionArn: string; readonly startDate: Date } {
  if (row.run.outcome.status === "RUNNING" && row.inputText === inputText) {
    return { executionArn: row.arn, startDate: new Date(row.run.startedAt) };
  }
  throw new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${row.arn}'`);
}

/**
 * An Express machine, run to its end within the request. The cloud's clock stands still in a request, so the execution's own goes ahead of it
 * by what its Wait states and retries take; tasks are done at the cloud's time.
 */
export const startSyncExecution: Operation<StartSyncExecutionCommandInput, StartSyncExecutionCommandOutput> = async (
  context,
  input,
) => {
  const { identity, inputText, chosen, start } = begin(context, input);
  const { machine, revision } = chosen;
  if (machine.type !== "EXPRESS") {
    throw new AwsError("StateMachineTypeNotSupported", `State Machine Type Not Supported: '${machine.type}'`);
  }
  const now = context.now();
  chargeRequest(context, chosen);
  let advanced: Advanced = await startRun({ ...start, now, rng: context.rng });
  while (advanced.execution.outcome.status === "RUNNING") {
    advanced = await goOn(context, { advanced, roleArn: revision.roleArn });
  }
  const { outcome } = advanced.execution;
  const { stoppedAt } = outcome;
  const included = input.includedData !== "METADATA_ONLY";
  return {
    executionArn: identity.executionArn,
    stateMachineArn: identity.stateMachineArn,
    name: identity.name,
    startDate: new Date(now),
    stopDate: new Date(stoppedAt),
    ...(input.traceHeader === undefined ? {} : { traceHeader: input.traceHeader }),
    ...(included ? { input: inputText } : {}),
    inputDetails: { included },
    ...(outcome.status === "SUCCEEDED"
      ? {
          status: outcome.status,
          ...(included ? { output: JSON.stringify(outcome.output) } : {}),
          outputDetails: { included },
        }
      : failed(outcome)),
    billingDetails: {
      billedMemoryUsedInMB: 64,
      billedDurationInMilliseconds: Math.max(100, 100 * Math.ceil((stoppedAt - now) / 100)),
    },
  };
};

/** Express machines end after five minutes. */
const LONGEST_EXPRESS_SECONDS = 300;

function failed(outcome: Exclude<Outcome, { readonly status: "RUNNING" | "SUCCEEDED" }>): {
  readonly status: "FAILED" | "TIMED_OUT";
  readonly error?: string;
  readonly cause?: string;
} {
  const { error, cause } = outcome;
  return {
    status: outcome.status === "FAILED" ? "FAILED" : "TIMED_OUT",
    ...(error === null ? {} : { error }),
    ...(cause === null ? {} : { cause }),
  };
}

/** Does the first thing that is wanted; when only time is, lets it pass. */
async function goOn(
  context: Context,
  { advanced, roleArn }: { readonly advanced: Advanced; readonly roleArn: string },
): Promise<Advanced> {
  const { execution, wants } = advanced;
  const { rng } = context;
  const want = wants.find(({ kind }) => kind !== "time");
  const { now } = execution;
  if (want !== undefined && want.kind !== "time") {
    const { happening } = await answerWant(context, { want, roleArn, run: execution });
    return advance({ execution, happening, now, rng });
  }
  const time = wants.find(({ kind }) => kind === "time");
  if (time?.kind !== "time") throw new Error(`the execution ${execution.identity.name} runs and wants nothing`);
  return advance({ execution, happening: { kind: "time" }, now: time.at, rng });
}

function begin(
  context: Context,
  input: {
    readonly stateMachineArn?: string | undefined;
    readonly name?: string | undefined;
    readonly input?: string | undefined;
  },
): {
  readonly chosen: Chosen;
  readonly inputText: string;
  readonly identity: ExecutionIdentity;
  readonly start: {
    readonly machine: StateMachine;
    readonly identity: ExecutionIdentity;
    readonly input: Json;
  };
} {
  const chosen = chooseRevision(context, input.stateMachineArn ?? "");
  const { machine, revision } = chosen;
  const inputText = input.input ?? "{}";
  const value = findJson(inputText);
  if (value === undefined) {
    throw new AwsError(
      "InvalidExecutionInput",
      `Invalid State Machine Execution Input: '${inputText.slice(0, 200)}' is not valid JSON`,
    );
  }
  if (input.name !== undefined) checkName(input.name);
  const name = input.name ?? context.ids.uuid();
  const resource =
    machine.type === "EXPRESS"
      ? `express:${machine.name}:${name}:${context.ids.uuid()}`
      : `execution:${machine.name}:${name}`;
  const identity: ExecutionIdentity = {
    executionArn: context.arn(resource),
    name,
    roleArn: revision.roleArn,
    stateMachineArn: machine.arn,
    stateMachineName: machine.name,
  };
  const checked = checkDefinition({ definition: revision.definition, type: machine.type });
  const runs =
    machine.type === "STANDARD"
      ? checked
      : {
          ...checked,
          TimeoutSeconds: Math.min(checked.TimeoutSeconds ?? LONGEST_EXPRESS_SECONDS, LONGEST_EXPRESS_SECONDS),
        };
  return {
    chosen,
    inputText,
    identity,
    start: { machine: runs, identity, input: value },
  };
}

function chargeRequest(context: Context, { machine }: Chosen): void {
  context.bill.add({
    price: "stepfunctions/express-request",
    resource: machine.arn,
    operation: "StartExecution",
    quantity: 1,
    tags: machine.tags,
  });
}
