import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { RunRecord, StepState } from "./run-record.ts";

/** How a step differs between two runs, and by what: names of inputs or outputs. */
export type StepDifference = {
  readonly step: string;
  readonly change:
    | "added"
    | "removed"
    /** It succeeded in one run and not in the other. */
    | "status"
    /** Its function has another version. */
    | "version"
    /** Same version, other inputs: the cause lies upstream or in a parameter. */
    | "inputs"
    /** Same version and inputs, other outputs: it depends on something that is not among its inputs. */
    | "outputs";
  readonly names: readonly string[];
};

/** What two runs do not have in common; empty lists say that they did the same. */
export type RunDifference = { readonly parameters: readonly string[]; readonly steps: readonly StepDifference[] };

/**
 * Why did this run come to something else than that one?
 *
 * The difference that matters is the first: a step with other "inputs" only hands on what happened before it. A parameter that
 * changed, a function of a new "version", or, the one to worry about, "outputs" that differ although version and inputs are the
 * same: the step looks at something it was not given (a clock, the network, chance of its own), and the run cannot be repeated.
 * O(steps + inputs + outputs).
 *
 * @param before  a record
 * @param after   another
 * @returns       names of parameters that differ, and the steps that do, in the order of `after` (then those removed)
 * @throws {EngineError} "wrong-type", "unsupported-version" for what is no record of a run
 * @example
 * const run = (version: string) => simulatePipeline({ pipeline: { name: "demo", steps: [{ name: "load", version, run: () => ({ rows: version }) }] }, rng: createRng(1) });
 * diffRuns({ before: run("1"), after: run("2") }).steps // => [{ step: "load", change: "version", names: [] }]
 * diffRuns({ before: run("1"), after: run("1") }) // => { parameters: [], steps: [] }
 */
export function diffRuns(options: { readonly before: RunRecord; readonly after: RunRecord }): RunDifference {
  const { before, after } = requireOptions("diffRuns", options, ["before", "after"]);
  for (const run of [before, after]) {
    requireFitted({ functionName: "diffRuns", fitted: run, kinds: { "pipeline-run": 1 } });
  }
  const steps: StepDifference[] = [];
  for (const [step, state] of Object.entries(after.steps)) {
    const former = before.steps[step];
    const difference: Omit<StepDifference, "step"> | undefined =
      former === undefined ? { change: "added", names: [] } : differenceOf(former, state);
    if (difference !== undefined) steps.push({ step, ...difference });
  }
  for (const step of Object.keys(before.steps)) {
    if (!Object.hasOwn(after.steps, step)) steps.push({ step, change: "removed", names: [] });
  }
  return { parameters: changedNames(before.parameters, after.parameters), steps };
}

function differenceOf(before: StepState, after: StepState): Omit<StepDifference, "step"> | undefined {
  if (before.status !== "succeeded" || after.status !== "succeeded") {
    return before.status === after.status ? undefined : { change: "status", names: [before.status, after.status] };
  }
  if (before.version !== after.version) return { change: "version", names: [] };
  const inputs = changedNames(before.inputs, after.inputs);
  if (inputs.length > 0) return { change: "inputs", names: inputs };
  const outputs = changedNames(before.outputs, after.outputs);
  return outputs.length > 0 ? { change: "outputs", names: outputs } : undefined;
}

function changedNames(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]);
}
