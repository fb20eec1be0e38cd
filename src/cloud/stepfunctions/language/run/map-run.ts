import type { MapState } from "../definition/machine.ts";
import type { Json } from "../json.ts";
import type { ExecutionIdentity, MapRun, Outcome } from "./execution.ts";
import { record } from "./history-event.ts";
import type { Tolerance } from "./map-limits.ts";
import type { Run } from "./run.ts";
import type { Stay } from "./state-data.ts";

/** Opens the run of a distributed Map, under which its children are executions of their own. */
export function openMapRun(
  { run, scope, visit, state }: Stay<MapState>,
  { maxConcurrency, tolerance }: { readonly maxConcurrency: number; readonly tolerance: Tolerance },
): string {
  const label = state.Label ?? `${visit.state.replaceAll(/[^A-Za-z0-9_-]/g, "").slice(0, 30)}${run.chance.ids.hex(8)}`;
  const mapRunArn = `${arnStem(scope.identity)}:mapRun:${scope.identity.stateMachineName}/${label}:${run.chance.ids.uuid()}`;
  run.mapRuns.set(mapRunArn, {
    facts: {
      mapRunArn,
      label,
      status: "RUNNING",
      startedAt: run.now,
      stoppedAt: null,
      maxConcurrency,
      toleratedFailureCount: tolerance.count ?? 0,
      toleratedFailurePercentage: tolerance.percentage ?? 0,
      total: 0,
    },
    children: new Map(),
  });
  record(run, scope, { type: "MapRunStarted", mapRunStartedEventDetails: { mapRunArn } });
  return mapRunArn;
}

export function setMapRun(run: Run, mapRunArn: string, change: Partial<Omit<MapRun, "children">>): void {
  const known = run.mapRuns.get(mapRunArn);
  if (known !== undefined) known.facts = { ...known.facts, ...change };
}

/** Who a child is: an execution of the machine `name/label`. */
export function openMapChild(
  { run, scope }: Stay<MapState>,
  { mapRunArn, index, input }: { readonly mapRunArn: string; readonly index: number; readonly input: Json },
): ExecutionIdentity {
  const label = run.mapRuns.get(mapRunArn)?.facts.label ?? "";
  const { identity } = scope;
  const name = run.chance.ids.uuid();
  const stateMachineName = `${identity.stateMachineName}/${label}`;
  const executionArn = `${arnStem(identity)}:execution:${stateMachineName}:${name}`;
  run.mapRuns.get(mapRunArn)?.children.set(executionArn, {
    executionArn,
    name,
    index,
    input,
    startedAt: run.now,
    outcome: { status: "RUNNING" },
  });
  return {
    executionArn,
    name,
    roleArn: identity.roleArn,
    stateMachineName,
    stateMachineArn: `${arnStem(identity)}:stateMachine:${stateMachineName}`,
  };
}

export function closeMapChild(
  run: Run,
  {
    mapRunArn,
    executionArn,
    outcome,
  }: { readonly mapRunArn: string; readonly executionArn: string; readonly outcome: Outcome },
): void {
  const children = run.mapRuns.get(mapRunArn)?.children;
  const child = children?.get(executionArn);
  if (child !== undefined) children?.set(executionArn, { ...child, outcome });
}

function arnStem({ executionArn }: ExecutionIdentity): string {
  return executionArn.split(":").slice(0, 5).join(":");
}
