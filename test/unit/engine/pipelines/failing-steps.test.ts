import { describe, expect, test } from "vitest";
import { createRng, retryDelayMs, simulatePipeline } from "#engine/pipelines/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";
import { churn, simulate } from "./runs.ts";

const run = () => ({});

describe("steps that misbehave fail, and the run says how", () => {
  test.each<readonly [string, Anything, string]>([
    ["a promise in a simulation", async () => ({}), "wrong-type"],
    ["nothing", () => undefined, "wrong-type"],
    ["null", () => null, "wrong-type"],
    ["a list", () => [], "wrong-type"],
    ["a function as output", () => ({ model: () => 0 }), "wrong-type"],
    ["NaN as output", () => ({ auc: Number.NaN }), "not-finite"],
    [
      "a thrown text",
      () => {
        throw "no";
      },
      "error",
    ],
  ])("%s", (_, hostile, name) => {
    expect(simulate([{ name: "a", run: hostile }]).steps["a"]).toMatchObject({ status: "failed", error: { name } });
  });

  test("an output that is not given fails the step that asks for it", () => {
    const result = simulate([
      { name: "a", run: () => ({ rows: 1 }) },
      { name: "b", inputs: { x: { step: "a", output: "row" } }, run },
    ]);
    expect(result.steps["b"]).toMatchObject({
      status: "failed",
      error: { name: "bad-expression", message: "a run requires a to give row, got rows" },
    });
  });

  const { pipeline } = churn();
  const start = (options: Anything) => () => simulatePipeline({ pipeline, rng: createRng(1), ...options });
  test.each<readonly [string, () => unknown, string]>([
    ["an unknown parameter", start({ parameters: { rats: 1 } }), "bad-expression"],
    [
      "a parameter that is missing",
      start({ pipeline: { ...pipeline, parameters: { rows: undefined, rate: 1 } } }),
      "bad-expression",
    ],
    ["a parameter that is no data", start({ parameters: { rate: () => 0 } }), "wrong-type"],
    ["no room at all", start({ maxParallel: 0 }), "out-of-range"],
    ["a record of another pipeline", start({ resume: simulate([{ name: "a", run }]) }), "out-of-range"],
    ["a record that is none", start({ resume: { kind: "study", version: 1 } }), "wrong-type"],
    ["a negative duration", start({ durationMs: () => -1 }), "out-of-range"],
    ["a duration of NaN", start({ durationMs: () => Number.NaN }), "not-finite"],
    ["a start of infinity", start({ startMs: Number.POSITIVE_INFINITY }), "not-finite"],
    [
      "the zeroth retry",
      () => retryDelayMs({ policy: { maxRetries: 1 }, retry: 0, rng: createRng(1) }),
      "out-of-range",
    ],
    [
      "a negative wait",
      () => retryDelayMs({ policy: { maxRetries: 1, intervalMs: -5 }, retry: 1, rng: createRng(1) }),
      "out-of-range",
    ],
    [
      "a wait of NaN",
      () => retryDelayMs({ policy: { maxRetries: 1, intervalMs: Number.NaN }, retry: 1, rng: createRng(1) }),
      "not-finite",
    ],
  ])("%s is refused", (_, call, code) => {
    expect(refusalOf(call)).toBe(code);
  });
});
