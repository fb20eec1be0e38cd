import type { MapState, ParallelState } from "../definition/machine.ts";
import type { Children, MapPlan, Scope } from "./execution.ts";
import { failByProblem, failState } from "./fail-state.ts";
import { closeLog, failLog, failureDetails, leaveWithResult } from "./finish-state.ts";
import { record } from "./history-event.ts";
import { startIterations } from "./iterations.ts";
import { exceedsTolerance } from "./map-limits.ts";
import { closeMapChild, setMapRun } from "./map-run.ts";
import { type ChildReport, moveTo, type Run } from "./run.ts";
import { type Stay, stateOf } from "./state-data.ts";

/** A branch or iteration has ended: its parent goes on, is done, or fails with it. */
export async function takeReport(run: Run, report: ChildReport): Promise<void> {
  const scope = run.scopes.get(report.child.parent ?? "");
  if (scope === undefined || scope.phase.kind !== "children") return;
  const { visit, children } = scope.phase;
  const state = stateOf(run, scope, visit.state) as ParallelState | MapState; // only these have children
  const left: Children = { ...children, running: children.running.filter((id) => id !== report.child.id) };
  const stay = { run, scope: moveTo({ run, scope, phase: { kind: "children", visit, children: left } }), visit };
  try {
    if (state.Type === "Parallel") await takeBranch({ ...stay, state }, { report, children: left });
    else if (children.plan?.mapRunArn)
      await takeChild({ ...stay, state }, { report, children: left, plan: children.plan });
    else await takeIteration({ ...stay, state }, { report, children: left });
  } catch (problem) {
    await failByProblem({ ...stay, state }, problem);
  }
}

type Taken = { readonly report: ChildReport; readonly children: Children };

async function takeBranch(stay: Stay<ParallelState>, { report, children }: Taken): Promise<void> {
  const { run, scope, visit } = stay;
  if (report.status === "failed") return failState(followed(stay, report.child), report.failure, { byChild: true });
  const results = children.results.with(report.child.index, report.output);
  moveTo({ run, scope, phase: { kind: "children", visit, children: { ...children, results } } });
  if (children.running.length === 0) await leaveWithResult(followed(stay, report.child), results);
}

/** The parent's next event follows the child's last one. */
function followed<Kind extends Stay>(stay: Kind, child: Scope): Kind {
  const current = stay.run.scopes.get(stay.scope.id);
  if (current !== undefined) stay.run.scopes.set(current.id, { ...current, lastEvent: child.lastEvent });
  return stay;
}

async function takeIteration(stay: Stay<MapState>, { report, children }: Taken): Promise<void> {
  const { run, visit } = stay;
  const { child } = report;
  followed(stay, child);
  const details = { name: visit.state, index: child.index };
  if (report.status === "failed") {
    record(run, stay.scope, { type: "MapIterationFailed", mapIterationFailedEventDetails: details });
    return failState(stay, report.failure, { byChild: true });
  }
  record(run, stay.scope, { type: "MapIterationSucceeded", mapIterationSucceededEventDetails: details });
  await startIterations(stay, { ...children, results: children.results.with(child.index, report.output) });
}

/** A child of a distributed Map is an execution of its own; so many of them may fail. */
async function takeChild(
  stay: Stay<MapState>,
  { report, children, plan }: Taken & { readonly plan: MapPlan },
): Promise<void> {
  const { run, scope } = stay;
  const { child } = report;
  const mapRunArn = plan.mapRunArn ?? "";
  const stoppedAt = run.now;
  if (report.status === "succeeded") {
    closeLog({ run, scope: child, output: report.output });
    closeMapChild(run, {
      mapRunArn,
      executionArn: child.log,
      outcome: { status: "SUCCEEDED", output: report.output, stoppedAt },
    });
    return startIterations(stay, children);
  }
  failLog({ run, scope: child, failure: report.failure });
  closeMapChild(run, {
    mapRunArn,
    executionArn: child.log,
    outcome: { status: "FAILED", ...report.failure, stoppedAt },
  });
  const all = [...(run.mapRuns.get(mapRunArn)?.children.values() ?? [])];
  const failed = all.filter(({ outcome }) => outcome.status === "FAILED").length;
  const tolerance = { count: plan.toleratedCount, percentage: plan.toleratedPercentage };
  if (!exceedsTolerance({ failed, total: plan.items.length, tolerance })) return startIterations(stay, children);
  const failure = {
    error: "States.ExceedToleratedFailureThreshold",
    cause: "The specified tolerated failure threshold was exceeded",
  };
  setMapRun(run, mapRunArn, { status: "FAILED", stoppedAt });
  record(run, scope, { type: "MapRunFailed", mapRunFailedEventDetails: failureDetails(failure) });
  await failState(stay, failure);
}
