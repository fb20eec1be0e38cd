import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createRng,
  type PipelineStep,
  retryDelayMs,
  runToEnd,
  simulatePipeline,
  simulatePipelineSteps,
} from "#engine/pipelines/index.ts";
import type { Anything } from "#test/unit/engine/refusal-of.ts";
import { churn, simulate, statuses } from "./runs.ts";

const run = () => ({});

const failing = (times: number): PipelineStep["run"] => {
  let left = times;
  return () => {
    left -= 1;
    if (left >= 0) throw new RangeError("not yet");
    return { ok: true };
  };
};

describe("conditions and branches", () => {
  test("a good model is registered, the other branch is skipped, and the report comes in either case", () => {
    const good = simulatePipeline({ pipeline: churn().pipeline, rng: createRng(1) });
    expect(statuses(good)).toEqual({
      split: "succeeded",
      train: "succeeded",
      evaluate: "succeeded",
      register: "succeeded",
      alarm: "skipped",
      report: "succeeded",
    });
    const poor = simulatePipeline({ pipeline: churn({ leastAuc: 0.9 }).pipeline, rng: createRng(1) });
    expect(statuses(poor)).toMatchObject({ register: "skipped", alarm: "succeeded", report: "succeeded" });
    expect(poor.steps["register"]).toMatchObject({ reason: "condition" });
    expect([good.status, poor.status]).toEqual(["succeeded", "succeeded"]);
  });

  test.each<readonly [Anything, boolean]>([
    [{ left: { value: 2 }, is: "less", right: { value: 3 } }, true],
    [{ left: { value: 3 }, is: "less-or-equal", right: { value: 3 } }, true],
    [{ left: { value: 3 }, is: "greater", right: { value: 3 } }, false],
    [{ left: { value: "b" }, is: "greater", right: { value: "a" } }, true],
    [{ left: { value: "2" }, is: "less", right: { value: 3 } }, false],
    [{ left: { value: null }, is: "less", right: { value: 3 } }, false],
    [{ left: { value: { a: 1, b: 2 } }, is: "equal", right: { value: { b: 2, a: 1 } } }, true],
    [{ left: { value: "a" }, is: "in", right: { value: ["b", "a"] } }, true],
    [{ left: { value: "a" }, is: "in", right: { value: "abc" } }, false],
    [{ all: [] }, true],
    [{ any: [] }, false],
    [{ not: { any: [{ all: [] }] } }, false],
  ])("%j: %s", (onlyIf, expected) => {
    expect(statuses(simulate([{ name: "a", onlyIf, run }]))["a"]).toBe(expected ? "succeeded" : "skipped");
  });

  test("what waits for a failure is skipped, what tidies up is not, the rest goes on", () => {
    const steps: readonly PipelineStep[] = [
      { name: "bad", run: failing(9) },
      { name: "needs", after: ["bad"], run },
      { name: "needs needs", after: ["needs"], run },
      { name: "either", after: ["bad"], trigger: "none-failed", run },
      {
        name: "tidy",
        inputs: { rows: { step: "bad", output: "rows" } },
        trigger: "all-ended",
        run: ({ inputs }) => inputs,
      },
      { name: "other", run },
    ];
    const result = simulate(steps);
    expect(statuses(result)).toEqual({
      bad: "failed",
      needs: "skipped",
      "needs needs": "skipped",
      either: "skipped",
      tidy: "succeeded",
      other: "succeeded",
    });
    expect(result.status).toBe("failed");
    expect(result.steps["needs"]).toMatchObject({ reason: "upstream-failed" });
    expect(result.steps["needs needs"]).toMatchObject({ reason: "upstream-skipped" });
    expect(result.steps["bad"]).toMatchObject({ error: { name: "RangeError", message: "not yet" } });
  });
});

describe("time", () => {
  const minutes: Readonly<Record<string, number>> = { a: 5, b: 3, c: 4, d: 1 };
  const durationMs = ({ step }: { readonly step: string }) => (minutes[step] ?? 0) * 60_000;
  const steps = ["a", "b", "c", "d"].map((name) => ({ name, run }));

  test.each([
    [1, 13],
    // a 0–5 and b 0–3, c 3–7, d 5–6.
    [2, 7],
    [4, 5],
  ])("with %d at once it takes %d minutes, worked by hand", (maxParallel, expected) => {
    expect(simulate(steps, { durationMs, maxParallel }).endedMs).toBe(expected * 60_000);
  });

  test("never more at once than allowed, never less than the longest way or the shared work", () => {
    const graphs = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(graphs, fc.integer({ min: 1, max: 4 }), (nodes, maxParallel) => {
        const parts = nodes.map(([back], i) => ({
          name: `s${i}`,
          after: back > 0 && back <= i ? [`s${i - back}`] : [],
          run,
        }));
        const takes = (step: string) => nodes[Number(step.slice(1))]?.[1] ?? 0;
        const record = simulate(parts, { maxParallel, durationMs: ({ step }) => takes(step) });
        const spans = Object.values(record.steps).map((state) =>
          state.status === "succeeded" ? state : { startedMs: 0, endedMs: 0 },
        );
        for (const { startedMs } of spans) {
          expect(
            spans.filter((other) => other.startedMs <= startedMs && startedMs < other.endedMs).length,
          ).toBeLessThanOrEqual(maxParallel);
        }
        const work = nodes.reduce((sum, [, duration]) => sum + duration, 0);
        const ways: number[] = [];
        for (const [i, [back, duration]] of nodes.entries())
          ways.push(duration + (back > 0 && back <= i ? (ways[i - back] ?? 0) : 0));
        const least = Math.max(work / maxParallel, ...ways);
        // Graham 1966: list scheduling needs at most (2 − 1/m) times the best.
        expect(record.endedMs).toBeGreaterThanOrEqual(least);
        expect(record.endedMs).toBeLessThanOrEqual((2 - 1 / maxParallel) * least * (1 + 1e-12) + Math.max(...ways));
      }),
      { numRuns: 50 },
    );
  });

  test("retries wait 1, 2 and 4 seconds, and then it is over", () => {
    const retry = { maxRetries: 3 };
    const won = simulate([{ name: "a", retry, run: failing(3) }], { durationMs: () => 0 });
    expect([won.status, won.endedMs]).toEqual(["succeeded", 7000]);
    expect(won.events.filter(({ type }) => type === "step-retrying").map(({ atMs }) => atMs)).toEqual([0, 1000, 3000]);
    const lost = simulate([{ name: "a", retry, run: failing(4) }], { durationMs: () => 0 });
    expect(lost.steps["a"]).toMatchObject({ status: "failed", attempt: 4 });
  });

  test("only the errors that are named are retried", () => {
    const retry = { maxRetries: 3, errors: ["timeout"] };
    expect(simulate([{ name: "a", retry, run: failing(1) }]).steps["a"]).toMatchObject({
      status: "failed",
      attempt: 1,
    });
    const slow = { name: "a", timeoutMs: 500, retry, run };
    const timed = simulate([slow], { durationMs: ({ attempt }) => (attempt < 3 ? 900 : 400) });
    // 500 + 1000 + 500 + 2000 + 400.
    expect([timed.status, timed.endedMs]).toEqual(["succeeded", 4400]);
  });

  test("full jitter stays below the wait, differs by retry and step, and is the same for a seed", () => {
    const delays = Array.from({ length: 50 }, (_, seed) =>
      retryDelayMs({ policy: { maxRetries: 1, jitter: "full" }, retry: 3, rng: createRng(seed) }),
    );
    expect(Math.max(...delays)).toBeLessThan(4000);
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(3000);
    const jittered = () => {
      const retry = { maxRetries: 2, jitter: "full" } as const;
      return simulate([
        { name: "a", retry, run: failing(2) },
        { name: "b", retry, run: failing(2) },
      ]);
    };
    expect(jittered()).toEqual(jittered());
    const due = jittered()
      .events.filter(({ type }) => type === "step-started")
      .map(({ atMs }) => atMs);
    expect(new Set(due).size).toBe(due.length - 1);
  });

  test("in steps it is the same record, the clock only moves forward, and it stops when told to", () => {
    const options = { pipeline: churn().pipeline, rng: createRng(1) };
    const times: number[] = [];
    const record = runToEnd(simulatePipelineSteps(options), ({ record: at }) =>
      times.push(at.events.at(-1)?.atMs ?? 0),
    );
    expect(record).toEqual(simulatePipeline({ ...options, rng: createRng(1) }));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const steps = simulatePipelineSteps({ ...options, rng: createRng(1) });
    steps.next();
    steps.return(record);
    expect(steps.next()).toEqual({ done: true, value: undefined });
  });
});
