import type { Context } from "#cloud/core/service.ts";
import { type ExecutionRow, executions, forgetExecution, histories, historyKey } from "./execution.ts";
import { type Advanced, advance } from "./language/run/advance.ts";
import type { Happening, TaskWant } from "./language/run/happening.ts";
import type { LoggedEvent } from "./language/run/history-event.ts";
import { wantsOf } from "./language/run/wants-of.ts";
import { taskTokens } from "./task-token.ts";

/**
 * Tells an execution what happened, and takes up what it wants then. Answers whether it was taken.
 * Advancing takes its time, and another request may tell the same execution something meanwhile: then this one starts over from what that one left.
 */
export async function tell(
  context: Context,
  {
    executionArn,
    happening,
    unless = () => false,
  }: {
    readonly executionArn: string;
    readonly happening: Happening;
    /** Not taken when this holds of the task that it is about. */
    readonly unless?: (task: TaskWant) => boolean;
  },
): Promise<boolean> {
  for (;;) {
    const row = executions(context).find(executionArn);
    if (row === undefined || row.run.outcome.status !== "RUNNING") return false;
    if ("id" in happening) {
      const about = wantsOf(row.run).find((want) => "id" in want && want.id === happening.id);
      if (about?.kind === "task" && unless(about)) return false;
    }
    const { rng } = context;
    const advanced = await advance({ execution: row.run, happening, now: context.now(), rng });
    if (executions(context).find(executionArn)?.changes !== row.changes) continue;
    keep(context, { row, advanced });
    return advanced.taken;
  }
}

/** Keeps what an execution has come to, writes its history and its bill, and plans what it wants. */
export function keep(
  context: Context,
  { row, advanced }: { readonly row: ExecutionRow; readonly advanced: Advanced },
): void {
  const { execution: run, events, wants } = advanced;
  for (const { executionArn, event } of events) {
    histories(context).put(historyKey(executionArn, event.id), event);
  }
  charge(context, { row, events });
  const asked: string[] = [];
  for (const want of wants) {
    if (want.kind === "time") continue;
    asked.push(want.id);
    if (row.asked.includes(want.id)) continue;
    if (want.kind === "task" && want.integration.service === "activity") {
      taskTokens(context).put(want.token, { executionArn: row.arn, taskId: want.id, activityArn: want.resource });
      continue;
    }
    if (want.kind === "task" && want.integration.pattern === "wait-for-task-token") {
      taskTokens(context).put(want.token, { executionArn: row.arn, taskId: want.id, activityArn: undefined });
    }
    context.at(context.now(), { event: "want", data: { executionArn: row.arn, id: want.id } });
  }
  const at = wants.find((want) => want.kind === "time")?.at;
  const kept = { ...row, run, asked, changes: row.changes + 1, timer: timerFor(context, { row, at }) };
  if (row.type === "EXPRESS" && run.outcome.status !== "RUNNING") forgetExecution(context, kept);
  else executions(context).put(row.arn, kept);
}

function timerFor(
  context: Context,
  { row, at }: { readonly row: ExecutionRow; readonly at: number | undefined },
): ExecutionRow["timer"] {
  const { timer } = row;
  if (timer !== undefined && timer.at === at && at > context.now()) return timer;
  if (timer !== undefined) context.cancel(timer.eventId);
  if (at === undefined) return undefined;
  return { at, eventId: context.at(at, { event: "time", data: { executionArn: row.arn } }) };
}

/** A Standard machine pays for every state that is entered and for every retry; an Express one when it is started. */
function charge(
  context: Context,
  { row, events }: { readonly row: ExecutionRow; readonly events: readonly LoggedEvent[] },
): void {
  if (row.type === "EXPRESS") return;
  const quantity = events.filter((logged) => isTransition(context, logged)).length;
  if (quantity === 0) return;
  context.bill.add({
    price: "stepfunctions/transition",
    resource: row.run.identity.stateMachineArn,
    operation: "StateTransition",
    quantity,
    tags: row.tags,
  });
}

function isTransition(context: Context, { executionArn, event }: LoggedEvent): boolean {
  if (event.type?.endsWith("StateEntered") === true) return true;
  if (!/^(?:Task|LambdaFunction|Activity)Scheduled$/.test(event.type ?? "")) return false;
  const before = histories(context).find(historyKey(executionArn, event.previousEventId));
  return before?.type?.endsWith("StateEntered") === false;
}
