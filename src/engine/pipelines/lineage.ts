import { EngineError } from "#engine/core/errors.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { contentHash } from "./artifact-store.ts";
import type { RunRecord } from "./run-record.ts";

/** A piece of data, by the hash of its content, with the names under which runs knew it. */
export type LineageArtifact = { readonly hash: string; readonly names: readonly string[] };

/** A piece of work: a step of a version that turned inputs into outputs. Its id follows from these, so the same work is one node. */
export type LineageExecution = {
  readonly id: string;
  readonly step: string;
  readonly version: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
};

/** What executions belong to: a run of a pipeline. */
export type LineageContext = {
  readonly id: string;
  readonly pipeline: string;
  readonly status: RunRecord["status"];
  readonly startedMs: number;
  readonly parameters: Readonly<Record<string, string>>;
  readonly executions: readonly string[];
};

/** Where everything came from: artifacts, the executions between them, and the runs; plain data. SageMaker's lineage has the same entities. */
export type Lineage = {
  readonly kind: "lineage";
  readonly version: 1;
  readonly artifacts: readonly LineageArtifact[];
  readonly executions: readonly LineageExecution[];
  readonly contexts: readonly LineageContext[];
};

/**
 * The lineage graph of runs: which data went into what, and what came out.
 *
 * Every node is named by its content: data by its hash, work by step, version, inputs and outputs. So two runs that did the same
 * share their nodes, a run that was repeated adds nothing but its context, and nobody can change a node without changing its
 * name. Ask it with `lineageBefore` (which data made this model?), `lineageAfter` (what depends on this data?) and
 * `findLineagePath`.
 *
 * Cost: O(steps + inputs + outputs) over all runs.
 *
 * @param runs  records of runs, in any state
 * @returns     the graph, its nodes in the order of the runs
 * @throws {EngineError} "wrong-type", "unsupported-version" for what is no record of a run
 * @example
 * const steps = [{ name: "load", run: () => ({ rows: 3 }) }];
 * const run = simulatePipeline({ pipeline: { name: "demo", steps }, rng: createRng(1) });
 * buildLineage({ runs: [run, run] }).artifacts // => [{ hash: contentHash(3), names: ["load.rows"] }]
 * @source  W3C PROV (entities, activities); Amazon SageMaker ML lineage tracking (artifacts, actions, contexts, associations)
 */
export function buildLineage(options: { readonly runs: readonly RunRecord[] }): Lineage {
  const { runs } = requireOptions("buildLineage", options, ["runs"]);
  const records: readonly RunRecord[] = runs;
  if (!Array.isArray(runs)) {
    throw new EngineError("wrong-type", `buildLineage requires a list of runs, got ${typeof runs}`, {
      function: "buildLineage",
    });
  }
  const names = new Map<string, Set<string>>();
  const executions = new Map<string, LineageExecution>();
  const contexts: LineageContext[] = [];
  const name = (hash: string, as: string): void => {
    const known = names.get(hash);
    if (known === undefined) names.set(hash, new Set([as]));
    else known.add(as);
  };
  for (const run of records) {
    requireFitted({ functionName: "buildLineage", fitted: run, kinds: { "pipeline-run": 1 } });
    for (const [parameter, hash] of Object.entries(run.parameters)) name(hash, `parameter ${parameter}`);
    const inRun: string[] = [];
    for (const [step, state] of Object.entries(run.steps)) {
      if (state.status !== "succeeded") continue;
      const { version, inputs, outputs } = state;
      const id = contentHash({ step, version, inputs, outputs });
      executions.set(id, { id, step, version, inputs, outputs });
      inRun.push(id);
      for (const [output, hash] of Object.entries(outputs)) name(hash, `${step}.${output}`);
      for (const [input, hash] of Object.entries(inputs)) if (!names.has(hash)) name(hash, `${step} ${input}`);
    }
    const { pipeline, status, startedMs, parameters } = run;
    const id = contentHash({ pipeline, startedMs, parameters, executions: inRun });
    contexts.push({ id, pipeline, status, startedMs, parameters, executions: inRun });
  }
  return {
    kind: "lineage",
    version: 1,
    artifacts: [...names].map(([hash, as]) => ({ hash, names: [...as] })),
    executions: [...executions.values()],
    contexts,
  };
}
