import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  comparePosteriors,
  costByThreshold,
  costCurve,
  type Distribution,
  groupSequentialBounds,
  internalRateOfReturn,
  netPresentValue,
  type OutcomeAmounts,
  profitByThreshold,
  qiniCurve,
  upliftByGroup,
} from "#engine/business/index.ts";
import { quantileFunction } from "#engine/core/distribution.ts";
import { expectClose } from "../expect-close.ts";

type Numbers = readonly number[];

// The shape is the generator's, which stands beside the data.
const fixture = JSON.parse(readFileSync(new URL("money.json", import.meta.url), "utf8")) as {
  readonly money: readonly {
    readonly name: string;
    readonly labels: Numbers;
    readonly scores: Numbers;
    readonly weights: Numbers;
    readonly amounts: OutcomeAmounts;
    readonly thresholds: Numbers;
    readonly totals: Numbers;
  }[];
  readonly costCurves: readonly {
    readonly name: string;
    readonly labels: Numbers;
    readonly scores: Numbers;
    readonly points: number;
    readonly cost: Numbers;
    readonly area: number;
  }[];
  readonly uplift: readonly {
    readonly name: string;
    readonly outcomes: Numbers;
    readonly treated: Numbers;
    readonly scores: Numbers;
    readonly fraction: Numbers;
    readonly incremental: Numbers;
    readonly uplift: Numbers;
    readonly qini: number;
    readonly auuc: number;
    readonly groups: readonly unknown[];
  }[];
  readonly cashFlows: readonly {
    readonly cashFlows: Numbers;
    readonly rate: number;
    readonly value: number;
    readonly rates: Numbers;
  }[];
  readonly twoLooks: readonly {
    readonly shape: "obrien-fleming" | "pocock";
    readonly significance: number;
    readonly z: Numbers;
  }[];
  readonly posteriors: readonly {
    readonly control: readonly [number, number];
    readonly treatment: readonly [number, number];
    readonly prior: readonly [number, number];
    readonly expected: unknown;
  }[];
  readonly quantiles: {
    readonly p: Numbers;
    readonly cases: readonly { readonly distribution: Distribution; readonly quantiles: Numbers }[];
  };
};

// Sums of some thousand that cancel to some tens: 1e-12 of the former.
const floor = 1e-9;

describe("money by threshold agrees with its definition row by row", () => {
  test.each(fixture.money)("$name", ({ labels, scores, weights, amounts, thresholds, totals }) => {
    const profit = profitByThreshold({ labels, scores, weights, gains: amounts });
    expectClose({ got: profit.thresholds, expected: thresholds, what: "thresholds" });
    expectClose({ got: profit.profit, expected: totals, what: "profit", floor });
    expectClose({ got: profit.best.profit, expected: Math.max(...totals), what: "best", floor });
    const cost = costByThreshold({ labels, scores, weights, costs: amounts });
    expectClose({ got: cost.cost, expected: totals, what: "cost", floor });
    expectClose({ got: cost.best.cost, expected: Math.min(...totals), what: "cheapest", floor });
  });
});

describe("cost curves are the least cost over all points of the ROC curve", () => {
  test.each(fixture.costCurves)("$name", ({ labels, scores, points, cost, area }) => {
    const got = costCurve({ labels, scores, points });
    expectClose({ got: got.normalizedCost, expected: cost, what: "cost" });
    // The fixture's area is a sum of 200,000 trapezoids: off by the kinks, 1e-10 or so each.
    expectClose({ got: got.area, expected: area, what: "area", relative: 1e-8 });
  });
});

describe("uplift agrees with Radcliffe's and Gutierrez & Gérardy's formulas", () => {
  test.each(fixture.uplift)("$name", ({ outcomes, treated, scores, groups, ...expected }) => {
    const { fraction, incremental, uplift, qini, auuc } = qiniCurve({ outcomes, treated, scores });
    const got = { fraction, incremental, uplift, qini, auuc };
    const { name: _, ...curve } = expected;
    expectClose({ got, expected: curve, what: "curve", relative: 1e-11, floor: 1e-12 });
    const parts = upliftByGroup({ outcomes, treated, scores, groups: groups.length });
    const shown = parts.map(({ lowestScore: _low, highestScore: _high, ...part }) => part);
    expectClose({ got: shown, expected: groups, what: "groups", floor: 1e-12 });
  });
});

describe("cash flows", () => {
  test.each(fixture.cashFlows)("$cashFlows", ({ cashFlows, rate, value, rates }) => {
    expectClose({ got: netPresentValue({ cashFlows, rate }), expected: value, what: "value", floor });
    const got = internalRateOfReturn({ cashFlows });
    expect(got.status).toBe(rates.length === 0 ? "none" : rates.length === 1 ? "unique" : "several");
    const found = got.status === "none" ? [] : got.status === "unique" ? [got.rate] : got.rates;
    // numpy.roots takes eigenvalues of a matrix, good for about 1e-10 here.
    expectClose({ got: found, expected: rates, what: "rates", relative: 1e-9, floor: 1e-10 });
  });
});

test("bounds for two looks agree with the bivariate normal distribution", () => {
  for (const { shape, significance, z } of fixture.twoLooks) {
    // SciPy's cdf of two normals is good for about 1e-8.
    expectClose({
      got: groupSequentialBounds({ looks: 2, shape, significance }).z,
      expected: z,
      what: shape,
      relative: 1e-6,
    });
  }
});

test("beliefs about two rates agree with scipy.integrate.quad", () => {
  for (const { control, treatment, prior, expected } of fixture.posteriors) {
    const trial = ([successes, trials]: readonly [number, number]) => ({ successes, trials });
    const [successes, failures] = prior;
    const got = comparePosteriors({
      control: trial(control),
      treatment: trial(treatment),
      prior: { successes, failures },
    });
    // 2000 slices of trapezoids: the docstring says 1e-6.
    expectClose({ got, expected, what: `${control} against ${treatment}`, relative: 1e-5, floor: 1e-6 });
  }
});

test("quantiles of the distributions agree with scipy.stats", () => {
  const { p, cases } = fixture.quantiles;
  for (const { distribution, quantiles } of cases) {
    const quantile = quantileFunction({ functionName: "test", name: "x", distribution });
    expectClose({ got: p.map(quantile), expected: quantiles, what: distribution.kind, floor: 1e-12 });
  }
});
