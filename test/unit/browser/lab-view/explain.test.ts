import { expect, test } from "vitest";
import { explainError, explainVerdict } from "#browser/lab-view/explain.ts";
import type { Verdict } from "#contract/verdict.ts";

const words = { "engine.single-class": "Both classes are needed." };
const verdict = (parts: Partial<Verdict>): Verdict => ({
  origin: "practice",
  lab: "07-metrics/fish-matrix",
  labVersion: 1,
  status: "error",
  checks: [],
  score: 0,
  seed: 1,
  durationMs: 1,
  ...parts,
});
const explain = (parts: Partial<Verdict>, why: "by-hand" | "other-lab" | null = null) =>
  explainVerdict({ verdict: verdict(parts), why, words });
const pass = { status: "pass", id: "a", weight: 1 } as const;
const fail = { status: "fail", id: "b", weight: 1, message: { key: "std.close", params: {} } } as const;

test("a solved lab says how many checks it passed", () => {
  expect(explain({ status: "pass", score: 1, checks: [pass] })).toEqual({
    tone: "good",
    title: { key: "lab.solved", facts: { count: 1 } },
  });
});

test("some passed and none passed are told apart", () => {
  expect(explain({ status: "fail", checks: [pass, fail] }).title).toEqual({
    key: "lab.passed-some",
    facts: { passed: 1, count: 2 },
  });
  expect(explain({ status: "fail", checks: [fail] }).title).toEqual({
    key: "lab.passed-none",
    facts: { passed: 0, count: 1 },
  });
});

test("the time limit is said in seconds and with a remedy", () => {
  expect(explain({ stopped: { reason: "time-limit", limitMs: 5000 } })).toMatchObject({
    title: { key: "lab.ended-time", facts: { seconds: 5 } },
    remedy: { key: "lab.ended-time-remedy" },
  });
});

test("the memory limit is said in MiB and with a remedy", () => {
  expect(explain({ stopped: { reason: "memory-limit", limitMiB: 256 } })).toMatchObject({
    title: { key: "lab.ended-memory", facts: { limit: 256 } },
    remedy: { key: "lab.ended-memory-remedy" },
  });
});

test("a stop by hand is no failure and differs from one for another lab", () => {
  expect(explain({ stopped: { reason: "stopped" } }, "by-hand")).toEqual({
    tone: "plain",
    title: { key: "lab.stopped" },
  });
  expect(explain({ stopped: { reason: "stopped" } }, "other-lab").title.key).toBe("lab.stopped-other");
});

test("a crash and a fault of ours are warnings, not the learner's failure", () => {
  expect(explain({ stopped: { reason: "crashed" } }).tone).toBe("warn");
  expect(explain({ stopped: { reason: "internal", detail: "no data" } })).toMatchObject({
    tone: "warn",
    detail: "no data",
  });
});

test("a verdict of error without a check is never shown as passed", () => {
  expect(explain({ status: "error" })).toMatchObject({ tone: "warn", title: { key: "lab.ended-internal" } });
});

test("an engine error is said by its code, with the engine's sentence beside it and the learner's line", () => {
  const error = {
    name: "EngineError",
    message: "rocAuc requires both classes, got 3 positive and 0 negative",
    code: "single-class",
    facts: { function: "rocAuc" },
    phase: "call",
    line: 12,
    column: 3,
  } as const;
  expect(explainError(error, words)).toEqual({
    tone: "bad",
    title: { key: "engine.single-class", facts: { function: "rocAuc" } },
    detail: "rocAuc requires both classes, got 3 positive and 0 negative",
    place: { line: 12, column: 3 },
  });
});

test("any other error is said by its phase, with its own words", () => {
  const error = { name: "TypeError", message: "x is not a function", phase: "load" } as const;
  expect(explainError(error, words)).toEqual({
    tone: "bad",
    title: { key: "lab.error-load" },
    detail: "TypeError: x is not a function",
  });
});

test("a code that the page has no words for falls back to the phase", () => {
  const error = { name: "Error", message: "m", code: "constructor", phase: "compile" } as const;
  expect(explainError(error, Object.assign(Object.create(null), words)).title.key).toBe("lab.error-compile");
});
