import type { ForestGround, ForestNode } from "./forest-growth.ts";
import { missingBin } from "./histogram-bins.ts";
import { purityOfClasses, type TreeCriterion, timesLog } from "./tree-criterion.ts";

/** The best question about bins found so far for a node. */
export type ForestSplit = {
  feature: number;
  /** Codes up to this go left. */
  bin: number;
  missingLeft: boolean;
  purity: number;
};

/** Memory for one column's histogram: class weights (or weight and sum) of each bin, its rows, and which bins hold any. */
export type ForestScratch = {
  readonly sums: Float64Array;
  readonly counts: Int32Array;
  readonly touched: Int32Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
};

export function forestScratch(sumCount: number): ForestScratch {
  return {
    sums: new Float64Array(256 * sumCount),
    counts: new Int32Array(256),
    touched: new Int32Array(256),
    left: new Float64Array(sumCount),
    right: new Float64Array(sumCount),
  };
}

/**
 * The best question about one column for a node, if it is better than `best`; tells whether the column varies there at all.
 *
 * One pass deals the rows into bins, another moves the bins one by one to the left. Where bins between two groups of rows are empty, the threshold
 * lies in the middle of the gap. O(m + bins that hold rows).
 */
export function improveByColumn({
  ground,
  node,
  feature,
  best,
}: {
  readonly ground: ForestGround;
  readonly node: ForestNode;
  readonly feature: number;
  readonly best: ForestSplit;
}): boolean {
  const { binned, scratch, limits } = ground;
  const { counts, touched, sums } = scratch;
  const touchedCount =
    limits.criterion === "squared-error" ? fillValues(ground, node, feature) : fillClasses(ground, node, feature);
  sortTouched({ touched, touchedCount, counts });
  const missing = missingBin(binned.edges[feature] ?? noEdges);
  const hasMissing = touched[touchedCount - 1] === missing;
  const knownCount = hasMissing ? touchedCount - 1 : touchedCount;
  const varies = touchedCount > 1;
  if (varies) {
    scanBins({ ground, node, feature, best, knownCount, missing: hasMissing ? missing : -1, missingLeft: false });
    if (hasMissing) scanBins({ ground, node, feature, best, knownCount, missing, missingLeft: true });
  }
  const sumCount = scratch.left.length;
  for (let at = 0; at < touchedCount; at++) {
    const bin = touched[at] ?? 0;
    counts[bin] = 0;
    for (let k = 0; k < sumCount; k++) sums[bin * sumCount + k] = 0;
  }
  return varies;
}

const noEdges = new Float64Array();

function fillClasses(
  { binned, rows, order, drawn, scratch }: ForestGround,
  { start, end }: ForestNode,
  feature: number,
): number {
  const { codes, columnCount } = binned;
  const { sums, counts, touched, left } = scratch;
  const sumCount = left.length;
  let touchedCount = 0;
  for (let at = start; at < end; at++) {
    const row = order[at] ?? 0;
    const bin = codes[row * columnCount + feature] ?? 0;
    const before = counts[bin] ?? 0;
    if (before === 0) touched[touchedCount++] = bin;
    counts[bin] = before + 1;
    const place = bin * sumCount + (rows.codes[row] ?? 0);
    sums[place] = (sums[place] ?? 0) + (drawn[row] ?? 0);
  }
  return touchedCount;
}

function fillValues(
  { binned, order, drawn, centered, scratch }: ForestGround,
  { start, end }: ForestNode,
  feature: number,
): number {
  const { codes, columnCount } = binned;
  const { sums, counts, touched } = scratch;
  let touchedCount = 0;
  for (let at = start; at < end; at++) {
    const row = order[at] ?? 0;
    const bin = codes[row * columnCount + feature] ?? 0;
    const before = counts[bin] ?? 0;
    if (before === 0) touched[touchedCount++] = bin;
    counts[bin] = before + 1;
    const weight = drawn[row] ?? 0;
    sums[2 * bin] = (sums[2 * bin] ?? 0) + weight;
    sums[2 * bin + 1] = (sums[2 * bin + 1] ?? 0) + weight * (centered[row] ?? 0);
  }
  return touchedCount;
}

/** Bins in ascending order: a few are sorted by insertion; of many, all 256 are looked through instead. */
function sortTouched({
  touched,
  touchedCount,
  counts,
}: {
  readonly touched: Int32Array;
  readonly touchedCount: number;
  readonly counts: Int32Array;
}): void {
  if (touchedCount > 32) {
    for (let bin = 0, to = 0; bin < counts.length; bin++) if ((counts[bin] ?? 0) > 0) touched[to++] = bin;
    return;
  }
  for (let at = 1; at < touchedCount; at++) {
    const bin = touched[at] ?? 0;
    let to = at;
    for (; to > 0 && (touched[to - 1] ?? 0) > bin; to--) touched[to] = touched[to - 1] ?? 0;
    touched[to] = bin;
  }
}

function scanBins({
  ground,
  node,
  feature,
  best,
  knownCount,
  missing,
  missingLeft,
}: {
  readonly ground: ForestGround;
  readonly node: ForestNode;
  readonly feature: number;
  readonly best: ForestSplit;
  readonly knownCount: number;
  /** The bin of missing values; −1 where the node has none. */
  readonly missing: number;
  readonly missingLeft: boolean;
}): void {
  const { scratch, limits, whole, binned } = ground;
  const { sums, counts, touched, left, right } = scratch;
  const sumCount = left.length;
  const rowCount = node.end - node.start;
  let leftCount = 0;
  left.fill(0);
  right.set(whole);
  if (missingLeft) {
    leftCount = counts[missing] ?? 0;
    for (let k = 0; k < sumCount; k++) {
      left[k] = sums[missing * sumCount + k] ?? 0;
      right[k] = (whole[k] ?? 0) - (left[k] ?? 0);
    }
  }
  const isValues = limits.criterion === "squared-error";
  const isGini = limits.criterion === "gini";
  let leftWeight = isValues ? (left[0] ?? 0) : left.reduce((sum, weight) => sum + weight, 0);
  let rightWeight = isValues ? (right[0] ?? 0) : right.reduce((sum, weight) => sum + weight, 0);
  let leftSum = isValues ? 0 : weighedPurity(left, leftWeight, limits.criterion);
  let rightSum = isValues ? 0 : weighedPurity(right, rightWeight, limits.criterion);
  const last = missing >= 0 && !missingLeft ? knownCount : knownCount - 1;
  for (let at = 0; at < last; at++) {
    const bin = touched[at] ?? 0;
    leftCount += counts[bin] ?? 0;
    for (let k = 0; k < sumCount; k++) {
      const moved = sums[bin * sumCount + k] ?? 0;
      if (moved === 0) continue;
      const l = left[k] ?? 0;
      const r = right[k] ?? 0;
      left[k] = l + moved;
      right[k] = r - moved;
      if (isValues) continue;
      leftWeight += moved;
      rightWeight -= moved;
      if (isGini) {
        leftSum += moved * (2 * l + moved);
        rightSum -= moved * (2 * r - moved);
      } else {
        leftSum += timesLog(l + moved) - timesLog(l);
        rightSum += timesLog(r - moved) - timesLog(r);
      }
    }
    if (leftCount < limits.minLeafRows) continue;
    if (rowCount - leftCount < limits.minLeafRows) break;
    if (isValues) {
      leftWeight = left[0] ?? 0;
      rightWeight = right[0] ?? 0;
      leftSum = (left[1] ?? 0) ** 2;
      rightSum = (right[1] ?? 0) ** 2;
    }
    if (!(leftWeight > 0 && rightWeight > 0)) continue;
    const purity =
      isGini || isValues
        ? leftSum / leftWeight + rightSum / rightWeight
        : leftSum - timesLog(leftWeight) + rightSum - timesLog(rightWeight);
    if (!(purity > best.purity)) continue;
    best.purity = purity;
    best.feature = feature;
    best.missingLeft = missingLeft;
    const isLast = at + 1 === knownCount;
    best.bin = isLast ? (binned.edges[feature]?.length ?? 0) : (bin + (touched[at + 1] ?? bin) - 1) >> 1;
  }
}

/** The sum that the scan keeps for classes: Σ c² for Gini, Σ c log₂ c for entropy. */
function weighedPurity(counts: Float64Array, weight: number, criterion: TreeCriterion): number {
  const purity = purityOfClasses(counts, weight, criterion);
  return criterion === "gini" ? purity * weight : purity + timesLog(weight);
}
