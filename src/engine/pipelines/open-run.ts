import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import { type ArtifactStore, createArtifactStore } from "./artifact-store.ts";
import type { Pipeline } from "./pipeline.ts";
import { planPipeline } from "./plan-pipeline.ts";
import type { RunRecord } from "./run-record.ts";
import { createScheduler, type Scheduler } from "./scheduler.ts";

/** What every way to run a pipeline takes. */
export type RunOptions = {
  readonly pipeline: Pipeline;
  /** Values by name; what is left out takes its default. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Where outputs go and cached results come from; left out = an empty one for this run. */
  readonly store?: ArtifactStore;
  /** Steps that may run at once; default 4. */
  readonly maxParallel?: number;
  /** Draws the jitter of retries. */
  readonly rng: Rng;
  /** The record of a run that was cut short or failed: what succeeded there is kept, the rest is done. */
  readonly resume?: RunRecord;
};

/** Checks the options and opens the run. */
export function openRun({
  functionName,
  nowMs,
  ...options
}: RunOptions & { readonly functionName: string; readonly nowMs: number }): Scheduler {
  const { pipeline, store = createArtifactStore(), maxParallel = 4, rng, resume } = options;
  planPipeline(pipeline);
  requireNumber({ functionName, name: "maxParallel", value: maxParallel, least: 1, whole: true });
  requireNumber({ functionName, name: "nowMs of the clock", value: nowMs });
  if (resume !== undefined) {
    requireFitted({ functionName, fitted: resume, kinds: { "pipeline-run": 1 } });
    if (resume.pipeline !== pipeline.name) {
      throw new EngineError(
        "out-of-range",
        `${functionName} requires the record of a run of ${pipeline.name}, got one of ${resume.pipeline}`,
        { function: functionName, argument: "resume", got: resume.pipeline },
      );
    }
  }
  const parameters = parametersOf({ functionName, pipeline, given: options.parameters ?? {}, store, resume });
  if (resume === undefined) requireRng({ functionName, rng });
  const seed = resume?.seed ?? rng.uint32();
  return createScheduler({ pipeline, parameters, store, maxParallel, seed, nowMs, resume });
}

/** Hashes of the parameters: those given, else those of the resumed run, else the defaults. */
function parametersOf({
  functionName,
  pipeline,
  given,
  store,
  resume,
}: {
  readonly functionName: string;
  readonly pipeline: Pipeline;
  readonly given: Readonly<Record<string, unknown>>;
  readonly store: ArtifactStore;
  readonly resume: RunRecord | undefined;
}): Readonly<Record<string, string>> {
  const declared = pipeline.parameters ?? {};
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(declared, name)) continue;
    const need = Object.keys(declared).join(", ") || "none";
    throw new EngineError(
      "bad-expression",
      `${functionName} requires parameters of ${pipeline.name} (${need}), got ${name}`,
      {
        function: functionName,
        argument: "parameters",
        got: name,
      },
    );
  }
  return Object.fromEntries(
    Object.entries(declared).map(([name, byDefault]) => {
      const former = resume?.parameters[name];
      if (!Object.hasOwn(given, name) && former !== undefined && store.has(former)) return [name, former];
      const value = given[name] ?? byDefault;
      if (value !== undefined) return [name, store.put(value)];
      throw new EngineError(
        "bad-expression",
        `${functionName} requires parameter ${name} of ${pipeline.name}, got none`,
        {
          function: functionName,
          argument: name,
        },
      );
    }),
  );
}
