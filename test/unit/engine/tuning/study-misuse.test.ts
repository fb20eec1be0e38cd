import { describe, expect, test } from "vitest";
import { ask, findBestTrial, report, tell } from "#engine/tuning/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";
import { open, trialOf } from "./study-samples.ts";

describe("hostile studies", () => {
  const running = trialOf(ask(open({ strategy: "random" }))).study;
  test.each<readonly [string, () => unknown, string]>([
    ["ask of null", () => ask(null as Anything), "wrong-type"],
    ["ask of a model", () => ask({ kind: "ridge", version: 1 } as Anything), "wrong-type"],
    ["another version", () => ask({ ...running, version: 2 } as Anything), "unsupported-version"],
    ["no limit for random", () => open({ strategy: "random", completion: {} }), "out-of-range"],
    ["a limit of 0", () => open({ completion: { maxTrials: 0 } }), "out-of-range"],
    ["a target of NaN", () => open({ completion: { maxTrials: 1, target: Number.NaN } }), "not-finite"],
    ["patience of 2", () => open({ completion: { maxTrials: 1, notImproving: 2 } }), "out-of-range"],
    ["a grid of a billion", () => open({ strategy: { kind: "grid", pointsPerRange: 1e9 } }), "out-of-range"],
    ["a billion first trials", () => open({ strategy: { kind: "bayesian", initialTrials: 1e9 } }), "out-of-range"],
    ["an unknown strategy", () => open({ strategy: "annealing" as Anything }), "out-of-range"],
    ["a strategy that is null", () => open({ strategy: null as Anything }), "out-of-range"],
    ["an unknown direction", () => open({ direction: "up" as Anything }), "out-of-range"],
    [
      "a warm start of a grid",
      () => open({ strategy: "grid", warmStart: { mode: "transfer-learning", studies: [] } }),
      "out-of-range",
    ],
    ["Hyperband of 0", () => open({ strategy: { kind: "hyperband", maxResource: 0 } }), "out-of-range"],
    [
      "Hyperband of infinity",
      () => open({ strategy: { kind: "hyperband", maxResource: Number.POSITIVE_INFINITY } }),
      "not-finite",
    ],
    ["Hyperband of billions", () => open({ strategy: { kind: "hyperband", maxResource: 1e12 } }), "out-of-range"],
    ["a value of NaN", () => tell({ study: running, trialId: 0, value: Number.NaN }), "not-finite"],
    ["a value that is text", () => tell({ study: running, trialId: 0, value: "1" as Anything }), "wrong-type"],
    ["an unknown trial", () => tell({ study: running, trialId: 9, value: 1 }), "out-of-range"],
    [
      "a trial told twice",
      () => tell({ study: tell({ study: running, trialId: 0, value: 1 }), trialId: 0, value: 1 }),
      "out-of-range",
    ],
    [
      "a step that is not larger",
      () =>
        report({
          study: report({ study: running, trialId: 0, step: 2, value: 1 }).study,
          trialId: 0,
          step: 2,
          value: 1,
        }),
      "out-of-range",
    ],
    [
      "a report of infinity",
      () => report({ study: running, trialId: 0, step: 1, value: Number.POSITIVE_INFINITY }),
      "not-finite",
    ],
    ["the best of null", () => findBestTrial(null as Anything), "wrong-type"],
  ])("%s", (_, call, code) => {
    expect(refusalOf(call)).toBe(code);
  });
});
