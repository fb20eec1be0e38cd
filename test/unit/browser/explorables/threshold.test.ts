import { describe, expect, test } from "vitest";
import diabetes from "#browser/explorables/data/diabetes-scores.json" with { type: "json" };
import spam from "#browser/explorables/data/spam-scores.json" with { type: "json" };
import { twoGaussians } from "#browser/explorables/threshold-explorer/scored-rows.ts";
import {
  atThreshold,
  cheapestThreshold,
  costsPer100,
  countsAt,
  curvesOf,
  startState,
  thresholdNear,
} from "#browser/explorables/threshold-explorer/threshold-state.ts";

const rows = { labels: [1, 1, 0, 1, 0, 0], scores: [0.9, 0.7, 0.6, 0.4, 0.3, 0.1] };

describe("a threshold over scored rows", () => {
  test.each([
    [0, { tp: 3, fp: 3, fn: 0, tn: 0 }],
    [0.5, { tp: 2, fp: 1, fn: 1, tn: 2 }],
    [0.6, { tp: 2, fp: 1, fn: 1, tn: 2 }],
    [1, { tp: 0, fp: 0, fn: 3, tn: 3 }],
  ])("at %d the score itself counts as positive", (threshold, counts) => {
    expect(countsAt({ rows, threshold })).toEqual(counts);
  });

  test("it goes in hundredths and stays between 0 and 1", () => {
    const state = startState({ source: "two-gaussians", panels: [] });
    expect(atThreshold(state, 0.1 + 0.2).threshold).toBe(0.3);
    expect(atThreshold(state, -4).threshold).toBe(0);
    expect(atThreshold(state, 4).threshold).toBe(1);
  });

  // pairs in order: 0.9 and 0.7 beat 3 negatives each, 0.4 beats 2: 8 of 9
  test("auc is the share of pairs in order", () => {
    expect(curvesOf(rows).auc).toBeCloseTo(8 / 9, 12);
  });
});

describe("what mistakes cost", () => {
  // at 0.5: one false alarm and one miss among 6 rows, 100 · (4 · 1 + 7 · 1) / 6
  test("is the price of each kind of mistake, per 100 cases", () => {
    const costs = costsPer100({ rows, costs: { falseAlarm: 4, miss: 7 } });
    expect(costs[50]).toBeCloseTo(1100 / 6, 10);
  });

  // miss dear: all three positives found at thresholds 0.31 … 0.40, one false alarm; the middle is 0.35
  test("dear misses pull the cheapest threshold down", () => {
    expect(cheapestThreshold(costsPer100({ rows, costs: { falseAlarm: 1, miss: 20 } }))).toBe(0.35);
  });

  // false alarm dear: none at 0.61 … 0.70, one miss; the middle is 0.65
  test("dear false alarms push it up", () => {
    expect(cheapestThreshold(costsPer100({ rows, costs: { falseAlarm: 20, miss: 1 } }))).toBe(0.65);
  });
});

test("a place on the ROC square leads to the threshold of the nearest point", () => {
  expect(
    countsAt({ rows, threshold: thresholdNear({ rows, falsePositiveRate: 0.05, truePositiveRate: 0.6 }) }),
  ).toEqual(countsAt({ rows, threshold: 0.7 }));
});

describe("two bell-shaped classes", () => {
  test("are the same at every visit and further apart with a larger distance", () => {
    expect(twoGaussians(1.5)).toEqual(twoGaussians(1.5));
    const aucs = [0.5, 1, 2, 3].map((distance) => curvesOf(twoGaussians(distance)).auc);
    expect(aucs).toEqual(aucs.toSorted((a, b) => a - b));
  });

  // For equal variances auc = Φ(d / √2); at d = 2 that is Φ(1.4142) = 0.9214. Its standard error on 80 and 120 rows is
  // about 0.02 (Hanley & McNeil 1982), so four of them are allowed.
  test("have the auc that theory gives", () => {
    expect(Math.abs(curvesOf(twoGaussians(2)).auc - 0.9214)).toBeLessThan(0.08);
  });
});

// sklearn.metrics.roc_auc_score over the same two files, scikit-learn 1.2.1
test.each([
  ["spam", spam, 400, 0.9426325975520452],
  ["diabetes", diabetes, 300, 0.8450549450549449],
] as const)("the real scores of %s have the auc that scikit-learn finds", (_, data, count, auc) => {
  expect(data.scores).toHaveLength(count);
  expect(curvesOf(data).auc).toBeCloseTo(auc, 12);
});
