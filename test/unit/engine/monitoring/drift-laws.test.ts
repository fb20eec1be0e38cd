import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  adjustPValues,
  type Correction,
  chiSquareTest,
  createRng,
  hellinger,
  jensenShannon,
  ksTest,
  kullbackLeibler,
  psi,
  totalVariation,
  wassersteinDistance,
} from "#engine/monitoring/index.ts";
import { numRuns, sample } from "./drift-samples.ts";

const countPair = fc.integer({ min: 1, max: 8 }).chain((k) => {
  const counts = fc
    .array(fc.integer({ min: 0, max: 50 }), { minLength: k, maxLength: k })
    .filter((all) => all.some((count) => count > 0));
  return fc.record({ baselineCounts: counts, currentCounts: counts });
});

describe("two samples", () => {
  test("KS and Wasserstein do not care which sample is the baseline, nor about the order of rows", () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const [there, back] = [ksTest({ baseline: a, current: b }), ksTest({ baseline: b.toReversed(), current: a })];
        expect(back.statistic).toBe(there.statistic);
        expect(back.pValue).toBeCloseTo(there.pValue, 10);
        expect(wassersteinDistance({ baseline: b, current: a })).toBe(wassersteinDistance({ baseline: a, current: b }));
      }),
      { numRuns },
    );
  });

  test("KS is the largest gap between shares at most x, over all x", () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const share = (values: readonly number[], x: number) => values.filter((one) => one <= x).length / values.length;
        const gaps = [...a, ...b].map((x) => Math.abs(share(a, x) - share(b, x)));
        expect(ksTest({ baseline: a, current: b }).statistic).toBeCloseTo(Math.max(...gaps), 12);
      }),
      { numRuns },
    );
  });

  test("an exact p value is the share of all deals with a gap as large, ties or not", () => {
    const few = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(few, few, (a, b) => {
        const pooled = [...a, ...b];
        const { statistic, pValue } = ksTest({ baseline: a, current: b, method: "exact" });
        let asLarge = 0;
        let deals = 0;
        for (let mask = 0; mask < 2 ** pooled.length; mask++) {
          const first = pooled.filter((_, k) => (mask >> k) % 2 === 1);
          if (first.length !== a.length) continue;
          deals++;
          const second = pooled.filter((_, k) => (mask >> k) % 2 === 0);
          if (ksTest({ baseline: first, current: second }).statistic >= statistic - 1e-12) asLarge++;
        }
        expect(pValue).toBeCloseTo(asLarge / deals, 12);
      }),
      { numRuns: 25 },
    );
  });

  test("shifting every value by c moves Wasserstein by |c| and leaves KS when both shift", () => {
    const whole = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(whole, whole, fc.integer({ min: -500, max: 500 }), (a, b, c) => {
        expect(wassersteinDistance({ baseline: a, current: a.map((one) => one + c) })).toBeCloseTo(Math.abs(c), 9);
        const both = { baseline: a.map((one) => one + c), current: b.map((one) => one + c) };
        expect(ksTest(both).statistic).toBe(ksTest({ baseline: a, current: b }).statistic);
      }),
      { numRuns },
    );
  });

  test("for p values of one source, about one in twenty is below 0.05", () => {
    const rng = createRng(5);
    const draw = (count: number) => Array.from({ length: count }, () => rng.uniform());
    let below = 0;
    for (let k = 0; k < 1000; k++) if (ksTest({ baseline: draw(20), current: draw(25) }).pValue <= 0.05) below++;
    // Exact and discrete: at most 5 %, with standard error 0.7 %; four of those above, and not far below.
    expect(below).toBeLessThan(78);
    expect(below).toBeGreaterThan(20);
  });
});

describe("distances over bins", () => {
  test("are 0 for equal shares, whatever the number of rows, and never negative", () => {
    fc.assert(
      fc.property(countPair, fc.integer({ min: 1, max: 9 }), ({ baselineCounts, currentCounts }, times) => {
        const same = { baselineCounts, currentCounts: baselineCounts.map((count) => count * times) };
        for (const measure of [psi, kullbackLeibler, totalVariation, hellinger])
          expect(measure(same)).toBeCloseTo(0, 12);
        expect(jensenShannon(same)).toBeCloseTo(0, 7);
        const pair = { baselineCounts, currentCounts };
        for (const measure of [psi, kullbackLeibler, totalVariation, hellinger, jensenShannon]) {
          expect(measure(pair)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns },
    );
  });

  test("all but Kullback–Leibler are symmetric, and the bounded ones keep their bounds and order", () => {
    fc.assert(
      fc.property(countPair, ({ baselineCounts, currentCounts }) => {
        const pair = { baselineCounts, currentCounts };
        const back = { baselineCounts: currentCounts, currentCounts: baselineCounts };
        for (const measure of [psi, totalVariation, hellinger, jensenShannon]) {
          expect(measure(back)).toBeCloseTo(measure(pair), 12);
        }
        const [variation, root] = [totalVariation(pair), hellinger(pair)];
        expect(variation).toBeLessThanOrEqual(1);
        expect(jensenShannon(pair)).toBeLessThanOrEqual(1 + 1e-12);
        // Le Cam: H² ≤ TV ≤ √2 H.
        expect(root ** 2).toBeLessThanOrEqual(variation + 1e-12);
        expect(variation).toBeLessThanOrEqual(Math.SQRT2 * root + 1e-12);
      }),
      { numRuns },
    );
  });

  test("PSI without empty bins is the sum of the two Kullback–Leibler divergences", () => {
    fc.assert(
      fc.property(countPair, (pair) => {
        const baselineCounts = pair.baselineCounts.map((count) => count + 1);
        const currentCounts = pair.currentCounts.map((count) => count + 1);
        const both =
          kullbackLeibler({ baselineCounts, currentCounts }) +
          kullbackLeibler({ baselineCounts: currentCounts, currentCounts: baselineCounts });
        expect(psi({ baselineCounts, currentCounts })).toBeCloseTo(both, 12);
      }),
      { numRuns },
    );
  });

  test("Cramér's V does not grow with the rows, chi-square does in proportion", () => {
    fc.assert(
      fc.property(countPair, fc.integer({ min: 2, max: 50 }), ({ baselineCounts, currentCounts }, times) => {
        const counts = [baselineCounts.map((count) => count + 1), currentCounts.map((count) => count + 1)];
        fc.pre(counts[0]?.length !== 1);
        const [once, often] = [
          chiSquareTest({ counts }),
          chiSquareTest({ counts: counts.map((row) => row.map((count) => count * times)) }),
        ];
        expect(often.cramersV).toBeCloseTo(once.cramersV, 10);
        expect(often.statistic).toBeCloseTo(once.statistic * times, 6);
      }),
      { numRuns },
    );
  });
});

describe("corrections", () => {
  const methods: readonly Correction[] = ["bonferroni", "holm", "benjamini-hochberg", "benjamini-yekutieli"];
  test("never lower a p value, keep its order, and Bonferroni ≥ Holm ≥ Benjamini–Hochberg", () => {
    const list = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(list, (pValues) => {
        const adjusted = Object.fromEntries(methods.map((method) => [method, adjustPValues({ pValues, method })]));
        for (const [k, p] of pValues.entries()) {
          for (const method of methods) expect(adjusted[method]?.[k]).toBeGreaterThanOrEqual(p * (1 - 1e-12));
          expect(adjusted["bonferroni"]?.[k]).toBeGreaterThanOrEqual((adjusted["holm"]?.[k] ?? 2) - 1e-12);
          expect(adjusted["holm"]?.[k]).toBeGreaterThanOrEqual((adjusted["benjamini-hochberg"]?.[k] ?? 2) - 1e-12);
        }
      }),
      { numRuns },
    );
  });
});
