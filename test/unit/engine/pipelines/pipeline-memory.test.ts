import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createArtifactStore,
  createRng,
  type PipelineStep,
  simulatePipeline,
  simulatePipelineSteps,
} from "#engine/pipelines/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";
import { churn, noting, simulate, statuses } from "./runs.ts";

describe("memory", () => {
  test("the same question is not answered twice; a changed parameter asks only what depends on it", () => {
    const store = createArtifactStore();
    const { pipeline, calls } = churn();
    const first = simulatePipeline({ pipeline, store, rng: createRng(1) });
    expect(calls.splice(0)).toEqual(["split", "train", "evaluate", "register", "report"]);
    const second = simulatePipeline({ pipeline, store, rng: createRng(2) });
    expect(calls).toEqual([]);
    expect([second.status, second.endedMs]).toEqual(["succeeded", 0]);
    expect(second.steps["train"]).toMatchObject({ origin: "cached" });
    simulatePipeline({ pipeline, store, parameters: { rate: 0.2 }, rng: createRng(1) });
    expect(calls).toEqual(["train", "evaluate", "register"]);
    const outputs = (record: typeof first) =>
      Object.entries(record.steps).map(([name, state]) => [name, "outputs" in state ? state.outputs : {}]);
    expect(outputs(second)).toEqual(outputs(first));
  });

  test("without any memory a run gives the same hashes again", () => {
    const hashes = (seed: number) =>
      Object.values(simulatePipeline({ pipeline: churn().pipeline, rng: createRng(seed) }).steps).map((state) =>
        "outputs" in state ? state.outputs : {},
      );
    expect(hashes(1)).toEqual(hashes(2));
  });

  test("another version, no cache, or an entry that is too old is computed again", () => {
    const store = createArtifactStore();
    const calls: string[] = [];
    const once = (step: Partial<PipelineStep>, startMs = 0) => {
      calls.length = 0;
      simulate([{ name: "a", run: () => noting(calls, "a", {}), ...step }], { store, startMs });
      return calls.length;
    };
    expect([once({}), once({}), once({ version: "2" }), once({ cache: false })]).toEqual([1, 0, 1, 1]);
    // The last entry was saved at 1000.
    const cache = { expireAfterMs: 5000 };
    expect([once({ cache }, 5999), once({ cache }, 6000)]).toEqual([0, 1]);
  });

  test("a step that changes its input changes its own copy only", () => {
    const store = createArtifactStore();
    const record = simulate(
      [
        { name: "a", run: () => ({ rows: [1, 2, 3] }) },
        {
          name: "b",
          inputs: { rows: { step: "a", output: "rows" } },
          run: ({ inputs }) => ({ rows: (inputs["rows"] as number[]).reverse() }),
        },
        {
          name: "c",
          after: ["b"],
          inputs: { rows: { step: "a", output: "rows" } },
          run: ({ inputs }) => ({ rows: inputs["rows"] }),
        },
      ],
      { store },
    );
    const hashOf = (step: string) => (record.steps[step] as Anything).outputs.rows;
    expect(hashOf("c")).toBe(hashOf("a"));
    expect([store.get(hashOf("b")), store.get(hashOf("a"))]).toEqual([
      [3, 2, 1],
      [1, 2, 3],
    ]);
  });

  test("a store survives as plain data, typed arrays included", () => {
    const store = createArtifactStore();
    const hash = store.put({ weights: Float64Array.of(1.5, Number.NaN) });
    const again = createArtifactStore(JSON.parse(JSON.stringify(store.content())));
    expect(again.get(hash)).toEqual({ weights: Float64Array.of(1.5, Number.NaN) });
    expect(refusalOf(() => again.get("0"))).toBe("out-of-range");
  });
});

describe("resuming", () => {
  test("wherever a run was cut short, going on gives the same outputs, and nothing that succeeded is done again", () => {
    const whole = simulatePipeline({ pipeline: churn().pipeline, rng: createRng(1) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 3 }), (cut, maxParallel) => {
        const { pipeline, calls } = churn();
        const store = createArtifactStore();
        // No cache: what is not done again was known from the record.
        const careful = { ...pipeline, steps: pipeline.steps.map((step) => ({ ...step, cache: false })) };
        const steps = simulatePipelineSteps({ pipeline: careful, store, maxParallel, rng: createRng(1) });
        let kept = whole;
        let step = steps.next();
        for (let i = 1; i < cut && step.done !== true; i++) step = steps.next();
        kept = step.done === true ? step.value : step.value.record;
        const done = Object.entries(kept.steps).flatMap(([name, { status }]) => (status === "succeeded" ? [name] : []));
        calls.length = 0;
        const resumed = simulatePipeline({
          pipeline: careful,
          store,
          resume: JSON.parse(JSON.stringify(kept)),
          rng: createRng(9),
        });
        expect(calls.filter((name) => done.includes(name))).toEqual([]);
        expect(statuses(resumed)).toEqual(statuses(whole));
        for (const [name, state] of Object.entries(whole.steps)) {
          if (state.status === "succeeded")
            expect(resumed.steps[name]).toMatchObject({ key: state.key, outputs: state.outputs });
        }
      }),
      { numRuns: 24 },
    );
  });

  test("a failed run goes on from its failure; a changed step and what depends on it are done again", () => {
    const store = createArtifactStore();
    const calls: string[] = [];
    const steps = (broken: boolean, version = "1"): readonly PipelineStep[] => [
      { name: "a", version, run: () => noting(calls, "a", { x: version }) },
      {
        name: "b",
        inputs: { x: { step: "a", output: "x" } },
        run: () => noting(calls, "b", broken ? Promise.reject(new Error("no")) : { y: 1 }),
      },
    ];
    const failed = simulate(steps(true), { store });
    expect(failed.status).toBe("failed");
    const mended = simulate(steps(false), { store, resume: failed });
    expect([mended.status, calls]).toEqual(["succeeded", ["a", "b", "b"]]);
    simulate(steps(false, "2"), { store, resume: mended });
    expect(calls.slice(3)).toEqual(["a", "b"]);
  });

  test("a record whose artifacts are gone is done again", () => {
    const record = simulatePipeline({ pipeline: churn().pipeline, rng: createRng(1) });
    const { pipeline, calls } = churn();
    expect(simulatePipeline({ pipeline, resume: record, rng: createRng(1) }).status).toBe("succeeded");
    expect(calls).toHaveLength(5);
  });
});
