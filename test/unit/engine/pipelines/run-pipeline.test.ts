import { describe, expect, test } from "vitest";
import {
  type Clock,
  createArtifactStore,
  createRng,
  type PipelineStep,
  type RunRecord,
  runPipeline,
  type Signal,
  simulatePipeline,
} from "#engine/pipelines/index.ts";
import type { Anything } from "#test/unit/engine/refusal-of.ts";
import { churn, noting, statuses } from "./runs.ts";

/** A clock that moves when the test says so: a fake behind the port. */
function fakeClock(): Clock & { readonly tick: (ms: number) => Promise<void> } {
  let nowMs = 0;
  let sleepers: { readonly dueMs: number; readonly wake: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    sleep: (durationMs, signal) =>
      new Promise((resolve) => {
        const sleeper = { dueMs: nowMs + durationMs, wake: resolve };
        sleepers.push(sleeper);
        signal.addEventListener("abort", () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          resolve();
        });
      }),
    tick: async (ms) => {
      await settle();
      nowMs += ms;
      for (const { wake } of sleepers.filter(({ dueMs }) => dueMs <= nowMs)) wake();
      sleepers = sleepers.filter(({ dueMs }) => dueMs > nowMs);
      await settle();
    },
  };
}

/** Lets everything that waits for nothing but promises go on. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

const running = (steps: readonly PipelineStep[], more: object = {}) => {
  const clock = fakeClock();
  const records: RunRecord[] = [];
  const result = runPipeline({
    pipeline: { name: "test", steps },
    clock,
    rng: createRng(1),
    onChange: (record) => records.push(record),
    ...more,
  });
  return { clock, result, records, latest: () => records.at(-1) };
};

test("comes to the same states and outputs as the simulation", async () => {
  const real = await runPipeline({ pipeline: churn().pipeline, clock: fakeClock(), rng: createRng(1) });
  const simulated = simulatePipeline({ pipeline: churn().pipeline, rng: createRng(1), durationMs: () => 0 });
  expect(real.steps).toEqual(simulated.steps);
});

test("runs side by side what can be, up to the limit", async () => {
  const open: string[] = [];
  let most = 0;
  const steps = ["a", "b", "c", "d", "e"].map((name) => ({
    name,
    run: async () => {
      open.push(name);
      most = Math.max(most, open.length);
      await settle();
      open.splice(open.indexOf(name), 1);
      return {};
    },
  }));
  const { result } = running(steps, { maxParallel: 3 });
  expect((await result).status).toBe("succeeded");
  expect(most).toBe(3);
});

test("a step past its time is told, failed and retried; its late answer is not listened to", async () => {
  const signals: Signal[] = [];
  const { clock, result, latest } = running([
    {
      name: "slow",
      timeoutMs: 1000,
      retry: { maxRetries: 1, intervalMs: 5000 },
      run: ({ signal, attempt }) => {
        signals.push(signal);
        return attempt === 1 ? new Promise(() => undefined) : { attempt };
      },
    },
  ]);
  await clock.tick(999);
  expect(latest()?.steps["slow"]).toMatchObject({ status: "running", attempt: 1 });
  await clock.tick(1);
  expect(latest()?.steps["slow"]).toMatchObject({ status: "retrying", error: { name: "timeout" }, dueMs: 6000 });
  expect(signals[0]?.aborted).toBe(true);
  await clock.tick(4999);
  expect(latest()?.steps["slow"]?.status).toBe("retrying");
  await clock.tick(1);
  expect((await result).steps["slow"]).toMatchObject({ status: "succeeded", attempt: 2, startedMs: 6000 });
});

test("an AbortController of the host cancels: nothing more begins, and steps hear of it", async () => {
  const controller = new AbortController();
  const heard: boolean[] = [];
  const { clock, result } = running(
    [
      { name: "fast", run: () => ({}) },
      {
        name: "long",
        after: ["fast"],
        run: ({ signal }) => {
          signal.addEventListener("abort", () => heard.push(signal.aborted));
          return new Promise(() => undefined);
        },
      },
      { name: "never", after: ["long"], run: () => ({}) },
    ],
    { signal: controller.signal },
  );
  await clock.tick(10);
  controller.abort();
  const record = await result;
  expect(record.status).toBe("cancelled");
  expect(statuses(record)).toEqual({ fast: "succeeded", long: "cancelled", never: "cancelled" });
  expect(heard).toEqual([true]);
});

test("aborted beforehand, nothing begins at all", async () => {
  const calls: string[] = [];
  const { result } = running([{ name: "a", run: () => noting(calls, "a", {}) }], { signal: AbortSignal.abort() });
  expect(statuses(await result)).toEqual({ a: "cancelled" });
  expect(calls).toEqual([]);
});

test("after a crash the last record kept is enough to go on", async () => {
  const store = createArtifactStore();
  const calls: string[] = [];
  const steps = (hangs: boolean): readonly PipelineStep[] => [
    { name: "a", cache: false, run: () => noting(calls, "a", { x: 1 }) },
    {
      name: "b",
      cache: false,
      inputs: { x: { step: "a", output: "x" } },
      run: () => noting(calls, "b", hangs ? new Promise(() => undefined) : { y: 2 }),
    },
  ];
  const crashed = running(steps(true), { store });
  await crashed.clock.tick(1);
  // Here the host dies: the run is never heard of again.
  const kept = JSON.parse(JSON.stringify(crashed.latest())) as RunRecord; // plain data keeps its shape
  expect(statuses(kept)).toEqual({ a: "succeeded", b: "running" });
  const { result } = running(steps(false), { store, resume: kept });
  expect(statuses(await result)).toEqual({ a: "succeeded", b: "succeeded" });
  expect(calls).toEqual(["a", "b", "b"]);
});

describe("errors", () => {
  test("a rejected promise and a thrown error are one failure, kept by name", async () => {
    const thrown = () => {
      throw new TypeError("broken");
    };
    const { result } = running([
      { name: "thrown", run: thrown },
      { name: "rejected", run: async () => thrown() },
    ]);
    const { steps } = await result;
    expect(steps["thrown"]).toEqual(steps["rejected"]);
    expect(steps["thrown"]).toMatchObject({ status: "failed", error: { name: "TypeError", message: "broken" } });
  });

  test("a pipeline that cannot run rejects at once", async () => {
    await expect(running([]).result).rejects.toMatchObject({ code: "empty" });
    await expect(running([{ name: "a", after: ["a"], run: () => ({}) }]).result).rejects.toMatchObject({
      code: "graph-cycle",
    });
  });

  test("without a clock or a source of chance it rejects with a code", async () => {
    const pipeline = { name: "p", steps: [{ name: "a", run: () => ({}) }] };
    const run = (options: Anything) => runPipeline(options);
    await expect(run({ pipeline, rng: createRng(1) })).rejects.toMatchObject({ code: "wrong-type" });
    await expect(run({ pipeline, clock: fakeClock() })).rejects.toMatchObject({ code: "wrong-type" });
  });
});
