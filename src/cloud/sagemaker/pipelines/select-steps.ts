import { AwsError } from "#cloud/core/aws-error.ts";
import type { PipelineDefinition } from "./definition.ts";
import { isOver, type PipelineExecution, type StepState, stateOf } from "./execution.ts";

/**
 * How the steps of a selective execution begin: selected ones wait, those before them have the result of the source execution, the rest is
 * skipped (Developer Guide, "Selective execution of pipeline steps").
 */
export function selectSteps({
  definition,
  pipelineArn,
  nowMs,
  steps: selected,
  source,
}: {
  readonly definition: PipelineDefinition;
  readonly pipelineArn: string;
  readonly nowMs: number;
  readonly steps: readonly string[];
  readonly source: PipelineExecution | null;
}): { readonly states: Readonly<Record<string, StepState>>; readonly reused: readonly string[] } {
  const names = definition.steps.map(({ name }) => name);
  const unknown = selected.find((name) => !names.includes(name));
  if (unknown !== undefined) throw refusal(`Selected step '${unknown}' is not defined in the pipeline.`);
  if (selected.length === 0) throw refusal("A selective execution must select at least one step.");
  checkSource({ source, pipelineArn });
  const needs = new Map(definition.steps.map((step) => [step.name, step.needs]));
  const before = new Map(names.map((name) => [name, ancestorsOf(name, needs)]));
  checkPaths({ names, selected, before });
  const upstream = new Set(selected.flatMap((name) => [...(before.get(name) ?? [])]));
  const reused: string[] = [];
  const states = names.map((name): readonly [string, StepState] => {
    if (selected.includes(name)) return [name, { status: "Waiting", attempts: 0 }];
    if (!upstream.has(name)) return [name, { status: "Skipped" }];
    const former = source === null ? undefined : stateOf(source, name);
    if (source !== null && former?.status === "Succeeded") {
      reused.push(name);
      const origin = { kind: "selected", executionArn: source.arn } as const;
      return [name, { ...former, startedMs: nowMs, endedMs: nowMs, origin }];
    }
    const user = selected.find((one) => needs.get(one)?.includes(name) === true);
    if (user === undefined) return [name, { status: "Skipped" }];
    if (source === null) {
      throw refusal(
        `SourcePipelineExecutionArn is required: step '${user}' depends on step '${name}', which is not selected.`,
      );
    }
    throw refusal(`Step '${user}' depends on step '${name}', which has no result in ${source.arn}.`);
  });
  return { states: Object.fromEntries(states), reused };
}

function checkSource({
  source,
  pipelineArn,
}: {
  readonly source: PipelineExecution | null;
  readonly pipelineArn: string;
}): void {
  if (source === null) return;
  if (source.pipelineArn !== pipelineArn) throw refusal(`${source.arn} is not an execution of ${pipelineArn}.`);
  if (isOver(source.status) && source.status !== "Stopped") return;
  throw refusal(`The source execution must have the status Succeeded or Failed, ${source.arn} is ${source.status}.`);
}

/** Steps on a path between two selected steps must be selected too. */
function checkPaths({
  names,
  selected,
  before,
}: {
  readonly names: readonly string[];
  readonly selected: readonly string[];
  readonly before: ReadonlyMap<string, ReadonlySet<string>>;
}): void {
  for (const name of names) {
    if (selected.includes(name)) continue;
    const first = selected.find((one) => before.get(name)?.has(one) === true);
    const last = selected.find((one) => before.get(one)?.has(name) === true);
    if (first === undefined || last === undefined) continue;
    throw refusal(`All steps between selected steps must be selected: '${name}' is between '${first}' and '${last}'.`);
  }
}

function ancestorsOf(name: string, needs: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...(needs.get(name) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(needs.get(next) ?? []));
  }
  return found;
}

function refusal(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
