import { describe, expect, test } from "vitest";
import {
  buildLineage,
  contentHash,
  createRng,
  diffRuns,
  findLineagePath,
  lineageAfter,
  lineageBefore,
  type PipelineStep,
  type RunRecord,
  simulatePipeline,
} from "#engine/pipelines/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";
import { churn, simulate } from "./runs.ts";

const rows = [3, 1, 4, 1, 5];
const run = (parameters: object = {}): RunRecord =>
  simulatePipeline({ pipeline: churn().pipeline, parameters: { ...parameters }, rng: createRng(1) });
const hashOf = (record: RunRecord, step: string, output: string): string => {
  const state = record.steps[step];
  return state?.status === "succeeded" ? (state.outputs[output] ?? "") : "";
};

describe("an audit", () => {
  const first = run();
  const second = run({ rate: 0.2 });
  const lineage = buildLineage({ runs: [first, second] });
  const model = hashOf(first, "train", "model");

  test("which data made this model?", () => {
    const { artifacts, executions } = lineageBefore({ lineage, artifact: model });
    expect(executions.map(({ step }) => step)).toEqual(["split", "train"]);
    expect(artifacts.flatMap(({ names }) => names)).toEqual(["parameter rows", "parameter rate", "split.train"]);
    expect(artifacts.map(({ hash }) => hash)).toContain(contentHash(rows));
    expect(artifacts.map(({ hash }) => hash)).not.toContain(contentHash(0.2));
  });

  test("what depends on these rows? Both models", () => {
    const { artifacts } = lineageAfter({ lineage, artifact: contentHash(rows) });
    const hashes = artifacts.map(({ hash }) => hash);
    expect(hashes).toContain(model);
    expect(hashes).toContain(hashOf(second, "train", "model"));
  });

  test("how did the rows become the version in the registry?", () => {
    const path = findLineagePath({ lineage, from: contentHash(rows), to: hashOf(first, "register", "version") });
    expect(path?.map((station) => (station.kind === "execution" ? station.step : station.names[0]))).toEqual([
      "parameter rows",
      "split",
      "split.train",
      "train",
      "train.model",
      "register",
      "register.version",
    ]);
    expect(findLineagePath({ lineage, from: model, to: contentHash(rows) })).toBeUndefined();
    expect(findLineagePath({ lineage, from: model, to: model })).toHaveLength(1);
  });

  test("before and after mirror each other", () => {
    for (const { hash } of lineage.artifacts) {
      for (const { hash: earlier } of lineageBefore({ lineage, artifact: hash }).artifacts) {
        expect(lineageAfter({ lineage, artifact: earlier }).artifacts.map((artifact) => artifact.hash)).toContain(hash);
        expect(findLineagePath({ lineage, from: earlier, to: hash })).toBeDefined();
      }
    }
  });

  test("a run repeated adds a context and nothing else; the graph is plain data", () => {
    const again = buildLineage({ runs: [first, second, run()] });
    expect(again.artifacts).toEqual(lineage.artifacts);
    expect(again.executions).toEqual(lineage.executions);
    expect(again.contexts.map(({ id }) => id)).toEqual([
      ...lineage.contexts.map(({ id }) => id),
      lineage.contexts[0]?.id,
    ]);
    expect(JSON.parse(JSON.stringify(lineage))).toEqual(lineage);
  });
});

describe("why two runs differ", () => {
  test("a parameter changes what depends on it, and its name is the cause", () => {
    expect(diffRuns({ before: run(), after: run({ rate: 0.2 }) })).toEqual({
      parameters: ["rate"],
      steps: [
        { step: "train", change: "inputs", names: ["rate"] },
        { step: "evaluate", change: "inputs", names: ["model"] },
        { step: "register", change: "inputs", names: ["model"] },
      ],
    });
  });

  test("a step that looks at something else is found out", () => {
    const clock = [1, 2];
    const steps: readonly PipelineStep[] = [{ name: "a", run: () => ({ x: clock.shift() ?? 0 }) }];
    expect(diffRuns({ before: simulate(steps), after: simulate(steps) }).steps).toEqual([
      { step: "a", change: "outputs", names: ["x"] },
    ]);
  });

  test("steps that came, went, or ended otherwise", () => {
    const fine = { name: "a", run: () => ({}) };
    const broken = {
      name: "a",
      run: () => {
        throw new Error("no");
      },
    };
    const more = { name: "b", run: () => ({}) };
    expect(diffRuns({ before: simulate([fine]), after: simulate([broken, more]) }).steps).toEqual([
      { step: "a", change: "status", names: ["succeeded", "failed"] },
      { step: "b", change: "added", names: [] },
    ]);
    expect(diffRuns({ before: simulate([fine, more]), after: simulate([fine]) }).steps).toEqual([
      { step: "b", change: "removed", names: [] },
    ]);
    expect(diffRuns({ before: simulate([broken]), after: simulate([broken]) }).steps).toEqual([]);
  });
});

test("what is no lineage, no run and no artifact is refused", () => {
  const lineage = buildLineage({ runs: [] });
  expect(lineage).toEqual({ kind: "lineage", version: 1, artifacts: [], executions: [], contexts: [] });
  expect(refusalOf(() => buildLineage({ runs: null as Anything }))).toBe("wrong-type");
  expect(refusalOf(() => buildLineage({ runs: [null] as Anything }))).toBe("wrong-type");
  expect(refusalOf(() => lineageBefore({ lineage, artifact: "0" }))).toBe("out-of-range");
  expect(refusalOf(() => lineageAfter({ lineage: {} as Anything, artifact: "0" }))).toBe("wrong-type");
  expect(refusalOf(() => diffRuns({ before: run(), after: { ...run(), version: 2 } as Anything }))).toBe(
    "unsupported-version",
  );
});
