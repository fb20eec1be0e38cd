import type { ConfusionCounts } from "#engine/metrics/confusion-counts.ts";
import { precisionRecallCurve } from "#engine/metrics/precision-recall-curve.ts";
import { rocAuc } from "#engine/metrics/roc-auc.ts";
import { rocCurve } from "#engine/metrics/roc-curve.ts";
import { type ThresholdSweep, thresholdSweep } from "#engine/metrics/threshold-sweep.ts";
import { type ScoredRows, type SourceName, twoGaussians } from "./scored-rows.ts";

export const panelNames = ["matrix", "roc", "pr", "cost"] as const;
export type PanelName = (typeof panelNames)[number];

export type Costs = { readonly falseAlarm: number; readonly miss: number };

export type ThresholdState = {
  readonly source: SourceName;
  readonly rows: ScoredRows;
  readonly panels: readonly PanelName[];
  /** Of the two means, in standard deviations; counts for two-gaussians alone. */
  readonly distance: number;
  readonly threshold: number;
  readonly costs: Costs;
};

export const startDistance = 1.5;
export const dearest = 20;
const startCosts: Readonly<Record<SourceName, Costs>> = {
  "two-gaussians": { falseAlarm: 5, miss: 5 },
  spam: { falseAlarm: 10, miss: 1 },
  diabetes: { falseAlarm: 1, miss: 10 },
};

export function startState({
  source,
  rows,
  panels,
}: {
  readonly source: SourceName;
  readonly rows?: ScoredRows | undefined;
  readonly panels: readonly PanelName[];
}): ThresholdState {
  return {
    source,
    rows: rows ?? twoGaussians(startDistance),
    panels,
    distance: startDistance,
    threshold: 0.5,
    costs: startCosts[source],
  };
}

export function atDistance(state: ThresholdState, distance: number): ThresholdState {
  return { ...state, distance, rows: twoGaussians(distance) };
}

/** Thresholds go in hundredths, as the page shows them. */
export function atThreshold(state: ThresholdState, threshold: number): ThresholdState {
  return { ...state, threshold: Math.min(1, Math.max(0, Math.round(threshold * 100) / 100)) };
}

export function countsAt({
  rows,
  threshold,
}: {
  readonly rows: ScoredRows;
  readonly threshold: number;
}): ConfusionCounts {
  const { tp, fp, fn, tn } = thresholdSweep({ ...scored(rows), thresholds: [threshold] });
  return { tp: tp[0] ?? 0, fp: fp[0] ?? 0, fn: fn[0] ?? 0, tn: tn[0] ?? 0 };
}

export type Curves = {
  readonly roc: ReturnType<typeof rocCurve>;
  readonly auc: number;
  readonly precisionRecall: ReturnType<typeof precisionRecallCurve>;
  readonly sweep: ThresholdSweep;
};

const known = new WeakMap<ScoredRows, Curves>();

/** The curves of the rows, which do not depend on the threshold: worked out once. */
export function curvesOf(rows: ScoredRows): Curves {
  const found = known.get(rows);
  if (found) return found;
  const options = scored(rows);
  const curves = {
    roc: rocCurve({ ...options, dropIntermediate: true }),
    auc: rocAuc(options),
    precisionRecall: precisionRecallCurve(options),
    sweep: thresholdSweep({ ...options, thresholds: Array.from({ length: 101 }, (_, i) => i / 100) }),
  };
  known.set(rows, curves);
  return curves;
}

/** A file of scores says more about itself than the metrics take. */
function scored({ labels, scores }: ScoredRows): ScoredRows {
  return { labels, scores };
}

/** What the mistakes cost per 100 cases, at each threshold from 0 to 1 by hundredths. */
export function costsPer100({ rows, costs }: { readonly rows: ScoredRows; readonly costs: Costs }): readonly number[] {
  const { fp, fn } = curvesOf(rows).sweep;
  return Array.from(
    fp,
    (alarms, i) => (100 * (alarms * costs.falseAlarm + (fn[i] ?? 0) * costs.miss)) / rows.labels.length,
  );
}

/** The threshold whose mistakes cost least; of several in a row, the middle one. */
export function cheapestThreshold(costs: readonly number[]): number {
  const least = Math.min(...costs);
  const first = costs.indexOf(least);
  let last = first;
  while (costs[last + 1] === least) last++;
  return Math.floor((first + last) / 2) / 100;
}

/** The threshold whose point on the ROC curve lies nearest to a place in the unit square. */
export function thresholdNear({
  rows,
  falsePositiveRate,
  truePositiveRate,
}: {
  readonly rows: ScoredRows;
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}): number {
  const { tp, fp, fn, tn, thresholds } = curvesOf(rows).sweep;
  const away = Array.from(thresholds, (_, i) => {
    const [hits, alarms, misses, rest] = [tp[i] ?? 0, fp[i] ?? 0, fn[i] ?? 0, tn[i] ?? 0];
    return Math.hypot(alarms / (alarms + rest) - falsePositiveRate, hits / (hits + misses) - truePositiveRate);
  });
  return thresholds[away.indexOf(Math.min(...away))] ?? 0.5;
}
