import { digamma } from "#engine/core/digamma.ts";
import { log } from "#engine/core/log.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";
import type { Progress, Steps } from "#engine/core/steps.ts";

/** Mutual information of two columns of codes, by counting the cells of their table. O(n). */
export function informationOfCodes(a: Int32Array, b: Int32Array): number {
  const rowCount = a.length;
  const width = b.reduce((most, code) => Math.max(most, code + 1), 0);
  const cells = new Map<number, number>();
  const ofA = new Map<number, number>();
  const ofB = new Map<number, number>();
  const count = (counts: Map<number, number>, key: number) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (let row = 0; row < rowCount; row++) {
    const left = a[row] as number; // row < length
    const right = b[row] as number; // likewise
    count(cells, left * width + right);
    count(ofA, left);
    count(ofB, right);
  }
  let sum = 0;
  for (const [cell, together] of cells) {
    const left = ofA.get(Math.floor(cell / width)) ?? 0;
    const right = ofB.get(cell % width) ?? 0;
    sum += (together / rowCount) * log((together * rowCount) / (left * right));
  }
  return Math.max(0, sum);
}

/**
 * Ross: of numbers and classes. For each row, how far is it to the k-th neighbor of its own class, and how many rows of any
 * class are nearer than that? If the class matters, its rows lie close together and few others come between. Classes of
 * one row have no neighbor and are left out.
 */
export function informationOfClasses({
  values,
  codes,
  neighbors,
}: {
  readonly values: Float64Array;
  readonly codes: Int32Array;
  readonly neighbors: number;
}): number {
  const classCount = codes.reduce((most, code) => Math.max(most, code + 1), 0);
  const byClass: number[][] = Array.from({ length: classCount }, () => []);
  for (let row = 0; row < values.length; row++) byClass[codes[row] as number]?.push(values[row] as number); // row < length
  const used = byClass.filter(({ length }) => length > 1).map(sortNumbers);
  const all = sortNumbers(used.flatMap((column) => Array.from(column)));
  if (all.length === 0) return 0;
  let sum = 0;
  for (const own of used) {
    const k = Math.min(neighbors, own.length - 1);
    sum += own.length * (digamma(k) - digamma(own.length));
    for (let i = 0; i < own.length; i++) {
      const value = own[i] as number; // i < length
      sum -= digamma(countNearer({ sorted: all, value, distance: distanceToNeighbor(own, i, k) }));
    }
  }
  return Math.max(0, digamma(all.length) + sum / all.length);
}

/** Distance from a sorted value to its k-th nearest neighbor: the window of k + 1 values around it that reaches least far. */
function distanceToNeighbor(sorted: Float64Array, at: number, k: number): number {
  const value = sorted[at] as number; // at < length
  let low = at;
  let high = at;
  for (let found = 0; found < k; found++) {
    const left = low > 0 ? value - (sorted[low - 1] as number) : Number.POSITIVE_INFINITY; // low > 0
    const right = high < sorted.length - 1 ? (sorted[high + 1] as number) - value : Number.POSITIVE_INFINITY; // high + 1 < length
    if (left <= right) low--;
    else high++;
  }
  return Math.max(value - (sorted[low] as number), (sorted[high] as number) - value); // both < length
}

/** How many values, itself among them, lie nearer than the distance (or at the very place, where the distance is 0). */
function countNearer({
  sorted,
  value,
  distance,
}: {
  readonly sorted: Float64Array;
  readonly value: number;
  readonly distance: number;
}): number {
  const isNear = (other: number): boolean => {
    const size = Math.abs(other - value);
    return size < distance || size === 0;
  };
  // Distances fall up to the value and grow behind it, so each side has one border to find.
  const from = firstWhere(sorted, (other) => other >= value || isNear(other));
  const to = firstWhere(sorted, (other) => other > value && !isNear(other));
  return to - from;
}

function firstWhere(sorted: Float64Array, isBehind: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBehind(sorted[middle] as number))
      high = middle; // middle < length
    else low = middle + 1;
  }
  return low;
}

/**
 * Kraskov: of two columns of numbers. For each row the distance (the larger of the two differences) to its k-th neighbor in the
 * plane; then how many rows are nearer than that in x alone and in y alone. The neighbors are sought outwards in the order of
 * x, until x alone is farther than the k-th found: about √(k n) rows each.
 */
export function* informationOfNumbersSteps({
  x,
  y,
  neighbors,
}: {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly neighbors: number;
}): Steps<Progress, number> {
  const rowCount = x.length;
  const order = Int32Array.from(x, (_, row) => row).sort((a, b) => (x[a] as number) - (x[b] as number) || a - b); // rows
  const sortedX = Float64Array.from(order, (row) => x[row] as number); // rows
  const besideX = Float64Array.from(order, (row) => y[row] as number); // rows
  const sortedY = sortNumbers(y);
  const nearest = new Float64Array(neighbors);
  let sum = 0;
  for (let at = 0; at < rowCount; at++) {
    const valueX = sortedX[at] as number; // at < length
    const valueY = besideX[at] as number; // likewise
    const distance = planeDistance({ sortedX, besideX, at, nearest });
    sum += digamma(countNearer({ sorted: sortedX, value: valueX, distance }));
    sum += digamma(countNearer({ sorted: sortedY, value: valueY, distance }));
    if (at % 2048 === 2047) yield { done: at, total: rowCount };
  }
  return Math.max(0, digamma(rowCount) + digamma(neighbors) - sum / rowCount);
}

/** Distance to the k-th neighbor, k being the length of `nearest`, which is scratch space. */
function planeDistance({
  sortedX,
  besideX,
  at,
  nearest,
}: {
  readonly sortedX: Float64Array;
  readonly besideX: Float64Array;
  readonly at: number;
  readonly nearest: Float64Array;
}): number {
  const last = nearest.length - 1;
  const x = sortedX[at] as number; // at < length
  const y = besideX[at] as number; // likewise
  nearest.fill(Number.POSITIVE_INFINITY);
  let farthest = Number.POSITIVE_INFINITY;
  let low = at - 1;
  let high = at + 1;
  for (;;) {
    const left = low >= 0 ? x - (sortedX[low] as number) : Number.POSITIVE_INFINITY; // low ≥ 0
    const right = high < sortedX.length ? (sortedX[high] as number) - x : Number.POSITIVE_INFINITY; // high < length
    const distanceX = Math.min(left, right);
    if (distanceX >= farthest || distanceX === Number.POSITIVE_INFINITY) return farthest;
    const other = left <= right ? low-- : high++;
    const distance = Math.max(distanceX, Math.abs((besideX[other] as number) - y)); // other is a row
    if (distance >= farthest) continue;
    let place = last;
    while (place > 0 && (nearest[place - 1] as number) > distance) {
      nearest[place] = nearest[place - 1] as number; // place > 0
      place--;
    }
    nearest[place] = distance;
    farthest = nearest[last] as number; // last < length
  }
}
