import type { Matrix } from "#engine/core/matrix.ts";
import { addBatches } from "./tree-batch.ts";
import { planBatches } from "./tree-batch-plan.ts";
import type { TreeEnsemble } from "./tree-ensemble.ts";
import type { TreeNodes } from "./tree-nodes.ts";

/** Rows that are sent through one tree after another while they are near at hand. */
const rowsPerBlock = 1024;

/** One tree in the form that loops read. */
type FlatTree = {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly missingLeft: Uint8Array;
  readonly values: Float64Array;
};

/** From so many rows and trees on, numbering all thresholds first pays. Both ways give the same bits. */
const rowsWorthPlanning = 256;
const treesWorthPlanning = 8;

/**
 * The scores of every row, n × outputs, row after row: a few rows walk alone, many together (see `addBatches`).
 * O(n × trees × depth), beside O(nodes) to bring the trees into flat memory.
 */
export function treeScores(ensemble: TreeEnsemble, matrix: Matrix): Float64Array {
  const { outputCount, baseline, scale, trees } = ensemble;
  const { rowCount, columnCount } = matrix;
  const scores = new Float64Array(rowCount * outputCount);
  const areMany = rowCount >= rowsWorthPlanning && trees.length >= treesWorthPlanning;
  const plan = areMany ? planBatches(ensemble, columnCount) : undefined;
  if (plan === undefined) addWalks({ ensemble, matrix, scores });
  else addBatches({ plan, matrix, scores });
  for (let at = 0, output = 0; at < scores.length; at++) {
    scores[at] = (baseline[output] ?? 0) + scale * (scores[at] ?? 0);
    output = output + 1 === outputCount ? 0 : output + 1;
  }
  return scores;
}

/** Each row walks alone; block by block of rows, so that a tree is fetched once for a thousand rows. */
export function addWalks({
  ensemble,
  matrix,
  scores,
}: {
  readonly ensemble: TreeEnsemble;
  readonly matrix: Matrix;
  readonly scores: Float64Array;
}): void {
  const { rowCount } = matrix;
  const flat = ensemble.trees.map(flatten);
  for (let from = 0; from < rowCount; from += rowsPerBlock) {
    const to = Math.min(rowCount, from + rowsPerBlock);
    for (const [at, tree] of flat.entries()) addTree({ tree, at, ensemble, matrix, from, to, scores });
  }
}

export function flatten({ feature, threshold, left, missingLeft, values }: TreeNodes): FlatTree {
  return {
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(threshold),
    left: Int32Array.from(left),
    missingLeft: Uint8Array.from(missingLeft, Number),
    values: Float64Array.from(values),
  };
}

/** Sends the rows [from, to) through one tree and adds what it says to their scores. */
export function addTree({
  tree: { feature, threshold, left, missingLeft, values },
  at: treeNumber,
  ensemble: { leafWidth, outputCount },
  matrix: { values: cells, columnCount },
  from,
  to,
  scores,
}: {
  readonly tree: FlatTree;
  readonly at: number;
  readonly ensemble: TreeEnsemble;
  readonly matrix: Matrix;
  readonly from: number;
  readonly to: number;
  readonly scores: Float64Array;
}): void {
  const firstOutput = leafWidth === 1 ? treeNumber % outputCount : 0;
  for (let row = from; row < to; row++) {
    let node = 0;
    for (let asked = feature[0] ?? -1; asked >= 0; asked = feature[node] ?? -1) {
      const value = cells[row * columnCount + asked] ?? 0;
      // A missing value is neither at most nor above the threshold.
      const isRight = value > (threshold[node] ?? 0) || (Number.isNaN(value) && missingLeft[node] === 0);
      node = (left[node] ?? 0) + (isRight ? 1 : 0);
    }
    const place = row * outputCount + firstOutput;
    for (let k = 0; k < leafWidth; k++) {
      scores[place + k] = (scores[place + k] ?? 0) + (values[node * leafWidth + k] ?? 0);
    }
  }
}
