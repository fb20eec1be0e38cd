import type { Matrix } from "#engine/core/matrix.ts";
import { codeColumn, type EdgeGrid, gridOver } from "./histogram-codes.ts";
import type { TreeEnsemble } from "./tree-ensemble.ts";
import type { TreeNodes } from "./tree-nodes.ts";

/** Rows that go through all trees together: few enough that a column's codes stay in the fastest memory. */
const mostRows = 2048;

/**
 * Memory for one batch, the same for all calls: the compiler knows where it is and how long, which makes the walk twice as fast as with memory
 * that is handed in. No call can see another's, as each fills what it reads and none yields in between.
 */
const codes = new Uint16Array(mostRows * 64);
const inOrder = Int32Array.from({ length: mostRows }, (_, row) => row);
/** The rows of nodes at odd and at even depth: a node reads its stretch in one and deals it into the same stretch of the other. */
const oddRows = new Int32Array(mostRows);
const evenRows = new Int32Array(mostRows);
/** Nodes that wait with their stretch and depth: as many as a tree is deep, plus one. */
const waitingNodes = new Int32Array(4096);
const waitingStarts = new Int32Array(4096);
const waitingEnds = new Int32Array(4096);
const waitingDepths = new Int32Array(4096);

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

type BatchTree = {
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
  const isTooDeep = trees.some((tree) => depthOf(tree) + 2 > waitingNodes.length);
  if (isTooFine || isTooDeep || columnCount * fewestRows > codes.length) return undefined;
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

/**
 * Adds what all trees say to the scores of every row, batch by batch.
 *
 * A row that walks down a tree alone makes the processor guess at every question, and half of the guesses are wrong. Here a whole batch walks
 * together: at each question its rows are dealt into those that go left and those that go right, without a branch, and a leaf adds its
 * value to all rows that reach it. The additions of a row come in the order of the trees, as in a walk of its own. O(n × trees × depth).
 */
export function addBatches({
  plan: { grids, trees, outputCount, leafWidth },
  matrix,
  scores,
}: {
  readonly plan: BatchPlan;
  readonly matrix: Matrix;
  readonly scores: Float64Array;
}): void {
  const { rowCount, columnCount } = matrix;
  const apart = Math.min(mostRows, Math.floor(codes.length / columnCount));
  const missingCodes = Int32Array.from(grids, ({ edges }) => edges.length + 1);
  const missingCounts = new Int32Array(columnCount);
  for (let fromRow = 0; fromRow < rowCount; fromRow += apart) {
    const toRow = Math.min(rowCount, fromRow + apart);
    for (const [feature, grid] of grids.entries()) {
      if (grid.edges.length === 0) continue;
      const missingCode = missingCodes[feature] ?? 0;
      const place = { codes, firstCode: feature * apart, codesPerRow: 1 };
      missingCounts[feature] = codeColumn({ matrix, grid, feature, fromRow, toRow, missingCode, ...place });
    }
    for (const [at, tree] of trees.entries()) {
      const firstScore = fromRow * outputCount + (leafWidth === 1 ? at % outputCount : 0);
      const sendsMissingLeft = missingCodesLeft({ tree, missingCodes, missingCounts });
      const count = toRow - fromRow;
      walkTogether({ tree, sendsMissingLeft, count, apart, leafWidth, scores, firstScore, outputCount });
    }
  }
}

/**
 * For each node, the code of a missing value where it must be sent left; −1 where nothing needs to be done, as the code of a missing value is larger
 * than all others and goes right by itself. None where no node has to care.
 */
function missingCodesLeft({
  tree: { feature, missingLeft },
  missingCodes,
  missingCounts,
}: {
  readonly tree: BatchTree;
  readonly missingCodes: Int32Array;
  readonly missingCounts: Int32Array;
}): Int32Array | undefined {
  let sendsMissingLeft: Int32Array | undefined;
  for (let node = 0; node < feature.length; node++) {
    const column = feature[node] ?? -1;
    if (column < 0 || missingLeft[node] === 0 || (missingCounts[column] ?? 0) === 0) continue;
    sendsMissingLeft ??= new Int32Array(feature.length).fill(-1);
    sendsMissingLeft[node] = missingCodes[column] ?? -1;
  }
  return sendsMissingLeft;
}

/** Sends the rows of a batch through one tree: a node owns a stretch of rows, the left child its first part, the right child the rest. */
function walkTogether({
  tree: { feature, code, left, values },
  sendsMissingLeft,
  count,
  apart,
  leafWidth,
  scores,
  firstScore,
  outputCount,
}: {
  readonly tree: BatchTree;
  readonly sendsMissingLeft: Int32Array | undefined;
  readonly count: number;
  readonly apart: number;
  readonly leafWidth: number;
  readonly scores: Float64Array;
  readonly firstScore: number;
  readonly outputCount: number;
}): void {
  let top = 0;
  waitingNodes[0] = 0;
  waitingStarts[0] = 0;
  waitingEnds[0] = count;
  waitingDepths[0] = 0;
  while (top >= 0) {
    const node = waitingNodes[top] ?? 0;
    const start = waitingStarts[top] ?? 0;
    const end = waitingEnds[top] ?? 0;
    const depth = waitingDepths[top] ?? 0;
    top--;
    if (start === end) continue;
    const column = feature[node] ?? -1;
    const isOdd = (depth & 1) === 1;
    if (column < 0) {
      const rows = depth === 0 ? inOrder : isOdd ? oddRows : evenRows;
      for (let k = 0; k < leafWidth; k++) {
        addLeaf(rows, start, end, values[node * leafWidth + k] ?? 0, scores, firstScore + k, outputCount);
      }
      continue;
    }
    const missing = sendsMissingLeft === undefined ? -1 : (sendsMissingLeft[node] ?? -1);
    const last = code[node] ?? 0;
    const base = column * apart;
    let middle = 0;
    if (missing >= 0) {
      const from = depth === 0 ? inOrder : isOdd ? oddRows : evenRows;
      middle = dealWithMissing(from, isOdd ? evenRows : oddRows, start, end, base, last, missing);
    } else if (depth === 0) middle = deal(inOrder, oddRows, start, end, base, last);
    else if (isOdd) middle = deal(oddRows, evenRows, start, end, base, last);
    else middle = deal(evenRows, oddRows, start, end, base, last);
    const child = left[node] ?? 0;
    top++;
    waitingNodes[top] = child + 1;
    waitingStarts[top] = middle;
    waitingEnds[top] = end;
    waitingDepths[top] = depth + 1;
    top++;
    waitingNodes[top] = child;
    waitingStarts[top] = start;
    waitingEnds[top] = middle;
    waitingDepths[top] = depth + 1;
  }
}

/**
 * Rows whose code in the column at `base` is at most `last` go to the front of the stretch, the others to its back; returns where those begin.
 * Both places are written and one of them moves on: no branch to guess wrong.
 */
function deal(from: Int32Array, to: Int32Array, start: number, end: number, base: number, last: number): number {
  let front = start;
  let back = end - 1;
  for (let at = start; at < end; at++) {
    const row = from[at] ?? 0;
    // 1 where the code is larger, by the sign of the difference.
    const isRight = (last - (codes[base + row] ?? 0)) >>> 31;
    to[front] = row;
    to[back] = row;
    front += 1 - isRight;
    back -= isRight;
  }
  return front;
}

/** The same where the code `missing` goes left, too. */
function dealWithMissing(
  from: Int32Array,
  to: Int32Array,
  start: number,
  end: number,
  base: number,
  last: number,
  missing: number,
): number {
  let front = start;
  let back = end - 1;
  for (let at = start; at < end; at++) {
    const row = from[at] ?? 0;
    const code = codes[base + row] ?? 0;
    const isRight = code === missing ? 0 : (last - code) >>> 31;
    to[front] = row;
    to[back] = row;
    front += 1 - isRight;
    back -= isRight;
  }
  return front;
}

function addLeaf(
  rows: Int32Array,
  start: number,
  end: number,
  value: number,
  scores: Float64Array,
  firstScore: number,
  outputCount: number,
): void {
  for (let at = start; at < end; at++) {
    const place = firstScore + (rows[at] ?? 0) * outputCount;
    scores[place] = (scores[place] ?? 0) + value;
  }
}
