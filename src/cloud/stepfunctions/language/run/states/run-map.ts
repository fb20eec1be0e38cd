import { type MapState, processorOf } from "../../definition/machine.ts";
import { batchItems } from "../../items/batch-items.ts";
import type { Json } from "../../json.ts";
import type { MapPlan } from "../execution.ts";
import { record } from "../history-event.ts";
import { startIterations } from "../iterations.ts";
import { itemContext, itemsOf, iterationInput, type MapItems } from "../map-items.ts";
import { concurrencyOf, toleranceOf } from "../map-limits.ts";
import { openMapRun, setMapRun } from "../map-run.ts";
import { numberField } from "../number-field.ts";
import { moveTo, nextTaskId } from "../run.ts";
import { effectiveInput, filledArguments, isQuery, type Stay } from "../state-data.ts";

/** Plans its iterations and starts the first of them, once the items are at hand. */
export async function runMap(stay: Stay<MapState>): Promise<void> {
  const { run, scope, state } = stay;
  const distributed = processorOf(state).ProcessorConfig?.Mode === "DISTRIBUTED";
  const input = effectiveInput(stay);
  const given: MapItems = state.ItemReader === undefined ? await itemsOf(stay, input) : { items: [], keys: null };
  const maxConcurrency = await concurrencyOf(stay, { input, distributed });
  record(run, scope, { type: "MapStateStarted", mapStateStartedEventDetails: { length: given.items.length } });
  const tolerance = await toleranceOf(stay, input);
  const plan: MapPlan = {
    ...given,
    next: 0,
    maxConcurrency,
    toleratedCount: tolerance.count,
    toleratedPercentage: tolerance.percentage,
    mapRunArn: distributed ? openMapRun(stay, { maxConcurrency, tolerance }) : null,
  };
  if (state.ItemReader !== undefined) return readItems(stay, { plan, input });
  await startWithItems(stay, { plan, input });
}

async function readItems(
  stay: Stay<MapState>,
  { plan, input }: { readonly plan: MapPlan; readonly input: Json },
): Promise<void> {
  const { run, scope, visit, state } = stay;
  const reader = state.ItemReader;
  if (reader === undefined) return;
  const place = isQuery(stay) ? "Arguments" : "Parameters";
  const filled = await filledArguments(stay, { input, template: reader[place] ?? {}, location: `ItemReader/${place}` });
  const maxItems = await numberField(stay, {
    field: "MaxItems",
    location: "ItemReader/ReaderConfig/MaxItems",
    value: reader.ReaderConfig?.MaxItems,
    path: reader.ReaderConfig?.MaxItemsPath,
    input,
    kind: "integer",
  });
  const request = { resource: reader.Resource, arguments: filled, config: { ...reader.ReaderConfig }, maxItems };
  moveTo({
    run,
    scope,
    phase: {
      kind: "read-items",
      visit,
      id: nextTaskId(run),
      plan,
      reader: JSON.parse(JSON.stringify(request)) as Json, // plain data as it stands
    },
  });
}

/** Goes on when the items are known: batches them where ItemBatcher says so. */
export async function startWithItems(
  stay: Stay<MapState>,
  { plan, input }: { readonly plan: MapPlan; readonly input: Json },
): Promise<void> {
  const items = await batched(stay, { plan, input });
  if (plan.mapRunArn !== null) setMapRun(stay.run, plan.mapRunArn, { total: items.items.length });
  await startIterations(stay, {
    kind: "map",
    results: items.items.map(() => null),
    running: [],
    plan: { ...plan, ...items },
  });
}

async function batched(
  stay: Stay<MapState>,
  { plan, input }: { readonly plan: MapPlan; readonly input: Json },
): Promise<MapItems> {
  const batcher = stay.state.ItemBatcher;
  if (batcher === undefined) return { items: plan.items, keys: plan.keys };
  const selected: Json[] = [];
  for (const index of plan.items.keys())
    selected.push(await iterationInput(stay, { input, item: itemContext(plan, index) }));
  const maxItems = await numberField(stay, {
    field: "MaxItemsPerBatch",
    location: "ItemBatcher/MaxItemsPerBatch",
    value: batcher.MaxItemsPerBatch,
    path: batcher.MaxItemsPerBatchPath,
    input,
    kind: "integer",
  });
  const maxBytes = await numberField(stay, {
    field: "MaxInputBytesPerBatch",
    location: "ItemBatcher/MaxInputBytesPerBatch",
    value: batcher.MaxInputBytesPerBatch,
    path: batcher.MaxInputBytesPerBatchPath,
    input,
    kind: "integer",
  });
  const batchInput =
    batcher.BatchInput === undefined
      ? undefined
      : await filledArguments(stay, { input, template: batcher.BatchInput, location: "ItemBatcher/BatchInput" });
  return { items: batchItems({ items: selected, maxItems, maxBytes, batchInput }), keys: null };
}
