import type { MapState } from "../definition/machine.ts";
import { fieldOf, isList, type Json } from "../json.ts";
import { fillPathTemplate } from "../template/fill-path-template.ts";
import { fillQueryTemplate } from "../template/fill-query-template.ts";
import { leaveWithResult } from "./finish-state.ts";
import { record } from "./history-event.ts";
import { setMapRun } from "./map-run.ts";
import { moveTo, nextTaskId, type Run } from "./run.ts";
import { effectiveInput, isQuery, pathScope, queryScope, type Stay } from "./state-data.ts";

/** All iterations are done: their results go on, or to where ResultWriter says first. */
export async function finishMap(
  stay: Stay<MapState>,
  { results, mapRunArn }: { readonly results: readonly Json[]; readonly mapRunArn: string | null },
): Promise<void> {
  const { run, scope, visit, state } = stay;
  if (mapRunArn === null) return leaveMap(stay, results);
  const writer = state.ResultWriter;
  const transformation = String(fieldOf(writer?.WriterConfig, "Transformation") ?? "COMPACT");
  if (writer?.Resource === undefined) {
    closeMapRun(stay, mapRunArn);
    return leaveMap(stay, childResults({ run, mapRunArn, transformation }));
  }
  const template = (isQuery(stay) ? writer.Arguments : writer.Parameters) ?? {};
  const filled = isQuery(stay)
    ? await fillQueryTemplate({ template, location: "ResultWriter/Arguments", scope: queryScope(stay) })
    : fillPathTemplate({ template, scope: pathScope(stay, effectiveInput(stay)) });
  moveTo({
    run,
    scope,
    phase: {
      kind: "write-results",
      visit,
      id: nextTaskId(run),
      mapRunArn,
      request: { resource: writer.Resource, arguments: filled, config: writer.WriterConfig ?? {} },
    },
  });
}

export function closeMapRun({ run, scope }: Stay<MapState>, mapRunArn: string): void {
  setMapRun(run, mapRunArn, { status: "SUCCEEDED", stoppedAt: run.now });
  record(run, scope, { type: "MapRunSucceeded" });
}

export async function leaveMap(stay: Stay<MapState>, result: Json): Promise<void> {
  record(stay.run, stay.scope, { type: "MapStateSucceeded" });
  await leaveWithResult(stay, result);
}

/** What the children that succeeded came to, in the order of their items. */
function childResults({
  run,
  mapRunArn,
  transformation,
}: {
  readonly run: Run;
  readonly mapRunArn: string;
  readonly transformation: string;
}): readonly Json[] {
  const children = [...(run.mapRuns.get(mapRunArn)?.children.values() ?? [])].sort((a, b) => a.index - b.index);
  if (transformation === "NONE") {
    return children.map(({ executionArn, name, input, outcome }) => ({
      ExecutionArn: executionArn,
      Input: JSON.stringify(input),
      Name: name,
      ...(outcome.status === "SUCCEEDED" ? { Output: JSON.stringify(outcome.output) } : {}),
      Status: outcome.status,
    }));
  }
  const outputs = children.flatMap(({ outcome }) => (outcome.status === "SUCCEEDED" ? [outcome.output] : []));
  return transformation === "FLATTEN" ? outputs.flatMap((output) => (isList(output) ? output : [output])) : outputs;
}
