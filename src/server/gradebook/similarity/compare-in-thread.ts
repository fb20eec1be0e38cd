import { Worker } from "node:worker_threads";
import { Refusal } from "#server/http/refusal.ts";
import type { ComparedSource, SourcePair } from "./similar-pairs.ts";

export type Comparison = { readonly sources: readonly ComparedSource[]; readonly starter: string };

const limitMs = 60_000;
const limitMiB = 512;

/** Compares a class's sources in a thread of its own: they are learners' text, which may be long or hostile to a parser. */
export function compareInThread(comparison: Comparison): Promise<readonly SourcePair[]> {
  const worker = new Worker(new URL("./compare-thread.ts", import.meta.url), {
    workerData: comparison,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: limitMiB },
  });
  return new Promise<readonly SourcePair[]>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Refusal("unavailable", "the comparison took too long")), limitMs);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
    };
    worker.once("message", (pairs: readonly SourcePair[]) => end(() => resolve(pairs)));
    worker.once("error", () => end(() => reject(new Refusal("unavailable", "the comparison needed too much memory"))));
    worker.once("exit", () => end(() => reject(new Refusal("unavailable", "the comparison ended without a result"))));
  }).finally(() => worker.terminate());
}
