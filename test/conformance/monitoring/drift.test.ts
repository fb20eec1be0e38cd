import { describe, expect, test } from "vitest";
import {
  adjustPValues,
  type Correction,
  chiSquareTest,
  countInBins,
  fitBins,
  hellinger,
  jensenShannon,
  ksTest,
  kullbackLeibler,
  measureDrift,
  psi,
  totalVariation,
  wassersteinDistance,
} from "#engine/monitoring/index.ts";
import { kolmogorovSurvival } from "#engine/monitoring/kolmogorov-survival.ts";
import { expectClose } from "../expect-close.ts";
import { readFixture } from "./read-fixture.ts";

type Numbers = readonly number[];
type ChiSquare = { readonly statistic: number; readonly pValue: number };

const fixture = readFixture<{
  readonly ks: readonly {
    readonly name: string;
    readonly baseline: Numbers;
    readonly current: Numbers;
    readonly statistic: number;
    readonly hasTies: boolean;
    readonly exact: number;
    readonly scipyExact: number | null;
    readonly asymptotic: number;
    readonly kolmogorov: number;
    readonly wasserstein: number;
  }[];
  readonly counts: readonly ({
    readonly name: string;
    readonly baselineCounts: Numbers;
    readonly currentCounts: Numbers;
    readonly chiSquare: ChiSquare;
    readonly yates: ChiSquare;
    readonly fit: ChiSquare | null;
  } & Readonly<Record<string, unknown>>)[];
  readonly tables: readonly ({ readonly name: string; readonly counts: readonly Numbers[] } & ChiSquare)[];
  readonly bins: readonly {
    readonly name: string;
    readonly baseline: Numbers;
    readonly current: Numbers;
    readonly bins: number;
    readonly strategy: "quantile" | "uniform";
    readonly edges: Numbers;
    readonly baselineCounts: Numbers;
    readonly currentCounts: Numbers;
    readonly psi: number;
  }[];
  readonly corrections: readonly ({ readonly name: string; readonly pValues: Numbers } & Readonly<
    Record<Correction, Numbers>
  >)[];
  readonly kolmogorov: { readonly z: Numbers; readonly survival: Numbers };
}>("drift.json");

describe("Kolmogorov–Smirnov agrees with SciPy and R", () => {
  test.each(fixture.ks)(
    "$name",
    ({ baseline, current, statistic, hasTies, exact, scipyExact, asymptotic, kolmogorov }) => {
      const found = ksTest({ baseline, current, method: "exact" });
      expectClose({ got: found.statistic, expected: statistic, what: "statistic" });
      expect(found.hasTies).toBe(hasTies);
      // R subtracts from 1, so its small p values have an absolute error of about 1e-14.
      expectClose({ got: found.pValue, expected: exact, what: "exact p of R", relative: 1e-11, floor: 1e-13 });
      // SciPy multiplies ratios of binomial coefficients: 1e-9.
      if (scipyExact !== null)
        expectClose({ got: found.pValue, expected: scipyExact, what: "exact p of SciPy", relative: 1e-9 });
      const limit = ksTest({ baseline, current, method: "asymptotic" }).pValue;
      expectClose({ got: limit, expected: kolmogorov, what: "asymptotic p of SciPy's kolmogorov" });
      // R stops its series at 1e-8.
      expectClose({ got: limit, expected: asymptotic, what: "asymptotic p of R", relative: 1e-7, floor: 1e-8 });
    },
  );

  test("the limit law from near 0 to far out", () => {
    for (const [i, z] of fixture.kolmogorov.z.entries()) {
      expectClose({ got: kolmogorovSurvival(z), expected: fixture.kolmogorov.survival[i], what: `at ${z}`, floor: 0 });
    }
  });
});

describe("Wasserstein distance agrees with SciPy", () => {
  test.each(fixture.ks)("$name", ({ baseline, current, wasserstein }) => {
    expectClose({ got: wassersteinDistance({ baseline, current }), expected: wasserstein, what: "distance" });
  });
});

describe("measures over counts agree with SciPy and their definitions", () => {
  test.each(fixture.counts)("$name", (row) => {
    const { baselineCounts, currentCounts } = row;
    const pair = { baselineCounts, currentCounts };
    const got = {
      psi: psi(pair),
      klNats: kullbackLeibler(pair),
      klBits: kullbackLeibler({ ...pair, base: 2 }),
      jsDistanceBits: jensenShannon(pair),
      jsDistanceNats: jensenShannon({ ...pair, base: Math.E }),
      jsDivergenceBits: jensenShannon({ ...pair, output: "divergence" }),
      totalVariation: totalVariation(pair),
      hellinger: hellinger(pair),
    };
    for (const [key, value] of Object.entries(got)) {
      // Near-equal shares cancel: an error of 1e-16 in a divergence is 1e-8 in its root.
      const floor = key.startsWith("jsDistance") ? 3e-8 : 1e-15;
      expectClose({ got: value, expected: row[key], what: key, relative: 1e-11, floor });
    }
  });

  test.each(fixture.counts)("chi-square of $name", ({ baselineCounts, currentCounts, chiSquare, yates, fit }) => {
    const counts = [baselineCounts, currentCounts];
    const found = chiSquareTest({ counts });
    expectClose({ got: found, expected: chiSquare, what: "homogeneity", relative: 1e-11 });
    const corrected = chiSquareTest({ counts, continuityCorrection: true });
    expectClose({
      got: { statistic: corrected.statistic, pValue: corrected.pValue },
      expected: yates,
      what: "Yates",
      relative: 1e-11,
    });
    if (fit === null) return;
    const exact = chiSquareTest({ counts, baseline: "exact" });
    expectClose({
      got: { statistic: exact.statistic, pValue: exact.pValue },
      expected: fit,
      what: "goodness of fit",
      relative: 1e-11,
    });
  });

  test.each(fixture.tables)("chi-square of $name", ({ name: _, counts, ...expected }) => {
    expectClose({ got: chiSquareTest({ counts }), expected, what: "table", relative: 1e-11 });
  });
});

describe("bins fitted on a baseline agree with NumPy", () => {
  test.each(fixture.bins)(
    "$name",
    ({ baseline, current, bins, strategy, edges, baselineCounts, currentCounts, psi: expected }) => {
      const fitted = fitBins({ baseline, bins, strategy });
      expectClose({ got: fitted.edges, expected: edges, what: "edges" });
      expect(fitted.counts).toEqual(baselineCounts);
      expect(countInBins({ bins: fitted, values: baseline })).toEqual(baselineCounts);
      expect(countInBins({ bins: fitted, values: current })).toEqual(currentCounts);
      const { value } = measureDrift({ baseline, current, measure: "psi", binning: { bins, strategy } });
      expectClose({ got: value, expected, what: "PSI" });
    },
  );
});

describe("corrections agree with statsmodels and R", () => {
  const methods: readonly Correction[] = ["bonferroni", "holm", "benjamini-hochberg", "benjamini-yekutieli"];
  test.each(fixture.corrections)("$name", (row) => {
    for (const method of methods) {
      expectClose({ got: adjustPValues({ pValues: row.pValues, method }), expected: row[method], what: method });
    }
  });
});
