import { EngineError } from "#engine/core/errors.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { chiSquareTest } from "./chi-square-test.ts";
import { countSorted, fitBinsToSorted } from "./fit-bins.ts";
import type { CategoryBins } from "./fit-categories.ts";
import { hellinger } from "./hellinger.ts";
import { jensenShannon } from "./jensen-shannon.ts";
import { ksOfSorted } from "./ks-test.ts";
import { kullbackLeibler } from "./kullback-leibler.ts";
import { psi } from "./psi.ts";
import type { CountPair } from "./share-pair.ts";
import { totalVariation } from "./total-variation.ts";
import { populationDeviation, wassersteinOfSorted } from "./wasserstein-distance.ts";

/** The ways to say how far two columns lie apart; "chi-square" stands for its effect size, Cramér's V. */
export type DriftMeasure =
  | "psi"
  | "ks"
  | "wasserstein"
  | "jensen-shannon"
  | "kullback-leibler"
  | "total-variation"
  | "hellinger"
  | "chi-square";

/** How to bin number columns for the measures that need bins, as `fitBins` takes it. */
export type DriftBinning = {
  readonly strategy?: "quantile" | "uniform" | undefined;
  readonly bins?: number | undefined;
  readonly edges?: ArrayLike<number> | undefined;
};

/** How far two columns lie apart, and whether it could be chance. */
export type Drift = {
  readonly measure: DriftMeasure;
  /** The size of the effect in the measure's own unit; 0 = none. */
  readonly value: number;
  /** What the number depends on: how the column was binned and into how many bins, epsilon, base, normalization. */
  readonly settings: Readonly<Record<string, string | number>>;
  /** The test that answers for chance: KS for numbers, chi-square for categories. */
  readonly test: "ks" | "chi-square";
  readonly statistic: number;
  readonly pValue: number;
};

const measuresOfNumbers: readonly DriftMeasure[] = [
  "psi",
  "ks",
  "wasserstein",
  "jensen-shannon",
  "kullback-leibler",
  "total-variation",
  "hellinger",
  "chi-square",
];
const measuresOfCategories: readonly DriftMeasure[] = measuresOfNumbers.filter(
  (measure) => measure !== "ks" && measure !== "wasserstein",
);

/** Stops unless a column of this type can be measured so. */
export function requireMeasure({
  functionName,
  name,
  measure,
  type,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly measure: DriftMeasure;
  readonly type: "number" | "category";
}): void {
  requireOneOf({
    functionName,
    name,
    value: measure,
    options: type === "number" ? measuresOfNumbers : measuresOfCategories,
  });
}

/** Two number columns, sorted, neither empty. */
export function driftOfNumbers({
  baseline,
  current,
  measure,
  binning = {},
}: {
  readonly baseline: Float64Array;
  readonly current: Float64Array;
  readonly measure: DriftMeasure;
  readonly binning?: DriftBinning | undefined;
}): Drift {
  const { statistic, pValue } = ksOfSorted({ baseline, current, isExact: baseline.length * current.length <= 1e6 });
  const chance = { test: "ks", statistic, pValue } as const;
  if (measure === "ks") return { measure, value: statistic, settings: {}, ...chance };
  if (measure === "wasserstein") {
    const spread = populationDeviation(baseline);
    if (spread === 0) {
      throw new EngineError("constant-column", "wasserstein requires a baseline that varies, got one value only", {
        argument: "baseline",
      });
    }
    const value = wassersteinOfSorted({ baseline, current }) / spread;
    return { measure, value, settings: { normalize: "standard-deviation" }, ...chance };
  }
  const { counts, edges, strategy } = fitBinsToSorted({ sorted: baseline, ...binning });
  const value = distanceOfCounts(measure, {
    baselineCounts: counts,
    currentCounts: countSorted({ sorted: current, edges }),
  });
  return { measure, value, settings: { strategy, bins: counts.length, ...settingsOf[measure] }, ...chance };
}

/** Two category columns, counted over the categories of the baseline and a cell for all others. */
export function driftOfCategories({
  bins,
  currentCounts,
  measure,
}: {
  readonly bins: CategoryBins;
  readonly currentCounts: readonly number[];
  readonly measure: DriftMeasure;
}): Drift {
  const pair = { baselineCounts: bins.counts, currentCounts };
  const { statistic, pValue } = homogeneity(pair);
  const settings = { strategy: "categories", bins: bins.counts.length, ...settingsOf[measure] };
  return { measure, value: distanceOfCounts(measure, pair), settings, test: "chi-square", statistic, pValue };
}

/** What else the measures over bins depend on. */
const settingsOf: Readonly<Partial<Record<DriftMeasure, Readonly<Record<string, string | number>>>>> = {
  psi: { epsilon: 1e-4, base: "e" },
  "jensen-shannon": { base: 2, output: "distance" },
  "kullback-leibler": { epsilon: 1e-4, base: "e" },
};

function distanceOfCounts(measure: DriftMeasure, pair: CountPair): number {
  switch (measure) {
    case "psi":
      return psi(pair);
    case "jensen-shannon":
      return jensenShannon(pair);
    case "kullback-leibler":
      return kullbackLeibler({ ...pair, epsilon: 1e-4 });
    case "total-variation":
      return totalVariation(pair);
    case "hellinger":
      return hellinger(pair);
    default:
      return homogeneity(pair).cramersV;
  }
}

/** Where only one category occurs at all, both samples are equal. */
function homogeneity({ baselineCounts, currentCounts }: CountPair): {
  readonly statistic: number;
  readonly pValue: number;
  readonly cramersV: number;
} {
  let used = 0;
  for (let k = 0; k < baselineCounts.length; k++) {
    if ((baselineCounts[k] as number) > 0 || (currentCounts[k] as number) > 0) used++; // k < length
  }
  return used < 2
    ? { statistic: 0, pValue: 1, cramersV: 0 }
    : chiSquareTest({ counts: [baselineCounts, currentCounts] });
}
