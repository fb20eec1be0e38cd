import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/index.ts";
import * as door from "#engine/monitoring/index.ts";
import { createRng } from "#engine/monitoring/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

const any: Anything = door;
const table = fromColumns({ x: [1, 2, 3], c: ["a", "b", "a"] });
const statistics = door.tableStatistics({ table });
const constraints = door.suggestConstraints({ statistics });
const counts = { tp: 1, fp: 1, fn: 1, tn: 1 };
const group = { positives: 1, negatives: 1 };
const bins = door.fitBins({ baseline: [1, 2, 3] });
const facet = { facet: ["m", "f"], disadvantaged: { values: ["f"] }, labels: [0, 1], positive: { values: [1] } };
const fair = {
  labels: [0, 1, 0, 1],
  scores: [1, 2, 3, 4],
  groups: ["a", "a", "b", "b"],
  criterion: "demographic-parity",
};
const fitted = door.fitFairThresholds({ ...fair, criterion: "demographic-parity" });
const predictions = { ids: [1, 2], times: [0, 1], predicted: [0, 1] };
const quality = {
  predictions,
  labels: { ids: [1, 2], actual: [0, 1] },
  windowLength: 1,
  metric: { share: "accuracy" },
  leastLabels: 1,
};
const rule = { threshold: 1, comparison: "less" };

/** Every function with arguments that it accepts; below, one of them at a time is spoilt. */
const calls: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ksTest: { baseline: [1, 2], current: [3, 4] },
  wassersteinDistance: { baseline: [1, 2], current: [3, 4] },
  fitBins: { baseline: [1, 2, 3] },
  fitCategories: { baseline: ["a", "b"] },
  countInBins: { bins, values: [1, 2] },
  psi: { baselineCounts: [1, 2], currentCounts: [2, 1] },
  kullbackLeibler: { baselineCounts: [1, 2], currentCounts: [2, 1] },
  jensenShannon: { baselineCounts: [1, 2], currentCounts: [2, 1] },
  totalVariation: { baselineCounts: [1, 2], currentCounts: [2, 1] },
  hellinger: { baselineCounts: [1, 2], currentCounts: [2, 1] },
  adjustPValues: { pValues: [0.1, 0.2] },
  measureDrift: { baseline: [1, 2], current: [3, 4] },
  dataBias: facet,
  modelBias: { ...facet, predicted: [1, 0] },
  flipTest: { features: [[1], [2]], isDisadvantaged: [0, 1], predicted: [0, 1] },
  labelDistributionBias: { advantaged: [1, 2], disadvantaged: [2, 1] },
  fitFairThresholds: fair,
  applyFairThresholds: { fitted, scores: [1], groups: ["a"] },
  evaluateAlarm: { values: [1, 2], rule },
};

/** Arguments that are columns, where what is no list, an empty one and spoilt entries can be tried. */
const columnsOf: Readonly<Record<string, readonly string[]>> = {
  ksTest: ["baseline", "current"],
  wassersteinDistance: ["baseline", "current"],
  fitBins: ["baseline"],
  fitCategories: ["baseline"],
  countInBins: ["values"],
  psi: ["baselineCounts", "currentCounts"],
  kullbackLeibler: ["baselineCounts", "currentCounts"],
  jensenShannon: ["baselineCounts", "currentCounts"],
  totalVariation: ["baselineCounts", "currentCounts"],
  hellinger: ["baselineCounts", "currentCounts"],
  adjustPValues: ["pValues"],
  measureDrift: ["baseline", "current"],
  dataBias: ["facet", "labels"],
  modelBias: ["facet", "labels", "predicted"],
  flipTest: ["features", "isDisadvantaged", "predicted"],
  labelDistributionBias: ["advantaged", "disadvantaged"],
  fitFairThresholds: ["labels", "scores", "groups"],
  applyFairThresholds: ["scores", "groups"],
  evaluateAlarm: ["values"],
};

const spoilt = Object.entries(columnsOf).flatMap(([name, columns]) => columns.map((column) => [name, column] as const));

describe("every column of every function", () => {
  test("the untouched arguments are accepted", () => {
    for (const [name, options] of Object.entries(calls))
      expect(
        refusalOf(() => any[name](options)),
        name,
      ).toBe("accepted");
  });

  test.each(spoilt)("%s refuses in %s what is no list", (name, column) => {
    for (const bad of [undefined, null, 3, "ab", true, {}, () => 0]) {
      expect(
        refusalOf(() => any[name]({ ...calls[name], [column]: bad })),
        String(bad),
      ).toBe("wrong-type");
    }
  });

  test.each(spoilt)("%s refuses an empty %s", (name, column) => {
    expect(["empty", "length-mismatch"]).toContain(refusalOf(() => any[name]({ ...calls[name], [column]: [] })));
  });

  test.each(spoilt)("%s refuses objects, null and NaN in %s", (name, column) => {
    const codes = ["wrong-type", "not-finite", "invalid-label", "length-mismatch", "empty", "unknown-category"];
    for (const bad of [{}, null, undefined, Number.NaN, Number.POSITIVE_INFINITY, Symbol("x"), 1n, [1]]) {
      // A missing value is something an alarm has a rule for.
      if (name === "evaluateAlarm" && (bad === null || Number.isNaN(bad) || bad === Number.POSITIVE_INFINITY)) continue;
      // Plain rows may hold lists.
      if (column === "features" && Array.isArray(bad)) continue;
      const given: Anything = calls[name]?.[column];
      expect(codes, String(typeof bad)).toContain(
        refusalOf(() => any[name]({ ...calls[name], [column]: new Array(given.length).fill(bad) })),
      );
    }
  });

  test.each(Object.keys(calls))(
    "%s refuses no arguments at all with a code, not a crash, when its object is empty",
    (name) => {
      expect(refusalOf(() => any[name]({}))).not.toBe("accepted");
    },
  );
});

describe("options outside their interval", () => {
  test.each<[string, () => unknown, string]>([
    ["an unknown KS method", () => any.ksTest({ ...calls["ksTest"], method: "fast" }), "out-of-range"],
    [
      "exact KS of too many pairs",
      () => any.ksTest({ baseline: new Float64Array(4000), current: new Float64Array(4000), method: "exact" }),
      "out-of-range",
    ],
    [
      "a constant baseline to divide by",
      () => any.wassersteinDistance({ baseline: [1, 1], current: [2], normalize: "standard-deviation" }),
      "constant-column",
    ],
    [
      "an unknown normalization",
      () => any.wassersteinDistance({ baseline: [1], current: [2], normalize: "range" }),
      "out-of-range",
    ],
    ["one bin", () => any.fitBins({ baseline: [1], bins: 1 }), "out-of-range"],
    ["half a bin", () => any.fitBins({ baseline: [1], bins: 2.5 }), "out-of-range"],
    ["bins as text", () => any.fitBins({ baseline: [1], bins: "10" }), "wrong-type"],
    ["edges that fall", () => any.fitBins({ baseline: [1], edges: [2, 1] }), "out-of-range"],
    ["edges that repeat", () => any.fitBins({ baseline: [1], edges: [1, 1] }), "out-of-range"],
    ["no edges", () => any.fitBins({ baseline: [1], edges: [] }), "empty"],
    ["mixed categories", () => any.fitCategories({ baseline: ["1", 1] }), "invalid-label"],
    [
      "a hundred thousand and one categories",
      () => any.fitCategories({ baseline: Float64Array.from({ length: 100_001 }, (_, k) => k) }),
      "out-of-range",
    ],
    ["text in number bins", () => any.countInBins({ bins, values: ["a"] }), "wrong-type"],
    ["bins of another kind", () => any.countInBins({ bins: { kind: "ridge", version: 1 }, values: [1] }), "wrong-type"],
    [
      "bins of the future",
      () => any.countInBins({ bins: { ...bins, version: 2 }, values: [1] }),
      "unsupported-version",
    ],
    ["no bins", () => any.countInBins({ bins: null, values: [1] }), "wrong-type"],
    ["a negative count", () => any.psi({ baselineCounts: [1, -1], currentCounts: [1, 1] }), "out-of-range"],
    ["only zeros", () => any.psi({ baselineCounts: [0, 0], currentCounts: [1, 1] }), "empty"],
    [
      "counts beyond all numbers",
      () => any.psi({ baselineCounts: [1e308, 1e308], currentCounts: [1, 1] }),
      "out-of-range",
    ],
    ["an epsilon of 1", () => any.psi({ ...calls["psi"], epsilon: 1 }), "out-of-range"],
    ["base 1", () => any.kullbackLeibler({ ...calls["psi"], base: 1 }), "out-of-range"],
    ["an unknown output", () => any.jensenShannon({ ...calls["psi"], output: "root" }), "out-of-range"],
    ["one sample", () => any.chiSquareTest({ counts: [[1, 2]] }), "too-few-rows"],
    ["one category", () => any.chiSquareTest({ counts: [[1], [2]] }), "too-few-rows"],
    [
      "an empty sample",
      () =>
        any.chiSquareTest({
          counts: [
            [0, 0],
            [1, 2],
          ],
        }),
      "empty",
    ],
    ["ragged samples", () => any.chiSquareTest({ counts: [[1, 2], [1]] }), "length-mismatch"],
    [
      "three rows and an exact baseline",
      () =>
        any.chiSquareTest({
          counts: [
            [1, 2],
            [1, 2],
            [1, 2],
          ],
          baseline: "exact",
        }),
      "out-of-range",
    ],
    ["counts that are no list", () => any.chiSquareTest({ counts: null }), "wrong-type"],
    ["a row that is no list", () => any.chiSquareTest({ counts: [[1, 2], null] }), "wrong-type"],
    ["a p value of 2", () => any.adjustPValues({ pValues: [2] }), "out-of-range"],
    ["an unknown correction", () => any.adjustPValues({ pValues: [0.1], method: "sidak" }), "out-of-range"],
    ["KS of categories", () => any.measureDrift({ baseline: ["a"], current: ["a"], measure: "ks" }), "out-of-range"],
    ["numbers against text", () => any.measureDrift({ baseline: [1], current: ["a"] }), "wrong-type"],
    [
      "Wasserstein of a constant",
      () => any.measureDrift({ baseline: [1, 1], current: [1], measure: "wasserstein" }),
      "constant-column",
    ],
    ["no tables", () => any.compareTables({ baseline: null, current: table }), "wrong-type"],
    ["rows for a table", () => any.compareTables({ baseline: table, current: [{ x: 1 }] }), "wrong-type"],
    [
      "a column that is not there",
      () => any.compareTables({ baseline: table, current: table, columns: ["y"] }),
      "unknown-column",
    ],
    [
      "infinity in a table",
      () => any.compareTables({ baseline: table, current: fromColumns({ x: [Infinity, 1] }), columns: ["x"] }),
      "not-finite",
    ],
    ["a level of 5", () => any.compareTables({ baseline: table, current: table, level: 5 }), "out-of-range"],
    [
      "KS of text columns",
      () => any.compareTables({ baseline: table, current: table, categoryMeasure: "ks" }),
      "out-of-range",
    ],
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
    [
      "a facet value that never occurs",
      () => any.dataBias({ ...facet, disadvantaged: { values: ["female"] } }),
      "unknown-label",
    ],
    [
      "a positive label that never occurs",
      () => any.dataBias({ ...facet, positive: { values: ["1"] } }),
      "unknown-label",
    ],
    ["a threshold on text", () => any.dataBias({ ...facet, disadvantaged: { above: 1 } }), "wrong-type"],
    ["a threshold of NaN", () => any.dataBias({ ...facet, positive: { above: Number.NaN } }), "wrong-type"],
    ["no selection", () => any.dataBias({ ...facet, disadvantaged: "f" }), "wrong-type"],
    ["labels of another length", () => any.dataBias({ ...facet, labels: [1] }), "length-mismatch"],
    [
      "strata of another length",
      () => any.modelBias({ ...facet, predicted: [0, 1], strata: ["a"] }),
      "length-mismatch",
    ],
    ["no counts", () => any.recallDifference({ advantaged: counts, disadvantaged: null }), "wrong-type"],
    [
      "counts below 0",
      () => any.accuracyDifference({ advantaged: counts, disadvantaged: { ...counts, tp: -1 } }),
      "out-of-range",
    ],
    [
      "class counts of text",
      () => any.disparateImpact({ advantaged: group, disadvantaged: { positives: "1", negatives: 1 } }),
      "wrong-type",
    ],
    [
      "class counts of nothing",
      () => any.positiveProportionDifference({ advantaged: group, disadvantaged: undefined }),
      "wrong-type",
    ],
    ["rows below 0", () => any.classImbalance({ advantaged: -1, disadvantaged: 1 }), "out-of-range"],
    ["no strata", () => any.conditionalDemographicDisparity([]), "empty"],
    ["strata of nothing", () => any.conditionalDemographicDisparity([null]), "wrong-type"],
    ["an alpha of 0", () => any.generalizedEntropy(counts, { alpha: 0 }), "out-of-range"],
    ["entropy of no rows", () => any.generalizedEntropy({ tp: 0, fp: 0, fn: 0, tn: 0 }), "empty"],
    ["one group", () => any.fitFairThresholds({ ...fair, groups: ["a", "a", "a", "a"] }), "too-few-rows"],
    [
      "a group of one class",
      () => any.fitFairThresholds({ ...fair, labels: [0, 0, 0, 1], criterion: "equal-opportunity" }),
      "single-class",
    ],
    [
      "fifty-one groups",
      () =>
        any.fitFairThresholds({
          labels: Array(51).fill(1),
          scores: Array(51).fill(1),
          groups: Array.from({ length: 51 }, (_, k) => k),
          criterion: "demographic-parity",
        }),
      "out-of-range",
    ],
    ["an unknown criterion", () => any.fitFairThresholds({ ...fair, criterion: "fair" }), "out-of-range"],
    ["a tolerance of 2", () => any.fitFairThresholds({ ...fair, tolerance: 2 }), "out-of-range"],
    [
      "a group without a threshold",
      () => any.applyFairThresholds({ fitted, scores: [1], groups: ["z"] }),
      "unknown-category",
    ],
    [
      "thresholds of another kind",
      () => any.applyFairThresholds({ fitted: bins, scores: [1], groups: ["a"] }),
      "wrong-type",
    ],
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

describe("edges that are right numbers", () => {
  test("one row against one row", () => {
    expect(door.ksTest({ baseline: [1], current: [1] })).toMatchObject({ statistic: 0, pValue: 1, direction: "none" });
    expect(door.ksTest({ baseline: [1], current: [2] })).toMatchObject({
      statistic: 1,
      pValue: 1,
      direction: "higher",
      location: 1,
    });
    expect(door.wassersteinDistance({ baseline: [1], current: [4] })).toBe(3);
    expect(door.measureDrift({ baseline: ["a"], current: ["a"] })).toMatchObject({ value: 0, pValue: 1 });
  });

  test("a constant column fits bins, and a change of it is seen", () => {
    const five = new Array<number>(50).fill(5);
    expect(door.fitBins({ baseline: five }).edges).toEqual([5]);
    expect(door.fitBins({ baseline: five, strategy: "uniform" }).counts).toEqual([50, 0]);
    expect(door.measureDrift({ baseline: five, current: five.map(() => 6), measure: "total-variation" }).value).toBe(1);
    expect(door.measureDrift({ baseline: five, current: five.map(() => 6) }).value).toBe(1);
  });

  test("-0 is 0", () => {
    expect(door.ksTest({ baseline: [0], current: [-0] }).statistic).toBe(0);
    expect(door.countInBins({ bins: door.fitCategories({ baseline: [0] }), values: [-0] })).toEqual([1, 0]);
  });

  test("a million rows", () => {
    const rng = createRng(1);
    const before = Float64Array.from({ length: 1_000_000 }, () => rng.uniform());
    const after = before.map((one) => one + 0.125);
    const { statistic, pValue, direction } = door.ksTest({ baseline: before, current: after });
    // A shift of the uniform distribution by 1/8 opens a gap of 1/8; chance adds about 1/1000.
    expect(Math.abs(statistic - 0.125)).toBeLessThan(0.005);
    expect({ pValue, direction }).toEqual({ pValue: 0, direction: "higher" });
    expect(door.wassersteinDistance({ baseline: before, current: after })).toBeCloseTo(0.125, 9);
    const fittedBins = door.fitBins({ baseline: before });
    expect(fittedBins.counts).toEqual(new Array(10).fill(100_000));
    expect(
      door.psi({
        baselineCounts: fittedBins.counts,
        currentCounts: door.countInBins({ bins: fittedBins, values: after }),
      }),
    ).toBeGreaterThan(0.25);
  });
});
