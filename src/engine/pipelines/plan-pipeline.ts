import { EngineError } from "#engine/core/errors.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { sourcesOf } from "./condition.ts";
import type { Pipeline, PipelineStep, Source } from "./pipeline.ts";

/** The order of a pipeline's steps. */
export type PipelinePlan = {
  /** Every step after all that it waits for; steps that could stand in any order keep that of the definition. */
  readonly order: readonly string[];
  /** Steps that need as many steps before them, at least; those of one level can run side by side. */
  readonly levels: readonly (readonly string[])[];
  /** For each step, the steps it waits for, in the order of the definition. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
};

/**
 * Checks a pipeline before anything runs, and finds the order of its steps.
 *
 * The graph is written down only once, in the inputs: a step waits for the steps whose outputs it reads (in its inputs or its
 * condition), and for those named in `after`. Steps that wait for each other in a circle could never start; the error names the
 * circle. O(steps + inputs).
 *
 * @param pipeline  the definition
 * @returns         order, levels and dependencies; plain data
 * @throws {EngineError} "graph-cycle" with the circle, "duplicate-key" for two steps of one name, "bad-expression" for a reference
 *                      to a step or parameter that does not exist or a source or condition that cannot be read, "empty" without
 *                      steps, "wrong-type" and "out-of-range" for other fields
 * @example
 * const run = () => ({ rows: 3 });
 * const steps = [{ name: "train", inputs: { rows: { step: "load", output: "rows" } }, run }, { name: "load", run }];
 * planPipeline({ name: "churn", steps }).order // => ["load", "train"]
 * @source  Kahn 1962
 */
export function planPipeline(pipeline: Pipeline): PipelinePlan {
  requireRecord({ functionName, name: "pipeline", value: pipeline });
  requireName("the name of the pipeline", pipeline.name);
  const { steps } = pipeline;
  if (!Array.isArray(steps)) throw wrongType("steps to be a list", steps);
  if (steps.length === 0) throw new EngineError("empty", `${functionName} requires at least one step, got none`);
  const names = new Map<string, number>();
  for (const step of steps) {
    requireStep(step);
    if (names.has(step.name)) {
      throw new EngineError(
        "duplicate-key",
        `${functionName} requires distinct names of steps, got ${step.name} twice`,
        {
          function: functionName,
          got: step.name,
        },
      );
    }
    names.set(step.name, names.size);
  }
  const dependencies = new Map(steps.map((step) => [step.name, dependenciesOf({ step, names, pipeline })]));
  const level = levelsOf(dependencies);
  const order = steps.map(({ name }) => name).toSorted((a, b) => (level.get(a) ?? 0) - (level.get(b) ?? 0));
  const levels: string[][] = [];
  for (const name of order) {
    const at = level.get(name) ?? 0;
    const side = levels[at];
    if (side === undefined) levels[at] = [name];
    else side.push(name);
  }
  return { order, levels, dependencies: Object.fromEntries(dependencies) };
}

const functionName = "planPipeline";

function dependenciesOf({
  step,
  names,
  pipeline,
}: {
  readonly step: PipelineStep;
  /** The place of each step in the definition. */
  readonly names: ReadonlyMap<string, number>;
  readonly pipeline: Pipeline;
}): readonly string[] {
  const sources: readonly (readonly [string, Source])[] = [
    ...Object.entries(step.inputs ?? {}).map(([name, source]) => [`input ${name}`, source] as const),
    ...(step.onlyIf === undefined ? [] : sourcesOf(step.onlyIf).map((source) => ["its condition", source] as const)),
  ];
  const waits = new Set<string>();
  for (const [place, source] of sources) {
    if (
      typeof source !== "object" ||
      source === null ||
      !("step" in source || "parameter" in source || "value" in source)
    ) {
      throw badReference({
        step: step.name,
        place,
        what: "a parameter, a step and output, or a value",
        got: String(source),
      });
    }
    if ("step" in source) {
      if (!names.has(source.step) || typeof source.output !== "string") {
        throw badReference({
          step: step.name,
          place,
          what: "an output of a step",
          got: `${source.step}.${source.output}`,
        });
      }
      waits.add(source.step);
    } else if ("parameter" in source && !Object.hasOwn(pipeline.parameters ?? {}, source.parameter)) {
      throw badReference({
        step: step.name,
        place,
        what: "a parameter of the pipeline",
        got: String(source.parameter),
      });
    }
  }
  for (const name of step.after ?? []) {
    if (!names.has(name)) throw badReference({ step: step.name, place: "after", what: "a step", got: String(name) });
    waits.add(name);
  }
  return [...waits].sort((a, b) => (names.get(a) ?? 0) - (names.get(b) ?? 0));
}

/** The longest way from a step without dependencies to each step; a step met again on the way there closes a circle. */
function levelsOf(dependencies: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const level = new Map<string, number>();
  const path: string[] = [];
  // An explicit stack of iterators, so that a chain of a hundred thousand steps does not exhaust the call stack.
  const onPath = new Set<string>();
  for (const root of dependencies.keys()) {
    const stack = level.has(root) ? [] : [{ name: root, rest: (dependencies.get(root) ?? [])[Symbol.iterator]() }];
    if (stack.length > 0) {
      path.push(root);
      onPath.add(root);
    }
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.rest.next();
      if (next.done === true) {
        const below = (dependencies.get(top.name) ?? []).map((name) => (level.get(name) ?? 0) + 1);
        level.set(
          top.name,
          below.reduce((most, entry) => Math.max(most, entry), 0),
        );
        stack.pop();
        path.pop();
        onPath.delete(top.name);
      } else if (onPath.has(next.value)) {
        const cycle = [...path.slice(path.indexOf(next.value)), next.value].reverse().join(" → ");
        throw new EngineError("graph-cycle", `${functionName} requires steps without a circle, got ${cycle}`, {
          function: functionName,
          cycle,
        });
      } else if (!level.has(next.value)) {
        path.push(next.value);
        onPath.add(next.value);
        stack.push({ name: next.value, rest: (dependencies.get(next.value) ?? [])[Symbol.iterator]() });
      }
    }
  }
  return level;
}

function requireStep(step: PipelineStep): void {
  requireRecord({ functionName, name: "a step", value: step });
  requireName("the name of a step", step.name);
  if (typeof step.run !== "function") throw wrongType(`run of ${step.name} to be a function`, step.run);
  if (step.inputs !== undefined) requireRecord({ functionName, name: `inputs of ${step.name}`, value: step.inputs });
  if (step.after !== undefined && !Array.isArray(step.after))
    throw wrongType(`after of ${step.name} to be a list`, step.after);
  requireOneOf({
    functionName,
    name: `trigger of ${step.name}`,
    value: step.trigger ?? "all-succeeded",
    options: ["all-succeeded", "none-failed", "all-ended"],
  });
  if (step.timeoutMs !== undefined) {
    requireNumber({ functionName, name: `timeoutMs of ${step.name}`, value: step.timeoutMs, above: 0 });
  }
  if (step.retry === undefined) return;
  const { maxRetries, intervalMs = 0, backoffRate = 1, maxDelayMs = 0, jitter = "none" } = step.retry;
  requireNumber({ functionName, name: `maxRetries of ${step.name}`, value: maxRetries, least: 0, whole: true });
  requireNumber({ functionName, name: `intervalMs of ${step.name}`, value: intervalMs, least: 0 });
  requireNumber({ functionName, name: `backoffRate of ${step.name}`, value: backoffRate, least: 1 });
  requireNumber({ functionName, name: `maxDelayMs of ${step.name}`, value: maxDelayMs, least: 0 });
  requireOneOf({ functionName, name: `jitter of ${step.name}`, value: jitter, options: ["none", "full"] });
}

function requireName(what: string, name: unknown): void {
  if (typeof name !== "string" || name === "") throw wrongType(`${what} to be a text`, name);
}

function wrongType(need: string, got: unknown): EngineError {
  const kind = got === null ? "null" : got === "" ? "an empty text" : typeof got;
  return new EngineError("wrong-type", `${functionName} requires ${need}, got ${kind}`, {
    function: functionName,
    got: kind,
  });
}

function badReference({
  step,
  place,
  what,
  got,
}: {
  readonly step: string;
  readonly place: string;
  readonly what: string;
  readonly got: string;
}): EngineError {
  return new EngineError("bad-expression", `${functionName} requires ${place} of ${step} to name ${what}, got ${got}`, {
    function: functionName,
    step,
    place,
    got,
  });
}
