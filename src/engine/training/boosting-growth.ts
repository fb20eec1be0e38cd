import { fillHistogram, type HistogramLayout, subtractHistogram } from "./boosting-histogram.ts";
import { type BoostingSplit, type BoostingSplitRules, findBoostingSplit } from "./boosting-split.ts";
import { type BinnedFeatures, missingBin, thresholdAfterBin } from "./histogram-bins.ts";
import { addLeaf, type GrowingTree, harvestTree, plantTree, splitLeaf, type TreeNodes } from "./tree-nodes.ts";

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

/** A tree with what its training rows need: the leaves' stretches of `ground.rows`, and the bins that its nodes ask for. */
export type BoostedTree = {
  readonly nodes: TreeNodes;
  readonly bins: readonly number[];
  readonly leaves: readonly { readonly node: number; readonly start: number; readonly end: number }[];
};

/** A leaf that may be split. */
type Leaf = {
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly gradient: number;
  readonly curvature: number;
  histogram: Float64Array | undefined;
  split: BoostingSplit | undefined;
};

/**
 * Grows one tree on gradients and curvatures, and hands over after each question how many cells it looked at.
 *
 * "leaf-wise" splits the leaf with the largest gain next, wherever it is; "depth-wise" all leaves of a level before the next level.
 * Of two children only the smaller one is counted; the other's histogram is the parent's minus it.
 */
export function* growBoostingTree({
  ground,
  rowCount,
  pulls,
  lift,
}: {
  readonly ground: BoostingGround;
  /** The tree learns from the first so many of `ground.rows`. */
  readonly rowCount: number;
  readonly pulls: Float64Array;
  readonly lift: number;
}): Generator<number, BoostedTree, void> {
  const { rules, binned } = ground;
  const tree = plantTree(1);
  const bins: number[] = [];
  const root = plantRoot({ ground, tree, rowCount, pulls });
  const leaves: Leaf[] = [root];
  if (rules.maxLeaves > 1 && mayBeSplit(root, rules)) {
    root.histogram = takeHistogram(ground);
    fillHistogram({ ...ground, start: 0, end: rowCount, pulls, lift, histogram: root.histogram });
    findSplit({ ground, leaf: root, lift });
    yield rowCount * binned.columnCount;
  }
  while (leaves.length < rules.maxLeaves) {
    const at = nextToSplit(leaves, rules.growth);
    const leaf = leaves[at];
    if (leaf?.split === undefined) break;
    const [left, right] = splitOnce({ ground, tree, bins, leaf, split: leaf.split });
    leaves[at] = left;
    leaves.push(right);
    // After the last question nobody asks for histograms.
    const counted = leaves.length < rules.maxLeaves ? countChildren({ ground, leaf, left, right, pulls, lift }) : 0;
    if (leaf.histogram !== undefined) ground.histograms.push(leaf.histogram);
    yield counted * binned.columnCount;
  }
  for (const { histogram } of leaves) if (histogram !== undefined) ground.histograms.push(histogram);
  for (const node of tree.feature.keys()) bins[node] ??= 0;
  return { nodes: harvestTree(tree), bins, leaves };
}

function plantRoot({
  ground: { rows, weights, rules },
  tree,
  rowCount,
  pulls,
}: {
  readonly ground: BoostingGround;
  readonly tree: GrowingTree;
  readonly rowCount: number;
  readonly pulls: Float64Array;
}): Leaf {
  let gradient = 0;
  let curvature = 0;
  let cover = weights === undefined ? rowCount : 0;
  for (let at = 0; at < rowCount; at++) {
    const row = rows[at] ?? 0;
    gradient += pulls[2 * row] ?? 0;
    curvature += pulls[2 * row + 1] ?? 0;
    if (weights !== undefined) cover += weights[row] ?? 0;
  }
  const node = addLeaf(tree, cover);
  tree.values[node] = stepOf({ gradient, curvature, rules });
  return { node, start: 0, end: rowCount, depth: 0, gradient, curvature, histogram: undefined, split: undefined };
}

/** The lowest point of the leaf's parabola, approached by a part of the way. */
function stepOf({
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

function mayBeSplit({ start, end, depth }: Leaf, { maxDepth, minLeafRows }: BoostingTreeRules): boolean {
  return depth < maxDepth && end - start >= 2 * minLeafRows && end - start >= 2;
}

function takeHistogram({ histograms, layout: { offsets } }: BoostingGround): Float64Array {
  return histograms.pop() ?? new Float64Array(2 * (offsets.at(-1) ?? 0));
}

function findSplit({
  ground: { layout, rules },
  leaf,
  lift,
}: {
  readonly ground: BoostingGround;
  readonly leaf: Leaf;
  readonly lift: number;
}): void {
  if (leaf.histogram === undefined) return;
  const { histogram, gradient, curvature } = leaf;
  leaf.split = findBoostingSplit({ histogram, layout, lift, count: leaf.end - leaf.start, gradient, curvature, rules });
}

/** The place of the leaf whose turn it is; one without a split when none is left. Leaf-wise by gain, depth-wise by level and then by place. */
function nextToSplit(leaves: readonly Leaf[], growth: BoostingTreeRules["growth"]): number {
  let best = -1;
  for (const [at, leaf] of leaves.entries()) {
    if (leaf.split === undefined) continue;
    const other = leaves[best];
    if (other?.split === undefined) best = at;
    else if (growth === "leaf-wise" ? leaf.split.gain > other.split.gain : leaf.depth < other.depth) best = at;
  }
  return best;
}

/** Two children in place of a leaf, with its rows dealt between them. */
function splitOnce({
  ground: { binned, rows, spare, weights, rules },
  tree,
  bins,
  leaf,
  split,
}: {
  readonly ground: BoostingGround;
  readonly tree: GrowingTree;
  readonly bins: number[];
  readonly leaf: Leaf;
  readonly split: BoostingSplit;
}): readonly [Leaf, Leaf] {
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

/** Histograms and best questions of two new leaves, where they can be split at all; returns how many rows were counted. */
function countChildren({
  ground,
  leaf,
  left,
  right,
  pulls,
  lift,
}: {
  readonly ground: BoostingGround;
  readonly leaf: Leaf;
  readonly left: Leaf;
  readonly right: Leaf;
  readonly pulls: Float64Array;
  readonly lift: number;
}): number {
  const [smaller, larger] = left.end - left.start <= right.end - right.start ? [left, right] : [right, left];
  if (leaf.histogram === undefined || !mayBeSplit(larger, ground.rules)) return 0;
  const { start, end } = smaller;
  const histogram = takeHistogram(ground);
  fillHistogram({ ...ground, start, end, pulls, lift, histogram });
  subtractHistogram(leaf.histogram, histogram);
  larger.histogram = leaf.histogram;
  leaf.histogram = undefined;
  findSplit({ ground, leaf: larger, lift });
  smaller.histogram = histogram;
  if (mayBeSplit(smaller, ground.rules)) findSplit({ ground, leaf: smaller, lift });
  return end - start;
}
