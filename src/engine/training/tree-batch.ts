import type { Matrix } from "#engine/core/matrix.ts";
import { codeColumn } from "./histogram-codes.ts";
import { type BatchPlan, type BatchTree, batchCells, deepestTree } from "./tree-batch-plan.ts";

/** Rows that go through all trees together: so few that the codes of a column stay in the fastest memory, so many that a node is worth its visit. */
const mostRows = 4096;

/**
 * Memory for one batch, the same for all calls: the compiler knows where it is and how long, which makes the walk twice as fast as with memory
 * that is handed in. No call can see another's, as each fills what it reads and none yields in between.
 */
const codes = new Uint16Array(batchCells);
const inOrder = Uint16Array.from({ length: mostRows }, (_, row) => row);
/** The rows of nodes at odd and at even depth: a node reads its stretch in one and deals it into the same stretch of the other. */
const oddRows = new Uint16Array(mostRows);
const evenRows = new Uint16Array(mostRows);
/** Nodes that wait with their stretch and depth: as many as a tree is deep, plus one. */
const waitingNodes = new Int32Array(deepestTree);
const waitingStarts = new Int32Array(deepestTree);
const waitingEnds = new Int32Array(deepestTree);
const waitingDepths = new Int32Array(deepestTree);

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
function deal(from: Uint16Array, to: Uint16Array, start: number, end: number, base: number, last: number): number {
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
  from: Uint16Array,
  to: Uint16Array,
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
  rows: Uint16Array,
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
