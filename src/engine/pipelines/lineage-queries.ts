import { EngineError } from "#engine/core/errors.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { Lineage, LineageArtifact, LineageExecution } from "./lineage.ts";

/** A part of a lineage graph. */
export type LineagePart = {
  readonly artifacts: readonly LineageArtifact[];
  readonly executions: readonly LineageExecution[];
};

/** A station of a way through the graph. */
export type LineageStation =
  | { readonly kind: "artifact"; readonly hash: string; readonly names: readonly string[] }
  | { readonly kind: "execution"; readonly id: string; readonly step: string };

/**
 * Which data and which work made this? Everything from which an artifact came, however many steps before.
 *
 * The question of every audit: the model in production, from which rows was it trained? Where two executions gave the same
 * content, both are listed, for either could be its origin. O(nodes + edges).
 *
 * @param lineage   from `buildLineage`
 * @param artifact  the hash of a piece of data in it
 * @returns         artifacts (without the one asked for) and executions, in the order of the graph
 * @throws {EngineError} "out-of-range" for a hash that is not in the graph; "wrong-type", "unsupported-version" for what is no lineage
 * @example
 * const pipeline = { name: "demo", parameters: { rows: [1, 2] }, steps: [{ name: "train", inputs: { rows: { parameter: "rows" } }, run: () => ({ model: "m" }) }] };
 * const lineage = buildLineage({ runs: [simulatePipeline({ pipeline, rng: createRng(1) })] });
 * lineageBefore({ lineage, artifact: contentHash("m") }).artifacts.map(({ names }) => names) // => [["parameter rows"]]
 */
export function lineageBefore(options: { readonly lineage: Lineage; readonly artifact: string }): LineagePart {
  const { lineage, artifact } = requireOptions("lineageBefore", options, ["lineage", "artifact"]);
  return reach({ functionName: "lineageBefore", lineage, artifact, direction: "before" });
}

/**
 * What depends on this? Everything that an artifact went into: when rows turn out to be wrong, or a person asks to be forgotten,
 * these are the models to look at. O(nodes + edges).
 *
 * @throws {EngineError} as `lineageBefore`
 * @example
 * const pipeline = { name: "demo", parameters: { rows: [1, 2] }, steps: [{ name: "train", inputs: { rows: { parameter: "rows" } }, run: () => ({ model: "m" }) }] };
 * const lineage = buildLineage({ runs: [simulatePipeline({ pipeline, rng: createRng(1) })] });
 * lineageAfter({ lineage, artifact: contentHash([1, 2]) }).executions.map(({ step }) => step) // => ["train"]
 */
export function lineageAfter(options: { readonly lineage: Lineage; readonly artifact: string }): LineagePart {
  const { lineage, artifact } = requireOptions("lineageAfter", options, ["lineage", "artifact"]);
  return reach({ functionName: "lineageAfter", lineage, artifact, direction: "after" });
}

/**
 * How did this become that? The shortest way from one artifact to another, forward through the executions between them; undefined
 * when the second does not depend on the first. O(nodes + edges).
 *
 * @throws {EngineError} as `lineageBefore`
 * @example
 * const pipeline = { name: "demo", parameters: { rows: [1, 2] }, steps: [{ name: "train", inputs: { rows: { parameter: "rows" } }, run: () => ({ model: "m" }) }] };
 * const lineage = buildLineage({ runs: [simulatePipeline({ pipeline, rng: createRng(1) })] });
 * findLineagePath({ lineage, from: contentHash([1, 2]), to: contentHash("m") })?.map(({ kind }) => kind) // => ["artifact", "execution", "artifact"]
 */
export function findLineagePath(options: {
  readonly lineage: Lineage;
  readonly from: string;
  readonly to: string;
}): readonly LineageStation[] | undefined {
  const functionName = "findLineagePath";
  const { lineage, from, to } = requireOptions(functionName, options, ["lineage", "from", "to"]);
  const index = indexOf({ functionName, lineage, artifacts: [from, to] });
  const cameBy = new Map<string, { readonly artifact: string; readonly execution: LineageExecution }>();
  const queue = [from];
  for (let at = 0; at < queue.length && !(cameBy.has(to) || from === to); at++) {
    const artifact = queue[at] ?? "";
    for (const execution of index.consumers.get(artifact) ?? []) {
      for (const output of Object.values(execution.outputs)) {
        if (output === from || cameBy.has(output)) continue;
        cameBy.set(output, { artifact, execution });
        queue.push(output);
      }
    }
  }
  if (from !== to && !cameBy.has(to)) return undefined;
  const stations: LineageStation[] = [stationOf(index, to)];
  for (let step = cameBy.get(to); step !== undefined; step = cameBy.get(step.artifact)) {
    stations.push(
      { kind: "execution", id: step.execution.id, step: step.execution.step },
      stationOf(index, step.artifact),
    );
  }
  return stations.reverse();
}

type Index = {
  readonly artifacts: ReadonlyMap<string, LineageArtifact>;
  readonly producers: ReadonlyMap<string, readonly LineageExecution[]>;
  readonly consumers: ReadonlyMap<string, readonly LineageExecution[]>;
};

function indexOf({
  functionName,
  lineage,
  artifacts,
}: {
  readonly functionName: string;
  readonly lineage: Lineage;
  readonly artifacts: readonly string[];
}): Index {
  requireFitted({ functionName, fitted: lineage, kinds: { lineage: 1 } });
  const known = new Map(lineage.artifacts.map((artifact) => [artifact.hash, artifact]));
  for (const hash of artifacts) {
    if (known.has(hash)) continue;
    throw new EngineError(
      "out-of-range",
      `${functionName} requires the hash of an artifact in the lineage, got ${String(hash)}`,
      {
        function: functionName,
        got: String(hash),
      },
    );
  }
  const producers = new Map<string, LineageExecution[]>();
  const consumers = new Map<string, LineageExecution[]>();
  const add = (edges: Map<string, LineageExecution[]>, hash: string, execution: LineageExecution): void => {
    const list = edges.get(hash);
    if (list === undefined) edges.set(hash, [execution]);
    else list.push(execution);
  };
  for (const execution of lineage.executions) {
    for (const hash of new Set(Object.values(execution.outputs))) add(producers, hash, execution);
    for (const hash of new Set(Object.values(execution.inputs))) add(consumers, hash, execution);
  }
  return { artifacts: known, producers, consumers };
}

function reach({
  functionName,
  lineage,
  artifact,
  direction,
}: {
  readonly functionName: string;
  readonly lineage: Lineage;
  readonly artifact: string;
  readonly direction: "before" | "after";
}): LineagePart {
  const { producers, consumers } = indexOf({ functionName, lineage, artifacts: [artifact] });
  const edges = direction === "before" ? producers : consumers;
  const artifacts = new Set([artifact]);
  const executions = new Set<string>();
  const queue = [artifact];
  for (let at = 0; at < queue.length; at++) {
    for (const execution of edges.get(queue[at] ?? "") ?? []) {
      if (executions.has(execution.id)) continue;
      executions.add(execution.id);
      for (const hash of Object.values(direction === "before" ? execution.inputs : execution.outputs)) {
        if (artifacts.has(hash)) continue;
        artifacts.add(hash);
        queue.push(hash);
      }
    }
  }
  artifacts.delete(artifact);
  return {
    artifacts: lineage.artifacts.filter(({ hash }) => artifacts.has(hash)),
    executions: lineage.executions.filter(({ id }) => executions.has(id)),
  };
}

function stationOf(index: Index, hash: string): LineageStation {
  return { kind: "artifact", hash, names: index.artifacts.get(hash)?.names ?? [] };
}
