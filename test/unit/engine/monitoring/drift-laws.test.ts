import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";
import { fromColumns } from "#engine/data/index.ts";
import { countSorted } from "#engine/monitoring/fit-bins.ts";
import {
  adjustPValues,
  type Correction,
  chiSquareTest,
  compareTables,
  countInBins,
  createRng,
  fitBins,
  fitCategories,
  hellinger,
  jensenShannon,
  ksTest,
  kullbackLeibler,
  measureDrift,
  psi,
  totalVariation,
  wassersteinDistance,
} from "#engine/monitoring/index.ts";
import { quantilesOf } from "#engine/monitoring/quantiles-of.ts";

const numRuns = 60;
const value = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
const sample = fc.array(value, { minLength: 1, maxLength: 40 });
const countPair = fc.integer({ min: 1, max: 8 }).chain((k) => {
  const counts = fc
    .array(fc.integer({ min: 0, max: 50 }), { minLength: k, maxLength: k })
    .filter((all) => all.some((count) => count > 0));
  return fc.record({ baselineCounts: counts, currentCounts: counts });
});

describe("sorting", () => {
  test("is that of numbers, short and long, negative and equal", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.constantFrom(0, 1, 5, 4095, 4096, 6000), (seed, length) => {
        const rng = createRng(seed);
        const values = Array.from({ length }, () =>
          rng.integer(4) === 0 ? rng.integer(9) - 4 : (rng.uniform() - 0.5) * 1e9,
        );
        expect(Array.from(sortNumbers(values))).toEqual(values.toSorted((a, b) => a - b).map((one) => one + 0));
      }),
      { numRuns: 20 },
    );
  });
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

describe("bins", () => {
  test("count every value of any sample, and the baseline as they say", () => {
    const strategies = fc.constantFrom<"quantile" | "uniform">("quantile", "uniform");
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: 2, max: 12 }), strategies, (baseline, current, count, strategy) => {
        const bins = fitBins({ baseline, bins: count, strategy });
        const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0);
        expect(countInBins({ bins, values: baseline })).toEqual(bins.counts);
        expect(sum(countInBins({ bins, values: current }))).toBe(current.length);
        expect(bins.edges.every((edge, k) => k === 0 || edge > (bins.edges[k - 1] ?? edge))).toBe(true);
        expect(JSON.parse(JSON.stringify(bins))).toEqual(bins);
      }),
      { numRuns },
    );
  });

  test("do not move with the current sample", () => {
    const baseline = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(fitBins({ baseline, bins: 5 }).edges).toEqual(structuredClone(fitBins({ baseline, bins: 5 })).edges);
    const far = measureDrift({ baseline, current: baseline.map((one) => one + 1000), measure: "total-variation" });
    // All later values fall in the last of ten bins, where one of ten was: nine tenths would have to move.
    expect(far.value).toBeCloseTo(0.9, 12);
  });

  test("quantiles without sorting are those of sorting, however the values crowd", () => {
    const shape = fc.constantFrom<(x: number) => number>(
      (x) => x,
      (x) => Math.round(x * 5),
      (x) => x ** 40 * 1e12,
      (x) => -1e-300 * x,
      (x) => (x < 0.001 ? 1e9 : x),
      () => 7,
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(3, 4095, 4096, 9000),
        shape,
        (seed, count, form) => {
          const rng = createRng(seed);
          const values = Float64Array.from({ length: count }, () => form(rng.uniform()));
          const shares = [0, 0.001, 0.1, 1 / 3, 0.5, 0.9, 1];
          const sorted = sortNumbers(values);
          expect(quantilesOf({ values, shares })).toEqual(shares.map((p) => quantileOfSorted({ sorted, p })));
          const bins = fitBins({ baseline: values });
          expect(bins.counts).toEqual(countSorted({ sorted, edges: bins.edges }));
        },
      ),
      { numRuns: 40 },
    );
  });

  test("a new category is counted in the last cell", () => {
    const bins = fitCategories({ baseline: [true, false, true] });
    expect(bins.categories).toEqual([false, true]);
    expect(countInBins({ bins: fitCategories({ baseline: ["x"] }), values: ["y", "x"] })).toEqual([1, 1]);
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

describe("tables", () => {
  const rng = createRng(3);
  const normal = (count: number, mean: number) =>
    Array.from({ length: count }, () => mean + rng.uniform() + rng.uniform() + rng.uniform() - 1.5);
  const baseline = fromColumns({
    still: normal(400, 0),
    moved: normal(400, 0),
    kind: Array.from({ length: 400 }, (_, k) => (k % 4 === 0 ? "a" : "b")),
    gone: normal(400, 0),
    turned: normal(400, 0),
    hollow: new Array<number>(400).fill(1),
  });
  const current = fromColumns({
    still: normal(300, 0),
    moved: normal(300, 0.6).map((one, k) => (k % 10 === 0 ? null : one)),
    kind: Array.from({ length: 300 }, (_, k) => (k % 4 === 0 ? "b" : "c")),
    turned: Array.from({ length: 300 }, () => "text"),
    hollow: new Array<number>(300).fill(Number.NaN),
  });

  test("each column has its verdict, and what can not be compared says why", () => {
    const { columns, driftShare } = compareTables({ baseline, current });
    expect(columns.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["still", "stable"],
      ["moved", "drift"],
      ["kind", "drift"],
      ["gone", "not-comparable"],
      ["turned", "not-comparable"],
      ["hollow", "not-comparable"],
    ]);
    expect(columns.flatMap((column) => ("reason" in column ? [column.reason] : []))).toEqual([
      "missing-column",
      "other-type",
      "no-values",
    ]);
    expect(columns[1]?.currentMissingShare).toBeCloseTo(0.1, 12);
    expect(driftShare).toBeCloseTo(2 / 3, 12);
  });

  test("a change that is significant but small is stable, and so is one that is large but may be chance", () => {
    const many = Array.from({ length: 20_000 }, (_, k) => k);
    const small = compareTables({
      baseline: fromColumns({ x: many }),
      current: fromColumns({ x: many.map((one) => one + 600) }),
    }).columns[0];
    expect(small).toMatchObject({ verdict: "stable", test: "ks" });
    expect(small !== undefined && "pValue" in small ? small.pValue : 1).toBeLessThan(1e-6);
    const few = compareTables({ baseline: fromColumns({ x: [1, 2, 3] }), current: fromColumns({ x: [3, 4, 5] }) })
      .columns[0];
    expect(few).toMatchObject({ verdict: "stable" });
    expect(few !== undefined && "value" in few ? few.value : 0).toBeGreaterThan(0.2);
  });

  test("all measures find the moved column", () => {
    for (const numberMeasure of [
      "psi",
      "ks",
      "wasserstein",
      "jensen-shannon",
      "kullback-leibler",
      "total-variation",
      "hellinger",
      "chi-square",
    ] as const) {
      const thresholds = { "chi-square": { warning: 0.05, drift: 0.2 } };
      const { columns } = compareTables({ baseline, current, columns: ["still", "moved"], numberMeasure, thresholds });
      expect(
        columns.map(({ verdict }) => verdict),
        numberMeasure,
      ).toEqual(["stable", "drift"]);
    }
  });

  test("a measure says what it depends on", () => {
    const settingsOf = (measure: "psi" | "jensen-shannon" | "wasserstein" | "ks") =>
      measureDrift({ baseline: [1, 2, 3, 4, 5, 6], current: [2, 3, 4], measure, binning: { bins: 3 } }).settings;
    expect(settingsOf("psi")).toEqual({ strategy: "quantile", bins: 3, epsilon: 0.0001, base: "e" });
    expect(settingsOf("jensen-shannon")).toEqual({ strategy: "quantile", bins: 3, base: 2, output: "distance" });
    expect(settingsOf("wasserstein")).toEqual({ normalize: "standard-deviation" });
    expect(settingsOf("ks")).toEqual({});
    // Two categories and a cell for all others.
    expect(measureDrift({ baseline: ["a", "b"], current: ["a"], measure: "hellinger" }).settings).toEqual({
      strategy: "categories",
      bins: 3,
    });
  });

  test("a table without comparable columns has no drift", () => {
    expect(compareTables({ baseline, current, columns: ["gone"] }).driftShare).toBe(0);
    const constant = fromColumns({ hollow: [1, 2] });
    const result = compareTables({ baseline, current: constant, columns: ["hollow"], numberMeasure: "wasserstein" });
    expect(result.columns[0]).toMatchObject({ reason: "constant-baseline" });
  });
});
