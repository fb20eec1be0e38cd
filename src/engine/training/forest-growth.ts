import type { Rng } from "#engine/core/random.ts";
import { type ForestScratch, type ForestSplit, forestScratch, improveByColumn } from "./forest-split.ts";
import { type BinnedFeatures, missingBin, thresholdAfterBin } from "./histogram-bins.ts";
import type { BinnedTree } from "./histogram-walk.ts";
import { purityOfClasses, type TreeCriterion } from "./tree-criterion.ts";
import type { TreeLimits } from "./tree-growth.ts";
import { addLeaf, type GrowingTree, harvestTree, plantTree, splitLeaf } from "./tree-nodes.ts";
import type { TreeRows } from "./tree-rows.ts";

/** When a tree of a forest stops, and what it may ask. */
export type ForestLimits = TreeLimits & { readonly featuresPerSplit: number; readonly criterion: TreeCriterion };

/** What all trees of a forest share, with memory that they use one after another. */
export type ForestGround = {
  readonly rows: TreeRows;
  readonly binned: BinnedFeatures;
  readonly limits: ForestLimits;
  /** Targets less their mean, which keeps the digits of their squares. */
  readonly centered: Float64Array;
  /** The different rows that the tree drew, dealt among its nodes. */
  readonly order: Int32Array;
  readonly spare: Int32Array;
  /** What each row weighs in this tree: its weight × how often it was drawn. */
  readonly drawn: Float64Array;
  /** Sums over the present node: class weights, or weight and sum of centered targets. */
  readonly whole: Float64Array;
  readonly features: Int32Array;
  readonly scratch: ForestScratch;
};

export type ForestNode = {
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
};

export function prepareForestGround({
  rows,
  binned,
  limits,
}: Pick<ForestGround, "rows" | "binned" | "limits">): ForestGround {
  const { rowCount, columnCount } = binned;
  const sumCount = rows.classes?.length ?? 2;
  const mean = rows.targets.reduce((sum, target) => sum + target / rowCount, 0);
  return {
    rows,
    binned,
    limits,
    centered: rows.targets.map((target) => target - mean),
    order: new Int32Array(rowCount),
    spare: new Int32Array(rowCount),
    drawn: new Float64Array(rowCount),
    whole: new Float64Array(sumCount),
    features: Int32Array.from({ length: columnCount }, (_, feature) => feature),
    scratch: forestScratch(sumCount),
  };
}

/** Grows one tree on the rows drawn, features drawn anew for each question; hands over after each how many cells it looked at. */
export function* growForestTree({
  ground,
  draws,
  chance,
}: {
  readonly ground: ForestGround;
  readonly draws: Int32Array;
  readonly chance: Rng;
}): Generator<number, BinnedTree, void> {
  const { rows, limits, order, drawn, whole } = ground;
  const tree = plantTree(rows.classes?.length ?? 1);
  const bins: number[] = [];
  let rowCount = 0;
  let totalWeight = 0;
  for (let row = 0; row < draws.length; row++) {
    const times = draws[row] ?? 0;
    drawn[row] = times * (rows.weights[row] ?? 0);
    totalWeight += drawn[row] ?? 0;
    if (times > 0) order[rowCount++] = row;
  }
  for (const [at] of ground.features.entries()) ground.features[at] = at;
  const waiting: ForestNode[] = [{ node: addLeaf(tree, totalWeight), start: 0, end: rowCount, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, start, end, depth } = next;
    const isPure = summarize(ground, tree, next);
    const count = end - start;
    if (isPure || depth >= limits.maxDepth || count < limits.minSplitRows || count < 2 * limits.minLeafRows) continue;
    const split = findForestSplit(ground, next, chance);
    if (split.feature < 0) continue;
    const gain = Math.max(0, split.purity - purityOf(whole, limits.criterion)) / totalWeight;
    const middle = splitNode({ ground, tree, node: next, split, gain });
    bins[node] = split.bin;
    const child = tree.left[node] ?? 0;
    waiting.push({ node: child + 1, start: middle, end, depth: depth + 1 });
    waiting.push({ node: child, start, end: middle, depth: depth + 1 });
    yield count * limits.featuresPerSplit;
  }
  for (const node of tree.feature.keys()) bins[node] ??= 0;
  return { nodes: harvestTree(tree), bins };
}

function purityOf(whole: Float64Array, criterion: TreeCriterion): number {
  if (criterion === "squared-error") return (whole[1] ?? 0) ** 2 / (whole[0] ?? 1);
  return purityOfClasses(
    whole,
    whole.reduce((sum, weight) => sum + weight, 0),
    criterion,
  );
}

/** Sums up a node's rows into `whole`, writes its answer, and tells whether all rows agree already. O(m). */
function summarize(
  { rows, order, drawn, centered, whole }: ForestGround,
  tree: GrowingTree,
  { node, start, end }: ForestNode,
): boolean {
  whole.fill(0);
  const { outputCount } = tree;
  if (rows.classes !== undefined) {
    let weight = 0;
    for (let at = start; at < end; at++) {
      const row = order[at] ?? 0;
      const code = rows.codes[row] ?? 0;
      whole[code] = (whole[code] ?? 0) + (drawn[row] ?? 0);
      weight += drawn[row] ?? 0;
    }
    let present = 0;
    for (let k = 0; k < outputCount; k++) {
      const sum = whole[k] ?? 0;
      if (sum > 0) present++;
      tree.values[node * outputCount + k] = sum / weight;
    }
    return present < 2;
  }
  let weight = 0;
  let centeredSum = 0;
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = start; at < end; at++) {
    const row = order[at] ?? 0;
    const target = rows.targets[row] ?? 0;
    weight += drawn[row] ?? 0;
    sum += (drawn[row] ?? 0) * target;
    centeredSum += (drawn[row] ?? 0) * (centered[row] ?? 0);
    if (target < least) least = target;
    if (target > most) most = target;
  }
  whole[0] = weight;
  whole[1] = centeredSum;
  tree.values[node] = (least === most ? least : sum / weight) + 0; // not −0, which JSON does not know
  return least === most;
}

/** Draws features without putting back until enough were seen and at least one of them varies. */
function findForestSplit(ground: ForestGround, node: ForestNode, chance: Rng): ForestSplit {
  const { features, limits } = ground;
  const best: ForestSplit = { feature: -1, bin: 0, missingLeft: false, purity: Number.NEGATIVE_INFINITY };
  let varying = 0;
  for (let seen = 0; seen < features.length; seen++) {
    if (seen >= limits.featuresPerSplit && varying > 0) break;
    const at = seen + chance.integer(features.length - seen);
    const feature = features[at] ?? 0;
    features[at] = features[seen] ?? 0;
    features[seen] = feature;
    if (improveByColumn({ ground, node, feature, best })) varying++;
  }
  return best;
}

/** Two children in place of a leaf, its rows dealt between them; returns where the right ones begin. O(m). */
function splitNode({
  ground: { binned, order, spare, drawn },
  tree,
  node: { node, start, end },
  split: { feature, bin, missingLeft },
  gain,
}: {
  readonly ground: ForestGround;
  readonly tree: GrowingTree;
  readonly node: ForestNode;
  readonly split: ForestSplit;
  readonly gain: number;
}): number {
  const { codes, columnCount } = binned;
  const edges = binned.edges[feature] ?? new Float64Array();
  const missing = missingBin(edges);
  const whenMissing = missingLeft ? 1 : 0;
  let to = start;
  let aside = 0;
  let known = 0;
  let leftCover = 0;
  for (let at = start; at < end; at++) {
    const row = order[at] ?? 0;
    const code = codes[row * columnCount + feature] ?? 0;
    const isMissing = code === missing ? 1 : 0;
    const isLeft = isMissing === 1 ? whenMissing : (code - bin - 1) >>> 31;
    order[to] = row;
    spare[aside] = row;
    to += isLeft;
    aside += 1 - isLeft;
    known += 1 - isMissing;
    leftCover += isLeft * (drawn[row] ?? 0);
  }
  order.set(spare.subarray(0, aside), to);
  const threshold = thresholdAfterBin(edges, bin);
  const goesLeft = known < end - start ? missingLeft : 2 * leftCover > (tree.cover[node] ?? 0);
  const covers = { left: leftCover, right: (tree.cover[node] ?? 0) - leftCover };
  splitLeaf(tree, node, { feature, threshold, missingLeft: goesLeft, gain }, covers);
  return to;
}
