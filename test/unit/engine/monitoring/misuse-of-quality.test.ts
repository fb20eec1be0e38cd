import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/index.ts";
import * as door from "#engine/monitoring/index.ts";
import { refusalOf } from "#test/unit/engine/refusal-of.ts";
import { any, rule, table } from "./misuse-samples.ts";

const statistics = door.tableStatistics({ table });

const constraints = door.suggestConstraints({ statistics });

const predictions = { ids: [1, 2], times: [0, 1], predicted: [0, 1] };

const quality = {
  predictions,
  labels: { ids: [1, 2], actual: [0, 1] },
  windowLength: 1,
  metric: { share: "accuracy" },
  leastLabels: 1,
};

describe("options of quality outside their interval", () => {
  test.each<[string, () => unknown, string]>([
    ["statistics of no table", () => any.tableStatistics({ table: [1, 2] }), "wrong-type"],
    ["statistics of no rows", () => any.tableStatistics({ table: fromColumns({ x: [] }) }), "empty"],
    ["statistics of infinity", () => any.tableStatistics({ table: fromColumns({ x: [1, Infinity] }) }), "not-finite"],
    ["a sketch of one", () => any.tableStatistics({ table, sketchSize: 1 }), "out-of-range"],
    ["constraints from a table", () => any.suggestConstraints({ statistics: table }), "wrong-type"],
    [
      "constraints with a domain of half",
      () => any.suggestConstraints({ statistics, largestDomain: 0.5 }),
      "out-of-range",
    ],
    ["a strictness above 1", () => any.suggestConstraints({ statistics, config: { typeMatch: 100 } }), "out-of-range"],
    [
      "an unknown comparison method",
      () => any.suggestConstraints({ statistics, config: { comparisonMethod: "Strict" } }),
      "out-of-range",
    ],
    ["a check without constraints", () => any.checkConstraints({ table, constraints: null }), "wrong-type"],
    ["a check of no rows", () => any.checkConstraints({ table: fromColumns({ x: [] }), constraints }), "empty"],
    [
      "ids that repeat",
      () => any.qualityOverTime({ ...quality, predictions: { ...predictions, ids: [1, 1] } }),
      "duplicate-key",
    ],
    [
      "labels that repeat",
      () => any.qualityOverTime({ ...quality, labels: { ids: [1, 1], actual: [0, 1] } }),
      "duplicate-key",
    ],
    [
      "ids of null",
      () => any.qualityOverTime({ ...quality, predictions: { ...predictions, ids: [null, 1] } }),
      "wrong-type",
    ],
    ["no predictions", () => any.qualityOverTime({ ...quality, predictions: null }), "wrong-type"],
    ["no labels", () => any.qualityOverTime({ ...quality, labels: undefined }), "wrong-type"],
    [
      "times of text",
      () => any.qualityOverTime({ ...quality, predictions: { ...predictions, times: ["1", "2"] } }),
      "wrong-type",
    ],
    ["a window of 0", () => any.qualityOverTime({ ...quality, windowLength: 0 }), "out-of-range"],
    [
      "a million windows",
      () => any.qualityOverTime({ ...quality, predictions: { ...predictions, times: [0, 1e6] } }),
      "out-of-range",
    ],
    ["an unknown share", () => any.qualityOverTime({ ...quality, metric: { share: "f1" } }), "out-of-range"],
    ["no metric", () => any.qualityOverTime({ ...quality, metric: null }), "wrong-type"],
    [
      "a function without an rng",
      () => any.qualityOverTime({ ...quality, metric: { compute: () => 1 } }),
      "wrong-type",
    ],
    [
      "an actual of NaN",
      () => any.qualityOverTime({ ...quality, labels: { ids: [1], actual: [Number.NaN] } }),
      "invalid-label",
    ],
    ["a confidence of 95", () => any.qualityOverTime({ ...quality, confidence: 95 }), "out-of-range"],
    ["more successes than trials", () => any.wilsonInterval({ successes: 3, trials: 2 }), "out-of-range"],
    [
      "a confidence that rounds to 1 when halved",
      () => any.wilsonInterval({ successes: 3, trials: 10, confidence: 1 - 2 ** -53 }),
      "out-of-range",
    ],
    ["no trials", () => any.wilsonInterval({ successes: 0, trials: 0 }), "out-of-range"],
    ["an alarm without a rule", () => any.evaluateAlarm({ values: [1] }), "out-of-range"],
    [
      "four of three",
      () => any.evaluateAlarm({ values: [1], rule: { ...rule, evaluationPeriods: 3, datapointsToAlarm: 4 } }),
      "out-of-range",
    ],
    [
      "a threshold of infinity",
      () => any.evaluateAlarm({ values: [1], rule: { ...rule, threshold: Infinity } }),
      "out-of-range",
    ],
    ["importances of nothing", () => any.attributionDrift({ baseline: null, current: {} }), "wrong-type"],
    ["no importances", () => any.attributionDrift({ baseline: {}, current: {} }), "empty"],
    ["other features", () => any.attributionDrift({ baseline: { a: 1 }, current: { b: 1 } }), "unknown-column"],
    ["an importance below 0", () => any.attributionDrift({ baseline: { a: -1 }, current: { a: 1 } }), "out-of-range"],
    [
      "an importance of NaN",
      () => any.attributionDrift({ baseline: { a: Number.NaN }, current: { a: 1 } }),
      "not-finite",
    ],
    [
      "no feature that matters",
      () => any.attributionDrift({ baseline: { a: 0 }, current: { a: 1 } }),
      "undefined-ratio",
    ],
  ])("%s", (_, call, code) => {
    expect(refusalOf(call)).toBe(code);
  });
});
