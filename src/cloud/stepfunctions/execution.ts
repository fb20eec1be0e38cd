import type { Context } from "#cloud/core/service.ts";
import type { Table } from "#cloud/core/table.ts";
import type { Tags } from "#cloud/core/tags.ts";
import type { Execution, MapChild, MapRun } from "./language/run/execution.ts";
import type { HistoryEvent } from "./language/run/history-event.ts";
import { checkType, type Revision } from "./machine.ts";
import { noSuchExecution, noSuchResource } from "./refuse.ts";

/** An execution of a machine: the language's own data, and what the service keeps beside it. */
export type ExecutionRow = {
  readonly arn: string;
  readonly type: "STANDARD" | "EXPRESS";
  readonly run: Execution;
  readonly inputText: string;
  readonly revision: Revision;
  readonly revisedAt: number;
  readonly versionArn: string | undefined;
  readonly aliasArn: string | undefined;
  readonly traceHeader: string | undefined;
  /** The machine's, for the bill. */
  readonly tags: Tags;
  /** Grows with every change: whoever worked on an older one starts over. */
  readonly changes: number;
  /** Wants that have been taken up. */
  readonly asked: readonly string[];
  readonly timer: { readonly eventId: string; readonly at: number } | undefined;
};

export const executions = (context: Context): Table<ExecutionRow> => context.table("executions");

/** Events of all histories by execution and number. */
export const histories = (context: Context): Table<HistoryEvent> => context.table("histories");
export const historyKey = (executionArn: string, id: number): string => `${executionArn}#${id}`;

/** An execution, or a child of a distributed Map, which lives in its parent. */
export type Found = {
  readonly row: ExecutionRow;
  readonly child: MapChild | undefined;
  readonly mapRun: MapRun | undefined;
};

/** Executions of Express machines cannot be described: their ARNs are not valid here. */
export function getExecution(context: Context, arn: string): Found {
  const { parts } = checkType(arn, "execution");
  const row = executions(context).find(arn);
  if (row !== undefined) return { row, child: undefined, mapRun: undefined };
  const [machineName = ""] = parts;
  if (machineName.includes("/")) {
    for (const parent of executions(context).rows()) {
      for (const mapRun of Object.values(parent.run.mapRuns)) {
        const child = Object.hasOwn(mapRun.children, arn) ? mapRun.children[arn] : undefined;
        if (child !== undefined) return { row: parent, child, mapRun };
      }
    }
  }
  throw noSuchExecution(arn);
}

export function getMapRun(context: Context, arn: string): { readonly row: ExecutionRow; readonly mapRun: MapRun } {
  checkType(arn, "mapRun");
  for (const row of executions(context).rows()) {
    const mapRun = Object.hasOwn(row.run.mapRuns, arn) ? row.run.mapRuns[arn] : undefined;
    if (mapRun !== undefined) return { row, mapRun };
  }
  throw noSuchResource(arn);
}

/** An execution with all that hangs on it; what still runs for it elsewhere finds it gone and ends. */
export function forgetExecution(context: Context, row: ExecutionRow): void {
  for (const [log, count] of Object.entries(row.run.eventCounts)) {
    for (let id = 1; id <= count; id++) histories(context).delete(historyKey(log, id));
  }
  if (row.timer !== undefined) context.cancel(row.timer.eventId);
  executions(context).delete(row.arn);
}
