import { fromColumns } from "#engine/data/index.ts";
import * as door from "#engine/monitoring/index.ts";
import type { Anything } from "#test/unit/engine/refusal-of.ts";

export const any: Anything = door;

export const table = fromColumns({ x: [1, 2, 3], c: ["a", "b", "a"] });

export const counts = { tp: 1, fp: 1, fn: 1, tn: 1 };

export const bins = door.fitBins({ baseline: [1, 2, 3] });

export const facet = { facet: ["m", "f"], disadvantaged: { values: ["f"] }, labels: [0, 1], positive: { values: [1] } };

export const fair = {
  labels: [0, 1, 0, 1],
  scores: [1, 2, 3, 4],
  groups: ["a", "a", "b", "b"],
  criterion: "demographic-parity",
};

export const fitted = door.fitFairThresholds({ ...fair, criterion: "demographic-parity" });

export const rule = { threshold: 1, comparison: "less" };

/** Every function with arguments that it accepts; `misuse.test.ts` spoils one at a time. */
export const calls: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
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
