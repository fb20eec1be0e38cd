import { describe, expect, test } from "vitest";
import * as door from "#engine/monitoring/index.ts";
import { refusalOf } from "#test/unit/engine/refusal-of.ts";
import { any } from "./misuse-samples.ts";

describe("options of detectors outside their interval", () => {
  test.each<[string, () => unknown, string]>([
    ["an unknown detector", () => any.startDetector({ kind: "hddm" }), "out-of-range"],
    ["no detector", () => any.startDetector(undefined), "out-of-range"],
    ["levels upside down", () => any.startDetector({ kind: "ddm", warningLevel: 3, driftLevel: 2 }), "out-of-range"],
    [
      "ratios upside down",
      () => any.startDetector({ kind: "eddm", warningRatio: 0.8, driftRatio: 0.9 }),
      "out-of-range",
    ],
    ["a false alarm chance of 2", () => any.startDetector({ kind: "adwin", falseAlarmChance: 2 }), "out-of-range"],
    ["a window too short", () => any.startDetector({ kind: "kswin", windowSize: 50, recentSize: 30 }), "out-of-range"],
    ["a threshold of 0", () => any.startDetector({ kind: "page-hinkley", threshold: 0 }), "out-of-range"],
    [
      "an answer of 2",
      () => any.updateDetector({ state: door.startDetector({ kind: "ddm" }), value: 2 }),
      "invalid-label",
    ],
    [
      "an answer of true",
      () => any.updateDetector({ state: door.startDetector({ kind: "eddm" }), value: true }),
      "invalid-label",
    ],
    [
      "a value of NaN",
      () => any.updateDetector({ state: door.startDetector({ kind: "adwin" }), value: Number.NaN }),
      "not-finite",
    ],
    [
      "a value of text",
      () => any.updateDetector({ state: door.startDetector({ kind: "page-hinkley" }), value: "1" }),
      "wrong-type",
    ],
    [
      "KSWIN without an rng",
      () => any.updateDetector({ state: door.startDetector({ kind: "kswin" }), value: 1 }),
      "wrong-type",
    ],
    ["a state of nothing", () => any.updateDetector({ state: null, value: 1 }), "wrong-type"],
    [
      "a state of the future",
      () => any.updateDetector({ state: { kind: "ddm", version: 9 }, value: 1 }),
      "unsupported-version",
    ],
    ["an empty series", () => any.runDetector({ state: door.startDetector({ kind: "ddm" }), values: [] }), "empty"],
  ])("%s", (_, call, code) => {
    expect(refusalOf(call)).toBe(code);
  });
});
