import {
  type BoostingGround,
  type BoostingLeaf,
  type BoostingTreeRules,
  branchLeaf,
  stepOf,
} from "./boosting-branch.ts";
import { fillHistogram, subtractHistogram } from "./boosting-histogram.ts";
import { findBoostingSplit } from "./boosting-split.ts";
import { addLeaf, type GrowingTree, harvestTree, plantTree, type TreeNodes } from "./tree-nodes.ts";

/** A tree with what its training rows need: the leaves' stretches of `ground.rows`, and the bins that its nodes ask for. */
export type BoostedTree = {
  readonly nodes: TreeNodes;
  readonly bins: readonly number[];
  readonly leaves: readonly { readonly node: number; readonly start: number; readonly end: number }[];
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
  const leaves: BoostingLeaf[] = [root];
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
    const [left, right] = branchLeaf({ ground, tree, bins, leaf, split: leaf.split });
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
}): BoostingLeaf {
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

function mayBeSplit({ start, end, depth }: BoostingLeaf, { maxDepth, minLeafRows }: BoostingTreeRules): boolean {
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
  readonly leaf: BoostingLeaf;
  readonly lift: number;
}): void {
  if (leaf.histogram === undefined) return;
  const { histogram, gradient, curvature } = leaf;
  leaf.split = findBoostingSplit({ histogram, layout, lift, count: leaf.end - leaf.start, gradient, curvature, rules });
}

/** The place of the leaf whose turn it is; one without a split when none is left. Leaf-wise by gain, depth-wise by level and then by place. */
function nextToSplit(leaves: readonly BoostingLeaf[], growth: BoostingTreeRules["growth"]): number {
  let best = -1;
  for (const [at, leaf] of leaves.entries()) {
    if (leaf.split === undefined) continue;
    const other = leaves[best];
    if (other?.split === undefined) best = at;
    else if (growth === "leaf-wise" ? leaf.split.gain > other.split.gain : leaf.depth < other.depth) best = at;
  }
  return best;
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
  readonly leaf: BoostingLeaf;
  readonly left: BoostingLeaf;
  readonly right: BoostingLeaf;
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
