import { type EdgeGrid, gridOver } from "./histogram-codes.ts";
import type { TreeEnsemble } from "./tree-ensemble.ts";
import type { TreeNodes } from "./tree-nodes.ts";

/** Cells of a batch, rows × columns. */
export const batchCells: number = 131_072;
/** The most nodes that may wait in a walk: the depth of a tree, plus two. */
export const deepestTree: number = 4096;

/** The most thresholds of one column that 16 bits can number, less the code for "missing". */
const mostThresholds = 65_534;

/** Fewer rows than this at a time are not worth dealing. */
const fewestRows = 32;

/** An ensemble whose thresholds are numbered. */
export type BatchPlan = {
  readonly grids: readonly EdgeGrid[];
  readonly trees: readonly BatchTree[];
  readonly leafWidth: number;
  readonly outputCount: number;
};

/** One tree over numbered thresholds. */
export type BatchTree = {
  readonly feature: Int32Array;
  /** The largest code that goes left. */
  readonly code: Int32Array;
  readonly left: Int32Array;
  readonly missingLeft: Uint8Array;
  readonly values: Float64Array;
};

/**
 * Numbers all thresholds that the trees ask for, column by column, so that a value is looked up once and then compared as a small
 * whole number in every tree. None where that does not fit: more thresholds in a column than 16 bits can
 * number, thousands of columns, or questions in a row.
 */
export function planBatches(
  { trees, leafWidth, outputCount }: TreeEnsemble,
  columnCount: number,
): BatchPlan | undefined {
  const asked = Array.from({ length: columnCount }, () => new Set<number>());
  for (const { feature, threshold } of trees) {
    for (const [node, column] of feature.entries()) if (column >= 0) asked[column]?.add(threshold[node] ?? 0);
  }
  const isTooFine = asked.some((thresholds) => thresholds.size > mostThresholds);
  const isTooDeep = trees.some((tree) => depthOf(tree) + 2 > deepestTree);
  if (isTooFine || isTooDeep || columnCount * fewestRows > batchCells) return undefined;
  const grids = asked.map((thresholds) => gridOver(Float64Array.from(thresholds).sort()));
  const places = grids.map(({ edges }) => new Map(Array.from(edges, (edge, place) => [edge, place])));
  return { grids, leafWidth, outputCount, trees: trees.map((tree) => numberThresholds(tree, places)) };
}

function depthOf({ left }: TreeNodes): number {
  const depths = new Int32Array(left.length);
  let deepest = 0;
  for (const [node, child] of left.entries()) {
    const depth = depths[node] ?? 0;
    if (depth > deepest) deepest = depth;
    if (child >= 0) depths.fill(depth + 1, child, child + 2);
  }
  return deepest;
}

function numberThresholds(
  { feature, threshold, left, missingLeft, values }: TreeNodes,
  places: readonly ReadonlyMap<number, number>[],
): BatchTree {
  return {
    feature: Int32Array.from(feature),
    code: Int32Array.from(threshold, (edge, node) => places[feature[node] ?? -1]?.get(edge) ?? 0),
    left: Int32Array.from(left),
    missingLeft: Uint8Array.from(missingLeft, Number),
    values: Float64Array.from(values),
  };
}
