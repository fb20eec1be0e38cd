import type {
  DescribeExecutionCommandInput,
  DescribeExecutionCommandOutput,
  DescribeStateMachineForExecutionCommandInput,
  DescribeStateMachineForExecutionCommandOutput,
  ExecutionListItem,
  GetExecutionHistoryCommandInput,
  GetExecutionHistoryCommandOutput,
  ListExecutionsCommandInput,
  ListExecutionsCommandOutput,
  StopExecutionCommandInput,
  StopExecutionCommandOutput,
} from "@aws-sdk/client-sfn";
import { AwsError } from "#cloud/core/aws-error.ts";
import type { Context, Operation } from "#cloud/core/service.ts";
import {
  type ExecutionRow,
  executions,
  type Found,
  getExecution,
  getMapRun,
  histories,
  historyKey,
} from "./execution.ts";
import type { MapRun, Outcome } from "./language/run/execution.ts";
import type { HistoryEvent } from "./language/run/history-event.ts";
import { chooseRevision } from "./machine.ts";
import { revisionAnswer } from "./machine-operations.ts";
import { statesPage } from "./page.ts";
import { unfit } from "./refuse.ts";
import { tell } from "./tell.ts";

export const describeExecution: Operation<DescribeExecutionCommandInput, DescribeExecutionCommandOutput> = (
  context,
  input,
) => {
  const found = getExecution(context, input.executionArn ?? "");
  const included = input.includedData !== "METADATA_ONLY";
  const { row, child } = found;
  const outcome = child?.outcome ?? row.run.outcome;
  const text = child === undefined ? row.inputText : JSON.stringify(child.input);
  return {
    ...listed(found),
    ...(included ? { input: text } : {}),
    inputDetails: { included },
    ...(outcome.status === "SUCCEEDED"
      ? { ...(included ? { output: JSON.stringify(outcome.output) } : {}), outputDetails: { included } }
      : failureOf(outcome)),
    ...(row.traceHeader === undefined ? {} : { traceHeader: row.traceHeader }),
    redriveCount: 0,
    redriveStatus: "NOT_REDRIVABLE",
    redriveStatusReason: "RedriveExecution is not part of this simulator",
  };
};

function failureOf(outcome: Outcome): { readonly error?: string; readonly cause?: string } {
  if (!("error" in outcome)) return {};
  const { error, cause } = outcome;
  return { ...(error === null ? {} : { error }), ...(cause === null ? {} : { cause }) };
}

/** What a list and a description tell alike. */
function listed({ row, child, mapRun }: Found): ExecutionListItem & {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: Outcome["status"];
  readonly startDate: Date;
} {
  const { identity } = row.run;
  const outcome = child?.outcome ?? row.run.outcome;
  return {
    executionArn: child?.executionArn ?? row.arn,
    stateMachineArn: mapRun === undefined ? identity.stateMachineArn : `${identity.stateMachineArn}/${mapRun.label}`,
    name: child?.name ?? identity.name,
    status: outcome.status,
    startDate: new Date(child?.startedAt ?? row.run.startedAt),
    ...("stoppedAt" in outcome ? { stopDate: new Date(outcome.stoppedAt) } : {}),
    ...(mapRun === undefined ? {} : { mapRunArn: mapRun.mapRunArn }),
    ...(row.versionArn === undefined ? {} : { stateMachineVersionArn: row.versionArn }),
    ...(row.aliasArn === undefined ? {} : { stateMachineAliasArn: row.aliasArn }),
  };
}

export const listExecutions: Operation<ListExecutionsCommandInput, ListExecutionsCommandOutput> = (context, input) => {
  const items = executionsFor(context, input)
    .map(listed)
    .filter(({ status }) => input.statusFilter === undefined || status === input.statusFilter)
    .filter(() => input.redriveFilter !== "REDRIVEN")
    .toSorted((left, right) => Number(right.startDate) - Number(left.startDate));
  const { items: page, rest } = statesPage({ items, keyOf: ({ executionArn }) => executionArn, input });
  return { executions: [...page], ...rest };
};

/** Of a map run, of a machine, or of those that went through a version or an alias. */
function executionsFor(context: Context, { stateMachineArn, mapRunArn }: ListExecutionsCommandInput): readonly Found[] {
  if ((stateMachineArn === undefined) === (mapRunArn === undefined)) {
    throw unfit(
      "Either stateMachineArn or mapRunArn must be specified, and not both",
      "API_DOES_NOT_SUPPORT_LABELED_ARNS",
    );
  }
  if (mapRunArn !== undefined) {
    const { row, mapRun } = getMapRun(context, mapRunArn);
    return Object.values(mapRun.children).map((child) => ({ row, child, mapRun }));
  }
  const arn = stateMachineArn ?? "";
  const { machine } = chooseRevision(context, arn);
  if (machine.type === "EXPRESS") {
    throw new AwsError("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
  }
  const isOf = ({ run, versionArn, aliasArn }: ExecutionRow): boolean =>
    [run.identity.stateMachineArn, versionArn, aliasArn].includes(arn);
  return executions(context)
    .rows()
    .filter(isOf)
    .toReversed()
    .map((row) => ({ row, child: undefined, mapRun: undefined }));
}

/** Stopping what has ended already answers when it ended. */
export const stopExecution: Operation<StopExecutionCommandInput, StopExecutionCommandOutput> = async (
  context,
  input,
) => {
  const arn = input.executionArn ?? "";
  const { row, child } = getExecution(context, arn);
  if (child !== undefined) {
    throw unfit(
      "A child execution of a Map Run ends with its Map Run in this simulator",
      "API_DOES_NOT_SUPPORT_LABELED_ARNS",
    );
  }
  const { error, cause } = input;
  await tell(context, {
    executionArn: row.arn,
    happening: { kind: "stop", ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) },
  });
  const { outcome } = getExecution(context, arn).row.run;
  return { stopDate: new Date("stoppedAt" in outcome ? outcome.stoppedAt : context.now()) };
};

export const getExecutionHistory: Operation<GetExecutionHistoryCommandInput, GetExecutionHistoryCommandOutput> = (
  context,
  input,
) => {
  const arn = input.executionArn ?? "";
  const { row } = getExecution(context, arn);
  const count = row.run.eventCounts[arn] ?? 0;
  const numbers = Array.from({ length: count }, (_, at) => (input.reverseOrder === true ? count - at : at + 1));
  const { items, rest } = statesPage({ items: numbers, keyOf: String, input });
  const events = items.flatMap((id) => histories(context).find(historyKey(arn, id)) ?? []);
  return { events: events.map((event) => told(event, input.includeExecutionData !== false)), ...rest };
};

/** Without data, events keep their names, resources and times. */
function told(event: HistoryEvent, withData: boolean): Omit<HistoryEvent, "timestamp"> & { readonly timestamp: Date } {
  const timestamp = new Date(event.timestamp);
  if (withData) return { ...event, timestamp };
  const bare = Object.entries(event).map(([name, value]): [string, unknown] => {
    if (typeof value !== "object" || value === null) return [name, value];
    return [name, Object.fromEntries(Object.entries(value).filter(([field]) => !DATA_FIELDS.has(field)))];
  });
  // the same event with fewer of its optional details
  return { ...(Object.fromEntries(bare) as unknown as HistoryEvent), timestamp };
}

const DATA_FIELDS = new Set([
  "input",
  "inputDetails",
  "output",
  "outputDetails",
  "error",
  "cause",
  "assignedVariables",
  "assignedVariablesDetails",
]);

export const describeStateMachineForExecution: Operation<
  DescribeStateMachineForExecutionCommandInput,
  DescribeStateMachineForExecutionCommandOutput
> = (context, input) => {
  const { row, mapRun } = getExecution(context, input.executionArn ?? "");
  const { stateMachineArn, stateMachineName } = row.run.identity;
  return {
    stateMachineArn: mapRun === undefined ? stateMachineArn : `${stateMachineArn}/${mapRun.label}`,
    name: mapRun === undefined ? stateMachineName : `${stateMachineName}/${mapRun.label}`,
    updateDate: new Date(row.revisedAt),
    ...revisionAnswer(row.revision),
    ...labelOf(mapRun),
  };
};

function labelOf(mapRun: MapRun | undefined): { readonly mapRunArn?: string; readonly label?: string } {
  return mapRun === undefined ? {} : { mapRunArn: mapRun.mapRunArn, label: mapRun.label };
}
