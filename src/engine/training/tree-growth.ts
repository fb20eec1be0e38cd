import { dealRows, sortTreeColumns, type TreeColumns } from "./tree-columns.ts";
import { impurityOfClasses, purityOfClasses, type TreeCriterion } from "./tree-criterion.ts";
import { addLeaf, type GrowingTree, harvestTree, plantTree, splitLeaf, type TreeNodes } from "./tree-nodes.ts";
import type { TreeRows } from "./tree-rows.ts";
import { type BestSplit, findBestSplit, type SplitSearch } from "./tree-split.ts";

/** When a tree stops to ask. */
export type TreeLimits = { readonly maxDepth: number; readonly minSplitRows: number; readonly minLeafRows: number };

/** A node that waits: its stretch of the sorted rows. */
type Waiting = { readonly node: number; readonly start: number; readonly end: number; readonly depth: number };

/** A tree with the impurity of its nodes. */
export type GrownTree = { readonly nodes: TreeNodes; readonly impurity: readonly number[] };

/**
 * Grows one tree with exact splits: ask the best question, deal the rows, go on in both children, left first.
 * O(d × n) to sort and O(d × n) for each level of depth.
 */
export function growTree({
  rows,
  criterion,
  maxDepth,
  minSplitRows,
  minLeafRows,
}: TreeLimits & { readonly rows: TreeRows; readonly criterion: TreeCriterion }): GrownTree {
  const { rowCount } = rows.matrix;
  const columns = sortTreeColumns(rows.matrix);
  const outputCount = rows.classes?.length ?? 1;
  const sumCount = rows.classes === undefined ? 2 : outputCount;
  const mean = rows.targets.reduce((sum, target) => sum + target / rowCount, 0);
  const search: SplitSearch = {
    columns,
    rows,
    centered: rows.targets.map((target) => target - mean),
    criterion,
    minLeafRows,
    whole: new Float64Array(sumCount),
    left: new Float64Array(sumCount),
    right: new Float64Array(sumCount),
  };
  const totalWeight = rows.weights.reduce((sum, weight) => sum + weight, 0);
  const tree = plantTree(outputCount);
  const impurity: number[] = [];
  const goesLeft = new Uint8Array(rowCount);
  const spare = new Int32Array(rowCount);
  const waiting: Waiting[] = [{ node: addLeaf(tree, totalWeight), start: 0, end: rowCount, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, start, end, depth } = next;
    const summary = summarize({ search, tree, node, start, end });
    impurity[node] = summary.impurity;
    const count = end - start;
    if (summary.isPure || depth >= maxDepth || count < minSplitRows || count < 2 * minLeafRows) continue;
    const split = findBestSplit(search, start, end);
    if (split.feature < 0) continue;
    const gain = Math.max(0, split.purity - summary.purity) / totalWeight;
    const left = splitNode({ columns, rows, tree, node, split, gain, start, end, goesLeft, spare });
    waiting.push({ node: left.node + 1, start: left.end, end, depth: depth + 1 });
    waiting.push({ node: left.node, start, end: left.end, depth: depth + 1 });
  }
  return { nodes: harvestTree(tree), impurity };
}

type NodeSummary = { readonly purity: number; readonly impurity: number; readonly isPure: boolean };

/** Sums up a node's rows into `search.whole`, and writes what the tree says here into its values. */
function summarize({
  search,
  tree,
  node,
  start,
  end,
}: {
  readonly search: SplitSearch;
  readonly tree: GrowingTree;
  readonly node: number;
  readonly start: number;
  readonly end: number;
}): NodeSummary {
  const { rows, whole, criterion, centered } = search;
  const { order } = search.columns; // the first column's: any holds the node's rows
  const { weights, codes, targets } = rows;
  whole.fill(0);
  let weight = 0;
  if (criterion !== "squared-error") {
    for (let at = start; at < end; at++) {
      const row = order[at] ?? 0;
      const code = codes[row] ?? 0;
      whole[code] = (whole[code] ?? 0) + (weights[row] ?? 0);
      weight += weights[row] ?? 0;
    }
    const first = node * tree.outputCount;
    let present = 0;
    for (let k = 0; k < whole.length; k++) {
      const sum = whole[k] ?? 0;
      if (sum > 0) present++;
      tree.values[first + k] = sum / weight;
    }
    const purity = purityOfClasses(whole, weight, criterion);
    return { purity, impurity: impurityOfClasses(whole, weight, criterion), isPure: present < 2 };
  }
  let sum = 0;
  let centeredSum = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = start; at < end; at++) {
    const row = order[at] ?? 0;
    const target = targets[row] ?? 0;
    weight += weights[row] ?? 0;
    sum += (weights[row] ?? 0) * target;
    centeredSum += (weights[row] ?? 0) * (centered[row] ?? 0);
    if (target < least) least = target;
    if (target > most) most = target;
  }
  const mean = (least === most ? least : sum / weight) + 0; // not −0, which JSON does not know
  let squares = 0;
  for (let at = start; at < end; at++) {
    const row = order[at] ?? 0;
    squares += (weights[row] ?? 0) * ((targets[row] ?? 0) - mean) ** 2;
  }
  whole[0] = weight;
  whole[1] = centeredSum;
  tree.values[node] = mean;
  return { purity: (centeredSum * centeredSum) / weight, impurity: squares / weight, isPure: least === most };
}

/** Asks the question of a node: two children, and every column's stretch dealt between them. */
function splitNode({
  columns,
  rows,
  tree,
  node,
  split,
  gain,
  start,
  end,
  goesLeft,
  spare,
}: {
  readonly columns: TreeColumns;
  readonly rows: TreeRows;
  readonly tree: GrowingTree;
  readonly node: number;
  readonly split: BestSplit;
  readonly gain: number;
  readonly start: number;
  readonly end: number;
  readonly goesLeft: Uint8Array;
  readonly spare: Int32Array;
}): { readonly node: number; readonly end: number } {
  const { feature, threshold } = split;
  const base = feature * columns.rowCount;
  let leftCount = 0;
  let leftWeight = 0;
  let known = 0;
  for (let at = start; at < end; at++) {
    const row = columns.order[base + at] ?? 0;
    const value = columns.values[base + row] ?? 0;
    const isKnown = !Number.isNaN(value);
    const isLeft = isKnown ? value <= threshold : split.missingLeft;
    goesLeft[row] = isLeft ? 1 : 0;
    if (isKnown) known++;
    if (!isLeft) continue;
    leftCount++;
    leftWeight += rows.weights[row] ?? 0;
  }
  dealRows({ columns, goesLeft, start, end, spare });
  const missingLeft = known < end - start ? split.missingLeft : 2 * leftWeight > (tree.cover[node] ?? 0);
  const covers = { left: leftWeight, right: (tree.cover[node] ?? 0) - leftWeight };
  return { node: splitLeaf(tree, node, { feature, threshold, missingLeft, gain }, covers), end: start + leftCount };
}
