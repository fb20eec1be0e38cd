import type { HistogramLayout } from "./boosting-histogram.ts";
import type { BoostingSplit, BoostingSplitRules } from "./boosting-split.ts";
import { type BinnedFeatures, missingBin, thresholdAfterBin } from "./histogram-bins.ts";
import { type GrowingTree, splitLeaf } from "./tree-nodes.ts";

/** How large a boosted tree may grow and how far its leaves step. */
export type BoostingTreeRules = BoostingSplitRules & {
  readonly growth: "leaf-wise" | "depth-wise";
  readonly maxLeaves: number;
  readonly maxDepth: number;
  readonly learningRate: number;
};

/** What stays the same from tree to tree, with memory that all trees share. */
export type BoostingGround = {
  readonly binned: BinnedFeatures;
  readonly layout: HistogramLayout;
  /** What each row weighs; none when all weigh 1. */
  readonly weights: Float64Array | undefined;
  readonly rules: BoostingTreeRules;
  /** Row numbers that the tree learns from; dealt among its leaves while it grows. */
  readonly rows: Int32Array;
  readonly spare: Int32Array;
  readonly histograms: Float64Array[];
};

/** A leaf that may be split. */
export type BoostingLeaf = {
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly gradient: number;
  readonly curvature: number;
  histogram: Float64Array | undefined;
  split: BoostingSplit | undefined;
};

/** Two children in place of a leaf, with its rows dealt between them. */
export function branchLeaf({
  ground: { binned, rows, spare, weights, rules },
  tree,
  bins,
  leaf,
  split,
}: {
  readonly ground: BoostingGround;
  readonly tree: GrowingTree;
  readonly bins: number[];
  readonly leaf: BoostingLeaf;
  readonly split: BoostingSplit;
}): readonly [BoostingLeaf, BoostingLeaf] {
  const { feature, bin, gain, leftCount } = split;
  const { node, start, end } = leaf;
  const edges = binned.edges[feature] ?? new Float64Array();
  const count = end - start;
  const missing = missingBin(edges);
  const known = dealByBin({ binned, rows, spare, start, end, feature, bin, missing, missingLeft: split.missingLeft });
  const middle = start + leftCount;
  let leftCover = leftCount;
  if (weights !== undefined) {
    leftCover = 0;
    for (let at = start; at < middle; at++) leftCover += weights[rows[at] ?? 0] ?? 0;
  }
  const missingLeft = known < count ? split.missingLeft : 2 * leftCover > (tree.cover[node] ?? 0);
  const covers = { left: leftCover, right: (tree.cover[node] ?? 0) - leftCover };
  bins[node] = bin;
  const threshold = thresholdAfterBin(edges, bin);
  const child = splitLeaf(tree, node, { feature, threshold, missingLeft, gain }, covers);
  const none = { depth: leaf.depth + 1, histogram: undefined, split: undefined };
  const { leftGradient, leftCurvature } = split;
  const left = { node: child, start, end: middle, gradient: leftGradient, curvature: leftCurvature, ...none };
  const right = {
    node: child + 1,
    start: middle,
    end,
    gradient: leaf.gradient - leftGradient,
    curvature: leaf.curvature - leftCurvature,
    ...none,
  };
  tree.values[child] = stepOf({ ...left, rules });
  tree.values[child + 1] = stepOf({ ...right, rules });
  return [left, right];
}

/** Rows that go left first, then the others, each in their old order; returns how many had a value. O(m). */
function dealByBin({
  binned: { codes, columnCount },
  rows,
  spare,
  start,
  end,
  feature,
  bin,
  missing,
  missingLeft,
}: {
  readonly binned: BinnedFeatures;
  readonly rows: Int32Array;
  readonly spare: Int32Array;
  readonly start: number;
  readonly end: number;
  readonly feature: number;
  readonly bin: number;
  readonly missing: number;
  readonly missingLeft: boolean;
}): number {
  let to = start;
  let aside = 0;
  let known = 0;
  const whenMissing = missingLeft ? 1 : 0;
  for (let at = start; at < end; at++) {
    const row = rows[at] ?? 0;
    const code = codes[row * columnCount + feature] ?? 0;
    const isMissing = code === missing ? 1 : 0;
    // 1 where code ≤ bin, by the sign of the difference: no branch to guess wrong.
    const isLeft = isMissing === 1 ? whenMissing : (code - bin - 1) >>> 31;
    rows[to] = row;
    spare[aside] = row;
    to += isLeft;
    aside += 1 - isLeft;
    known += 1 - isMissing;
  }
  rows.set(spare.subarray(0, aside), to);
  return known;
}

/** The lowest point of the leaf's parabola, approached by a part of the way. */
export function stepOf({
  gradient,
  curvature,
  rules,
}: {
  readonly gradient: number;
  readonly curvature: number;
  readonly rules: BoostingTreeRules;
}): number {
  const bend = curvature + rules.l2Penalty;
  // 0 − x, not −x: JSON knows no −0.
  return bend > 0 ? (0 - rules.learningRate * gradient) / bend : 0;
}
