import { missingFrom, type TreeColumns } from "./tree-columns.ts";
import { type TreeCriterion, timesLog } from "./tree-criterion.ts";
import { thresholdBetween } from "./tree-nodes.ts";
import type { TreeRows } from "./tree-rows.ts";

/** The best question found so far for a node. */
export type BestSplit = {
  feature: number;
  threshold: number;
  missingLeft: boolean;
  /** How many rows of the column's order go left, without the missing ones. */
  leftCount: number;
  /** The purity of both sides together; compare with the node's own for the gain. */
  purity: number;
};

export type SplitSearch = {
  readonly columns: TreeColumns;
  readonly rows: TreeRows;
  /** Targets less their mean, which keeps the digits of their squares. */
  readonly centered: Float64Array;
  readonly criterion: TreeCriterion;
  readonly minLeafRows: number;
  /** Class weights (or weight and sum of targets) of the whole node, of the left and of the right side. */
  readonly whole: Float64Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
};

/** Below every purity. */
const impossible = Number.NEGATIVE_INFINITY;

/**
 * The best of all questions about all columns for the rows in the stretch [start, end): every gap between two neighboring
 * values is tried, once with the missing values on either side. Of equally good questions the first stays. O(m × d).
 */
export function findBestSplit(search: SplitSearch, start: number, end: number): BestSplit {
  const best: BestSplit = { feature: -1, threshold: 0, missingLeft: false, leftCount: 0, purity: impossible };
  const scan = search.criterion === "squared-error" ? scanValues : scanClasses;
  for (let feature = 0; feature < search.columns.columnCount; feature++) {
    const known = missingFrom(search.columns, feature, start, end);
    scan({ search, best, feature, start, known, end, missingLeft: false });
    if (known < end) scan({ search, best, feature, start, known, end, missingLeft: true });
  }
  return best;
}

type Scan = {
  readonly search: SplitSearch;
  readonly best: BestSplit;
  readonly feature: number;
  readonly start: number;
  /** The missing rows of the column stand in [known, end). */
  readonly known: number;
  readonly end: number;
  readonly missingLeft: boolean;
};

/** Row after row moves from the right side to the left; two sums tell how pure both sides are, each move changes them in O(1). */
function scanClasses({ search, best, feature, start, known, end, missingLeft }: Scan): void {
  const { columns, rows, criterion, minLeafRows, whole, left, right } = search;
  const { values, order } = columns;
  const { codes, weights } = rows;
  const base = feature * columns.rowCount;
  const isGini = criterion === "gini";
  left.fill(0);
  right.set(whole);
  if (missingLeft) {
    for (let at = base + known; at < base + end; at++) {
      const row = order[at] ?? 0;
      const code = codes[row] ?? 0;
      left[code] = (left[code] ?? 0) + (weights[row] ?? 0);
      right[code] = (right[code] ?? 0) - (weights[row] ?? 0);
    }
  }
  let leftWeight = 0;
  let rightWeight = 0;
  let leftSum = 0;
  let rightSum = 0;
  for (let k = 0; k < whole.length; k++) {
    const l = left[k] ?? 0;
    const r = right[k] ?? 0;
    leftWeight += l;
    rightWeight += r;
    leftSum += isGini ? l * l : timesLog(l);
    rightSum += isGini ? r * r : timesLog(r);
  }
  const missingCount = end - known;
  const leftExtra = missingLeft ? missingCount : 0;
  // Where values are missing and go right, "known or missing" is a question, too.
  const last = missingCount > 0 && !missingLeft ? known : known - 1;
  let value = values[base + (order[base + start] ?? 0)] ?? 0;
  for (let at = start; at < last; at++) {
    const row = order[base + at] ?? 0;
    const code = codes[row] ?? 0;
    const weight = weights[row] ?? 0;
    const l = left[code] ?? 0;
    const r = right[code] ?? 0;
    left[code] = l + weight;
    right[code] = r - weight;
    if (isGini) {
      leftSum += weight * (2 * l + weight);
      rightSum -= weight * (2 * r - weight);
    } else {
      leftSum += timesLog(l + weight) - timesLog(l);
      rightSum += timesLog(r - weight) - timesLog(r);
    }
    leftWeight += weight;
    rightWeight -= weight;
    const next = at + 1 < known ? (values[base + (order[base + at + 1] ?? 0)] ?? 0) : Number.MAX_VALUE;
    const isGap = next > value || at + 1 === known;
    const lower = value;
    value = next;
    if (!isGap) continue;
    const leftCount = at + 1 - start + leftExtra;
    if (leftCount < minLeafRows || end - start - leftCount < minLeafRows || rightWeight <= 0) continue;
    const purity = isGini
      ? leftSum / leftWeight + rightSum / rightWeight
      : leftSum - timesLog(leftWeight) + rightSum - timesLog(rightWeight);
    if (purity > best.purity)
      keep({ best, feature, at: at + 1, start, known, lower, upper: next, missingLeft, purity });
  }
}

/** The same for numbers: weight and sum of the targets tell the variance that is left. */
function scanValues({ search, best, feature, start, known, end, missingLeft }: Scan): void {
  const { columns, rows, centered, minLeafRows, whole } = search;
  const { values, order } = columns;
  const { weights } = rows;
  const base = feature * columns.rowCount;
  let leftWeight = 0;
  let leftSum = 0;
  if (missingLeft) {
    for (let at = base + known; at < base + end; at++) {
      const row = order[at] ?? 0;
      leftWeight += weights[row] ?? 0;
      leftSum += (weights[row] ?? 0) * (centered[row] ?? 0);
    }
  }
  const wholeWeight = whole[0] ?? 0;
  const wholeSum = whole[1] ?? 0;
  const missingCount = end - known;
  const leftExtra = missingLeft ? missingCount : 0;
  const last = missingCount > 0 && !missingLeft ? known : known - 1;
  let value = values[base + (order[base + start] ?? 0)] ?? 0;
  for (let at = start; at < last; at++) {
    const row = order[base + at] ?? 0;
    const weight = weights[row] ?? 0;
    leftWeight += weight;
    leftSum += weight * (centered[row] ?? 0);
    const next = at + 1 < known ? (values[base + (order[base + at + 1] ?? 0)] ?? 0) : Number.MAX_VALUE;
    const isGap = next > value || at + 1 === known;
    const lower = value;
    value = next;
    if (!isGap) continue;
    const leftCount = at + 1 - start + leftExtra;
    if (leftCount < minLeafRows || end - start - leftCount < minLeafRows) continue;
    const rightWeight = wholeWeight - leftWeight;
    if (rightWeight <= 0) continue;
    const rightSum = wholeSum - leftSum;
    const purity = (leftSum * leftSum) / leftWeight + (rightSum * rightSum) / rightWeight;
    if (purity > best.purity)
      keep({ best, feature, at: at + 1, start, known, lower, upper: next, missingLeft, purity });
  }
}

function keep({
  best,
  feature,
  at,
  start,
  known,
  lower,
  upper,
  missingLeft,
  purity,
}: {
  readonly best: BestSplit;
  readonly feature: number;
  readonly at: number;
  readonly start: number;
  readonly known: number;
  readonly lower: number;
  readonly upper: number;
  readonly missingLeft: boolean;
  readonly purity: number;
}): void {
  best.feature = feature;
  best.threshold = at === known ? Number.MAX_VALUE : thresholdBetween(lower, upper);
  best.missingLeft = missingLeft;
  best.leftCount = at - start;
  best.purity = purity;
}
