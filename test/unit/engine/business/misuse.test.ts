import { describe, expect, test } from "vitest";
import * as door from "#engine/business/index.ts";
import { createRng } from "#engine/business/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

function codeOf(name: string, asked: Anything): string {
  const call: Anything = Reflect.get(door, name);
  return refusalOf(() => call(asked));
}

/** One call of each function that is right, and its arguments spoilt one at a time. */
const right: Readonly<Record<string, Readonly<Record<string, Anything>>>> = {
  profitByThreshold: { labels: [0, 1], scores: [0.2, 0.7], gains: { tp: 1, fp: -1 } },
  costByThreshold: { labels: [0, 1], scores: [0.2, 0.7], costs: { fp: 1, fn: [0, 2] } },
  thresholdFromCosts: { costs: { fp: 1, fn: 2 } },
  expectedCost: {
    matrix: {
      labels: ["a", "b"],
      rows: [
        [1, 0],
        [0, 1],
      ],
      total: 2,
    },
    costs: [
      [0, 1],
      [1, 0],
    ],
  },
  leastCostLabels: {
    probabilities: [[0.5, 0.5]],
    classes: ["a", "b"],
    costs: [
      [0, 1],
      [1, 0],
    ],
  },
  costCurve: { labels: [0, 1], scores: [0.2, 0.7] },
  qiniCurve: { outcomes: [1, 0], treated: [1, 0], scores: [1, 2] },
  upliftByGroup: { outcomes: [1, 0], treated: [1, 0], scores: [1, 2], groups: 1 },
  twoModelUplift: { withTreatment: [1], withoutTreatment: [0] },
  compareProportions: { control: { successes: 1, trials: 5 }, treatment: { successes: 2, trials: 5 } },
  comparePosteriors: { control: { successes: 1, trials: 5 }, treatment: { successes: 2, trials: 5 } },
  compareMeans: { control: [1, 2], treatment: [2, 4] },
  sampleSizePerGroup: { design: { kind: "proportions", control: 0.1, treatment: 0.2 } },
  experimentPower: { design: { kind: "means", difference: 1, standardDeviation: 2 }, rowsPerGroup: 10 },
  bonferroni: { pValues: [0.1, 0.2] },
  sequentialTest: { outcomes: [1, 0], baseRate: 0.1, alternativeRate: 0.2 },
  alwaysValidTest: { control: [1, 0], treatment: [1, 1], expectedDifference: 0.1 },
  groupSequentialBounds: { looks: 2 },
  netPresentValue: { cashFlows: [-1, 2], rate: 0.1 },
  internalRateOfReturn: { cashFlows: [-1, 2] },
  paybackPeriod: { cashFlows: [-1, 2] },
  modelRoi: { investment: 1, benefits: 2, runningCosts: 1, periods: 2 },
  tornado: { model: () => 1, inputs: { a: { low: 0, base: 1, high: 2 } } },
  monteCarlo: { model: () => 1, inputs: { a: { kind: "constant", value: 1 } }, rng: createRng(1), runs: 10 },
  decisionTable: { criteria: [{ name: "a", value: 1, need: "at-least", threshold: 0 }] },
  costReport: {
    entries: [{ date: "2026-11-01", service: "S3", amount: 1, tags: {} }],
    from: "2026-11-01",
    to: "2026-12-01",
  },
  checkBudgets: { entries: [], budgets: [{ name: "b", amount: 1 }], asOf: "2026-11-01" },
};

test("the right calls are accepted, and none of the door's functions is left out", () => {
  const others = ["EngineError", "createRng", "runToEnd", "monteCarloSteps"];
  expect(Object.keys(door).toSorted()).toEqual([...Object.keys(right), ...others].toSorted());
  for (const [name, asked] of Object.entries(right)) expect([name, codeOf(name, asked)]).toEqual([name, "accepted"]);
});

describe.each(Object.entries(right))("%s", (name, asked) => {
  // A model is the learner's own function: what it throws is theirs.
  const spoilt = Object.keys(asked).filter((key) => key !== "model");

  test.each(spoilt)("refuses any %s that makes no sense, by a code", (key) => {
    for (const value of [
      null,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      "text",
      {},
      [],
      [{}],
      [null],
      [Number.NaN],
      [[]],
      true,
      -1e300,
    ]) {
      const code = codeOf(name, { ...asked, [key]: value });
      const isHarmless =
        // No entries cost nothing, an infinite or absurd rate is a rate, and so on: answers that are right.
        (key === "entries" && Array.isArray(value) && value.length === 0) ||
        ((key === "gains" || key === "costs") && name.endsWith("ByThreshold") && JSON.stringify(value) === "{}") ||
        (typeof value === "number" && Number.isFinite(value) && ["benefits", "runningCosts"].includes(key));
      if (!isHarmless) expect([key, value, code]).not.toEqual([key, value, "accepted"]);
    }
  });
});

test.each<[string, string, Anything]>([
  ["profitByThreshold", "out-of-range", { gains: { truePositive: 1 } }],
  ["profitByThreshold", "length-mismatch", { gains: { tp: [1] } }],
  ["profitByThreshold", "wrong-type", { gains: { tp: [{}, {}] } }],
  ["profitByThreshold", "not-finite", { gains: { tp: [1, Number.NaN] } }],
  ["costByThreshold", "invalid-weight", { weights: [0, 0] }],
  ["thresholdFromCosts", "out-of-range", { costs: { fp: 0, fn: 1 } }],
  ["leastCostLabels", "not-a-distribution", { probabilities: [[0.5, 0.6]] }],
  ["leastCostLabels", "not-a-distribution", { probabilities: [[-0.5, 1.5]] }],
  ["leastCostLabels", "length-mismatch", { costs: [[0, 1]] }],
  ["costCurve", "single-class", { labels: [1, 1] }],
  ["qiniCurve", "single-class", { treated: [1, 1] }],
  ["upliftByGroup", "undefined-ratio", { groups: 2 }],
  ["compareProportions", "out-of-range", { control: { successes: 6, trials: 5 } }],
  [
    "compareProportions",
    "undefined-ratio",
    { control: { successes: 0, trials: 5 }, treatment: { successes: 0, trials: 5 } },
  ],
  ["compareMeans", "too-few-rows", { control: [1] }],
  ["compareMeans", "constant-column", { control: [1, 1], treatment: [2, 2] }],
  ["compareMeans", "not-finite", { control: [1e200, -1e200] }],
  ["compareMeans", "out-of-range", { alternative: "greater" }],
  ["sampleSizePerGroup", "out-of-range", { design: { kind: "proportions", control: 0.1, treatment: 0.1 } }],
  ["sampleSizePerGroup", "out-of-range", { alternative: "smaller" }],
  ["sampleSizePerGroup", "out-of-range", { power: 0.01 }],
  ["sequentialTest", "out-of-range", { alternativeRate: 0.1 }],
  ["sequentialTest", "out-of-range", { falseAlarmRate: 0.5, missRate: 0.6 }],
  ["sequentialTest", "invalid-label", { outcomes: [2] }],
  ["groupSequentialBounds", "out-of-range", { looks: 21 }],
  ["netPresentValue", "out-of-range", { rate: -1 }],
  ["modelRoi", "undefined-ratio", { investment: 0, runningCosts: 0 }],
  ["modelRoi", "length-mismatch", { benefits: [1] }],
  ["tornado", "out-of-range", { inputs: { a: { low: 2, base: 1, high: 3 } } }],
  ["tornado", "not-finite", { model: () => Number.NaN }],
  ["monteCarlo", "wrong-type", { model: () => "1" }],
  ["monteCarlo", "out-of-range", { correlations: [{ between: ["a", "b"], correlation: 0.5 }] }],
  ["decisionTable", "duplicate-key", { criteria: [1, 2].map(() => right["decisionTable"]?.["criteria"][0]) }],
  ["costReport", "out-of-range", { to: "2026-11-01" }],
  ["costReport", "out-of-range", { from: "2026-02-30" }],
  ["costReport", "out-of-range", { groupBy: ["owner"] }],
  ["costReport", "out-of-range", { from: "0001-01-01", granularity: "day" }],
  ["costReport", "wrong-type", { entries: [{ date: "2026-11-01", service: "S3", amount: 1, tags: null }] }],
])("%s: %s for %j", (name, code, change) => {
  expect(codeOf(name, { ...right[name], ...change })).toBe(code);
});
