import { type MapState, processorOf } from "../definition/machine.ts";
import type { Json, JsonObject } from "../json.ts";
import { childFacts } from "./child-facts.ts";
import type { Children, MapPlan } from "./execution.ts";
import { finishMap } from "./finish-map.ts";
import { payloadText, record, wholeText, write } from "./history-event.ts";
import { itemContext, iterationInput } from "./map-items.ts";
import { openMapChild } from "./map-run.ts";
import { moveTo, openScope } from "./run.ts";
import { effectiveInput, type Stay } from "./state-data.ts";

/** Starts as many iterations as may run at once; a Map with nothing left to do is finished. */
export async function startIterations(stay: Stay<MapState>, children: Children): Promise<void> {
  const { run, scope, visit, state } = stay;
  let { plan } = children;
  const running = [...children.running];
  if (plan === null) return;
  const input = effectiveInput(stay);
  while (plan.next < plan.items.length && running.length < plan.maxConcurrency) {
    running.push(await startIteration(stay, { plan, input }));
    plan = { ...plan, next: plan.next + 1 };
    // held at once: should the next iteration fail to start, those before it are known and can be ended
    moveTo({ run, scope, phase: { kind: "children", visit, children: { ...children, running: [...running], plan } } });
  }
  if (running.length > 0) {
    moveTo({ run, scope, phase: { kind: "children", visit, children: { ...children, running, plan } } });
    return;
  }
  await finishMap({ run, scope, visit, state }, { results: children.results, mapRunArn: plan.mapRunArn });
}

async function startIteration(
  stay: Stay<MapState>,
  { plan, input }: { readonly plan: MapPlan; readonly input: Json },
): Promise<string> {
  const { run, scope, visit, state } = stay;
  const index = plan.next;
  const item = itemContext(plan, index);
  const isBatch = state.ItemBatcher !== undefined;
  const given = isBatch ? (plan.items[index] ?? null) : await iterationInput(stay, { input, item });
  payloadText({ value: given, state: visit.state });
  if (plan.mapRunArn !== null) return startChild(stay, { index, given, item, mapRunArn: plan.mapRunArn });
  const lastEvent = record(run, scope, {
    type: "MapIterationStarted",
    mapIterationStartedEventDetails: { name: visit.state, index },
  });
  return openScope(run, {
    ...childFacts({ run, parent: scope.id, index, place: [placeOf(state)], state: visit.state }),
    lastEvent,
    item,
    phase: { kind: "enter", state: processorOf(state).StartAt, input: given },
  }).id;
}

function startChild(
  stay: Stay<MapState>,
  {
    index,
    given,
    item,
    mapRunArn,
  }: { readonly index: number; readonly given: Json; readonly item: JsonObject; readonly mapRunArn: string },
): string {
  const { run, scope, visit, state } = stay;
  const identity = openMapChild(stay, { mapRunArn, index, input: given });
  const lastEvent = write({
    run,
    log: identity.executionArn,
    previousEventId: 0,
    event: {
      type: "ExecutionStarted",
      executionStartedEventDetails: {
        input: JSON.stringify(given),
        inputDetails: wholeText,
        roleArn: identity.roleArn,
      },
    },
  });
  return openScope(run, {
    ...childFacts({ run, parent: scope.id, index, place: [placeOf(state)], state: visit.state }),
    log: identity.executionArn,
    identity,
    executionInput: given,
    startedAt: run.now,
    lastEvent,
    item,
    phase: { kind: "enter", state: processorOf(state).StartAt, input: given },
  }).id;
}

function placeOf(state: MapState): string {
  return state.ItemProcessor === undefined ? "Iterator" : "ItemProcessor";
}
