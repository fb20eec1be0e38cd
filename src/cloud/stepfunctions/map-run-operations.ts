import type {
  DescribeMapRunCommandInput,
  DescribeMapRunCommandOutput,
  ListMapRunsCommandInput,
  ListMapRunsCommandOutput,
} from "@aws-sdk/client-sfn";
import type { Operation } from "#cloud/core/service.ts";
import { getExecution, getMapRun } from "./execution.ts";
import { fieldOf, isList, type Json } from "./language/json.ts";
import type { MapChild, MapRun } from "./language/run/execution.ts";
import { statesPage } from "./page.ts";

export const describeMapRun: Operation<DescribeMapRunCommandInput, DescribeMapRunCommandOutput> = (context, input) => {
  const { row, mapRun } = getMapRun(context, input.mapRunArn ?? "");
  return {
    mapRunArn: mapRun.mapRunArn,
    executionArn: row.arn,
    status: mapRun.status,
    startDate: new Date(mapRun.startedAt),
    ...(mapRun.stoppedAt === null ? {} : { stopDate: new Date(mapRun.stoppedAt) }),
    maxConcurrency: mapRun.maxConcurrency,
    toleratedFailurePercentage: mapRun.toleratedFailurePercentage,
    toleratedFailureCount: mapRun.toleratedFailureCount,
    executionCounts: countsOf(mapRun, () => 1),
    itemCounts: countsOf(mapRun, itemsOf),
    redriveCount: 0,
  };
};

/** A child of a batching Map works on several items. */
function itemsOf({ input }: MapChild): number {
  const items: Json | undefined = fieldOf(input, "Items");
  return isList(items) ? items.length : 1;
}

type Counts = NonNullable<DescribeMapRunCommandOutput["itemCounts"]>;

function countsOf(
  mapRun: MapRun,
  sizeOf: (child: MapChild) => number,
): Required<Omit<Counts, "failuresNotRedrivable" | "pendingRedrive">> {
  const children = Object.values(mapRun.children);
  const count = (status: MapChild["outcome"]["status"]): number =>
    children.filter(({ outcome }) => outcome.status === status).reduce((sum, child) => sum + sizeOf(child), 0);
  const seen = children.reduce((sum, child) => sum + sizeOf(child), 0);
  const total = Math.max(mapRun.total, seen);
  const isOver = mapRun.status !== "RUNNING";
  return {
    pending: isOver ? 0 : total - seen,
    running: count("RUNNING"),
    succeeded: count("SUCCEEDED"),
    failed: count("FAILED"),
    timedOut: count("TIMED_OUT"),
    aborted: count("ABORTED") + (isOver ? total - seen : 0),
    total,
    resultsWritten: 0,
  };
}

export const listMapRuns: Operation<ListMapRunsCommandInput, ListMapRunsCommandOutput> = (context, input) => {
  const { row } = getExecution(context, input.executionArn ?? "");
  const { items, rest } = statesPage({
    items: Object.values(row.run.mapRuns),
    keyOf: ({ mapRunArn }) => mapRunArn,
    input,
  });
  return {
    mapRuns: items.map((mapRun) => ({
      executionArn: row.arn,
      mapRunArn: mapRun.mapRunArn,
      stateMachineArn: `${row.run.identity.stateMachineArn}/${mapRun.label}`,
      startDate: new Date(mapRun.startedAt),
      ...(mapRun.stoppedAt === null ? {} : { stopDate: new Date(mapRun.stoppedAt) }),
    })),
    ...rest,
  };
};
