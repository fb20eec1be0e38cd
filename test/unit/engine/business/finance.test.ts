import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decisionTable,
  internalRateOfReturn,
  modelRoi,
  netPresentValue,
  paybackPeriod,
} from "#engine/business/index.ts";

const flows = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 24 });
const rate = fc.double({ min: -0.5, max: 2, noNaN: true });

describe("net present value", () => {
  test("is linear, and a rate of 0 adds up", () => {
    fc.assert(
      fc.property(flows, rate, (cashFlows, r) => {
        const value = netPresentValue({ cashFlows, rate: r });
        expect(netPresentValue({ cashFlows: cashFlows.map((amount) => 3 * amount), rate: r })).toBeCloseTo(
          3 * value,
          -Math.log10(Math.abs(value) * 1e-9 + 1e-9),
        );
        expect(netPresentValue({ cashFlows, rate: 0 })).toBe(cashFlows.reduce((sum, amount) => sum + amount, 0));
      }),
    );
  });

  test("as numpy-financial's own example: −40,000, 5,000, 8,000, 12,000, 30,000 at 8 %", () => {
    // −40000 + 5000 / 1.08 + 8000 / 1.08² + 12000 / 1.08³ + 30000 / 1.08⁴ = 3065.22.
    expect(netPresentValue({ cashFlows: [-40_000, 5000, 8000, 12_000, 30_000], rate: 0.08 })).toBeCloseTo(
      3065.2226681795255,
      8,
    );
  });
});

describe("internal rate of return", () => {
  test("every rate it names has a net present value of 0", () => {
    fc.assert(
      fc.property(flows, (cashFlows) => {
        const got = internalRateOfReturn({ cashFlows });
        const rates = got.status === "none" ? [] : got.status === "unique" ? [got.rate] : got.rates;
        for (const found of rates) {
          // Relative to the sum of sizes, each discounted.
          const size = netPresentValue({ cashFlows: cashFlows.map(Math.abs), rate: found });
          expect(Math.abs(netPresentValue({ cashFlows, rate: found })) / size).toBeLessThan(1e-9);
        }
      }),
    );
  });

  test("an investment and its returns, each above 0, have exactly one", () => {
    const returns = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), returns, (spent, earned) => {
        const got = internalRateOfReturn({ cashFlows: [-spent, ...earned] });
        if (got.status === "none") {
          // Only beyond the rates that are looked at: nearly all is lost, or it comes back ten-thousandfold.
          const extreme = [-0.99, 10_000].map((r) => netPresentValue({ cashFlows: [-spent, ...earned], rate: r }));
          expect(Math.sign(extreme[0] ?? 0)).toBe(Math.sign(extreme[1] ?? 0));
        } else expect(got.status).toBe("unique");
      }),
    );
  });

  test("two rates: −100, 230, −132 earn both 10 % and 20 %", () => {
    const got = internalRateOfReturn({ cashFlows: [-100, 230, -132] });
    expect(got).toEqual({ status: "several", rates: [expect.closeTo(0.1, 12), expect.closeTo(0.2, 12)] });
  });

  test("one change of sign always has its rate, however extreme, and zeros around it do not matter", () => {
    const lost = internalRateOfReturn({ cashFlows: [-100, 0, 0, 0, 1e-9] });
    expect(lost).toEqual({ status: "unique", rate: expect.closeTo(1e-11 ** 0.25 - 1, 12) });
    const won = internalRateOfReturn({ cashFlows: [0, 0, 0, -1, 1e9, 0, 0] });
    expect(won).toEqual({ status: "unique", rate: expect.closeTo(1e9 - 1, 3) });
    const zeros = new Array(50).fill(0);
    const plain = internalRateOfReturn({ cashFlows: [...zeros, -100, 110, ...zeros] });
    expect(plain).toEqual({ status: "unique", rate: expect.closeTo(0.1, 12) });
  });

  test("payments far away do not overflow", () => {
    const cashFlows = [-1, ...new Array(5000).fill(0), 2];
    expect(internalRateOfReturn({ cashFlows })).toEqual({
      status: "unique",
      rate: expect.closeTo(2 ** (1 / 5001) - 1, 12),
    });
  });
});

describe("break-even", () => {
  test("the sum is negative before and never after", () => {
    fc.assert(
      fc.property(flows, (cashFlows) => {
        const sums = cashFlows.map((_, i) => cashFlows.slice(0, i + 1).reduce((sum, amount) => sum + amount, 0));
        const at = paybackPeriod({ cashFlows });
        if (at === undefined) expect(sums.at(-1)).toBeLessThan(0);
        else {
          for (const [period, sum] of sums.entries()) if (period >= at) expect(sum).toBeGreaterThanOrEqual(0);
          const before = sums.findLastIndex((sum) => sum < 0);
          expect(at).toBeGreaterThanOrEqual(before);
          expect(at).toBeLessThanOrEqual(before + 1);
        }
      }),
    );
  });

  test("worked by hand", () => {
    expect(paybackPeriod({ cashFlows: [-100, 50, 50] })).toBe(2);
    expect(paybackPeriod({ cashFlows: [-100, 150, -80, 50] })).toBe(2.6); // above 0 at 1, below again at 2
    expect(paybackPeriod({ cashFlows: [-100, 50] })).toBeUndefined();
    expect(paybackPeriod({ cashFlows: [100] })).toBe(0);
    expect(paybackPeriod({ cashFlows: [-0.3, 0.1, 0.2] })).toBe(2); // 0.1 + 0.2 is not 0.3 in doubles
  });

  test("a rate makes it later", () => {
    const cashFlows = [-100, 30, 30, 30, 30, 30];
    expect(paybackPeriod({ cashFlows, rate: 0.1 }) ?? 0).toBeGreaterThan(paybackPeriod({ cashFlows }) ?? 9);
  });
});

describe("the return on a model", () => {
  test("fades with decay and comes back with retraining, as worked by hand", () => {
    const { cashFlows, roi } = modelRoi({
      investment: 50,
      benefits: 100,
      runningCosts: 10,
      periods: 4,
      benefitDecay: 0.5,
      retrainEvery: 2,
      retrainCost: 5,
    });
    // Benefits 100, 50, 100, 50; costs 10, 10, 15, 10 and 50: (300 − 95) / 95.
    expect(Array.from(cashFlows)).toEqual([-50, 90, 40, 85, 40]);
    expect(roi).toBeCloseTo(205 / 95, 14);
  });

  test("agrees with net present value and break-even of its cash flows", () => {
    const amount = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 12 }), rate, (investment, benefits, r) => {
        const roi = modelRoi({ investment, benefits, runningCosts: 10, periods: benefits.length, rate: r });
        const { cashFlows } = roi;
        expect(roi.netPresentValue).toBeCloseTo(netPresentValue({ cashFlows, rate: r }), 6);
        expect(roi.discountedBreakEven).toBe(paybackPeriod({ cashFlows, rate: r }));
        expect(roi.cumulative.at(-1)).toBe(netPresentValue({ cashFlows, rate: 0 }));
      }),
    );
  });
});

describe("go or no-go", () => {
  const must = { name: "value", value: 5, need: "at-least", threshold: 0, kind: "must" } as const;
  const wish = (name: string, value: number, weight = 1) =>
    ({ name, value, need: "at-least", threshold: 1, weight }) as const;

  test("a must decides alone", () => {
    expect(decisionTable({ criteria: [must, wish("a", 0), wish("b", 2)] })).toMatchObject({
      decision: "go",
      score: 0.5,
      reasons: [],
    });
    const failed = decisionTable({ criteria: [{ ...must, value: -1 }, wish("a", 2)] });
    expect(failed).toMatchObject({ decision: "no-go", score: 1, reasons: ["value"] });
  });

  test("wishes count by weight", () => {
    const criteria = [wish("a", 2, 1), wish("b", 0, 3)];
    expect(decisionTable({ criteria })).toMatchObject({ decision: "no-go", score: 0.25, reasons: ["b"] });
    expect(decisionTable({ criteria, leastScore: 0.25 }).decision).toBe("go");
  });
});
