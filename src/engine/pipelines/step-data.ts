import { EngineError } from "#engine/core/errors.ts";
import { createRng, type Rng } from "#engine/core/random.ts";
import { type ArtifactStore, contentHash } from "./artifact-store.ts";
import type { PipelineStep, Source } from "./pipeline.ts";
import type { RunRecord, StepState } from "./run-record.ts";

/** Hashes by name. */
export type Hashes = Readonly<Record<string, string>>;

/** The hash of what a source gives; that of null for an output that was not made. */
export function hashOfSource({
  source,
  states,
  parameters,
  store,
}: {
  readonly source: Source;
  readonly states: ReadonlyMap<string, StepState>;
  readonly parameters: Hashes;
  readonly store: ArtifactStore;
}): string {
  if ("value" in source) return store.put(source.value);
  if ("parameter" in source) return parameters[source.parameter] ?? store.put(null);
  const state = states.get(source.step);
  if (state?.status !== "succeeded") return store.put(null);
  const hash = state.outputs[source.output];
  if (hash !== undefined) return hash;
  const got = Object.keys(state.outputs).join(", ") || "no output";
  throw new EngineError("bad-expression", `a run requires ${source.step} to give ${source.output}, got ${got}`, {
    function: "runPipeline",
    step: source.step,
    got,
  });
}

/** Outputs that need not be computed: of the resumed run, or of any run with the same key, as long as the store has them. */
export function findKnownOutputs({
  step,
  key,
  nowMs,
  store,
  resume,
}: {
  readonly step: PipelineStep;
  readonly key: string;
  readonly nowMs: number;
  readonly store: ArtifactStore;
  readonly resume: RunRecord | undefined;
}): { readonly outputs: Hashes; readonly origin: "cached" | "resumed" } | undefined {
  const isStored = (outputs: Hashes): boolean => Object.values(outputs).every(store.has);
  const former = resume?.steps[step.name];
  if (former?.status === "succeeded" && former.key === key && isStored(former.outputs)) {
    return { outputs: former.outputs, origin: "resumed" };
  }
  const { cache = true } = step;
  const entry = cache === false ? undefined : store.findCached(key);
  if (entry === undefined || !isStored(entry.outputs)) return undefined;
  const lifeMs = typeof cache === "object" ? cache.expireAfterMs : Number.POSITIVE_INFINITY;
  return nowMs - entry.savedMs < lifeMs ? { outputs: entry.outputs, origin: "cached" } : undefined;
}

/** Puts what a step returned into the store. */
export function storeOutputs({
  store,
  step,
  outputs,
}: {
  readonly store: ArtifactStore;
  readonly step: string;
  readonly outputs: unknown;
}): Hashes {
  if (typeof outputs !== "object" || outputs === null || Array.isArray(outputs)) {
    const got = outputs === null ? "null" : Array.isArray(outputs) ? "a list" : typeof outputs;
    throw new EngineError("wrong-type", `a run requires ${step} to return outputs by name, got ${got}`, {
      function: "runPipeline",
      step,
      got,
    });
  }
  return Object.fromEntries(Object.entries(outputs).map(([output, value]) => [output, store.put(value)]));
}

/** Chance that depends on content alone. */
export function rngOf(content: unknown): Rng {
  return createRng(Number.parseInt(contentHash(content).slice(0, 8), 16));
}
