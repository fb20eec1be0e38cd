import type { Scope } from "./execution.ts";
import { record, write } from "./history-event.ts";
import { setMapRun } from "./map-run.ts";
import type { Run } from "./run.ts";

/** Ends all branches and iterations that still run below a scope, and tells of each. */
export function abortChildren(run: Run, scope: Scope): void {
  const { phase } = scope;
  if (phase.kind !== "children") return;
  for (const id of phase.children.running) {
    const child = run.scopes.get(id);
    if (child !== undefined) abortChild({ run, parent: scope, child, isMap: phase.children.kind === "map" });
  }
}

function abortChild({
  run,
  parent,
  child,
  isMap,
}: {
  readonly run: Run;
  readonly parent: Scope;
  readonly child: Scope;
  readonly isMap: boolean;
}): void {
  abortScope(run, child);
  const last = run.scopes.get(child.id)?.lastEvent ?? child.lastEvent;
  run.scopes.delete(child.id);
  if (child.log !== parent.log) {
    abortChildExecution({ run, child, previousEventId: last });
    return;
  }
  if (!isMap || parent.phase.kind !== "children") return;
  write({
    run,
    log: parent.log,
    previousEventId: last,
    event: {
      type: "MapIterationAborted",
      mapIterationAbortedEventDetails: { name: parent.phase.visit.state, index: child.index },
    },
  });
}

/** Tells of what is cut short inside a scope, innermost first. */
export function abortScope(run: Run, scope: Scope): void {
  abortChildren(run, scope);
  const { phase } = scope;
  switch (phase.kind) {
    case "task":
      record(run, scope, { type: "TaskStateAborted" });
      break;
    case "wait":
      record(run, scope, { type: "WaitStateAborted" });
      break;
    case "children":
      abortMapRun(run, scope, phase.children.plan?.mapRunArn ?? null);
      record(run, scope, { type: phase.children.kind === "map" ? "MapStateAborted" : "ParallelStateAborted" });
      break;
    case "read-items":
      abortMapRun(run, scope, phase.plan.mapRunArn);
      record(run, scope, { type: "MapStateAborted" });
      break;
    case "write-results":
      abortMapRun(run, scope, phase.mapRunArn);
      record(run, scope, { type: "MapStateAborted" });
      break;
    default:
  }
}

function abortMapRun(run: Run, scope: Scope, mapRunArn: string | null): void {
  if (mapRunArn === null) return;
  setMapRun(run, mapRunArn, { status: "ABORTED", stoppedAt: run.now });
  record(run, scope, { type: "MapRunAborted" });
}

function abortChildExecution({
  run,
  child,
  previousEventId,
}: {
  readonly run: Run;
  readonly child: Scope;
  readonly previousEventId: number;
}): void {
  write({
    run,
    log: child.log,
    previousEventId,
    closing: true,
    event: { type: "ExecutionAborted", executionAbortedEventDetails: {} },
  });
  for (const { children } of run.mapRuns.values()) {
    const known = children.get(child.log);
    if (known === undefined) continue;
    children.set(child.log, { ...known, outcome: { status: "ABORTED", error: null, cause: null, stoppedAt: run.now } });
  }
}
