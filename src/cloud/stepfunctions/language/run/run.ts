import { createIds } from "#cloud/core/ids.ts";
import type { Rng } from "#engine/core/random.ts";
import type { Chance } from "../chance.ts";
import type { Json } from "../json.ts";
import type { Execution, MapChild, MapRun, Outcome, Phase, Scope } from "./execution.ts";
import type { LoggedEvent } from "./history-event.ts";

/**
 * An execution while it moves: what changes is held here and becomes plain data again when nothing is left to do.
 * Scopes themselves are never changed in place, only replaced.
 */
export type Run = {
  readonly before: Execution;
  readonly chance: Chance;
  readonly scopes: Map<string, Scope>;
  readonly eventCounts: Map<string, number>;
  readonly mapRuns: Map<string, { facts: Omit<MapRun, "children">; readonly children: Map<string, MapChild> }>;
  readonly events: LoggedEvent[];
  /** What branches and iterations came to, for their parents to take up next. */
  readonly reports: ChildReport[];
  ready: string[];
  now: number;
  outcome: Outcome;
  nextScope: number;
  nextTask: number;
};

export type ChildReport = { readonly child: Scope } & (
  | { readonly status: "succeeded"; readonly output: Json }
  | { readonly status: "failed"; readonly failure: Failure }
);

/** An error on its way outwards until a Retry or Catch takes it. */
export type Failure = { readonly error: string | null; readonly cause: string | null };

export function openRun({ execution, rng }: { readonly execution: Execution; readonly rng: Rng }): Run {
  return {
    before: execution,
    chance: { rng, ids: createIds(rng) },
    scopes: new Map(Object.entries(execution.scopes)),
    eventCounts: new Map(Object.entries(execution.eventCounts)),
    mapRuns: new Map(
      Object.entries(execution.mapRuns).map(([arn, { children, ...facts }]) => [
        arn,
        { facts, children: new Map(Object.entries(children)) },
      ]),
    ),
    events: [],
    reports: [],
    ready: [...execution.ready],
    now: execution.now,
    outcome: execution.outcome,
    nextScope: execution.nextScope,
    nextTask: execution.nextTask,
  };
}

export function closeRun(run: Run): Execution {
  return {
    ...run.before,
    now: run.now,
    outcome: run.outcome,
    scopes: Object.fromEntries(run.scopes),
    ready: run.ready,
    nextScope: run.nextScope,
    nextTask: run.nextTask,
    eventCounts: Object.fromEntries(run.eventCounts),
    mapRuns: Object.fromEntries(
      [...run.mapRuns].map(([arn, { facts, children }]) => [arn, { ...facts, children: Object.fromEntries(children) }]),
    ),
  };
}

/** Puts a scope where it now stands; one with something to do takes its turn behind the others. */
export function moveTo({
  run,
  scope,
  phase,
}: {
  readonly run: Run;
  readonly scope: Scope;
  readonly phase: Phase;
}): Scope {
  const moved = { ...getScope(run, scope.id), phase };
  run.scopes.set(scope.id, moved);
  if (phase.kind === "enter" || phase.kind === "run") run.ready.push(scope.id);
  return moved;
}

export function getScope(run: Run, id: string): Scope {
  const scope = run.scopes.get(id);
  if (scope === undefined) throw new TypeError(`scope ${id} is gone`);
  return scope;
}

export function openScope(run: Run, { phase, ...facts }: Omit<Scope, "id">): Scope {
  const id = `s${run.nextScope++}`;
  const scope: Scope = { ...facts, id, phase };
  run.scopes.set(id, scope);
  return moveTo({ run, scope, phase });
}

export function nextTaskId(run: Run): string {
  return `t${run.nextTask++}`;
}
