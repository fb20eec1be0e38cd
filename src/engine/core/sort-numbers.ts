import { countPiles, digitBits, pileStarts, roundCount } from "./radix-piles.ts";

/**
 * Numbers in ascending order, as a fresh array.
 *
 * Quantiles, empirical distributions and every test that compares two of them begin with sorting. Short columns go to
 * the machine's own sort; from a few thousand values on, radix sort is several times as fast: it deals the numbers into
 * 2048 piles by 11 bits at a time, from the lowest to the highest, and never compares two of them (`sortPairs` explains
 * the bits and carries a payload along). -0 becomes 0. Time O(n) for long columns, space two copies.
 *
 * @param values  finite, length n; not changed
 * @returns       the same numbers, ascending
 * @example sortNumbers([3, -1, 2]) // => [-1, 2, 3]
 * @source  Knuth, The Art of Computer Programming, volume 3, section 5.2.5 (sorting by distribution)
 */
export function sortNumbers(values: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const numbers = new Float64Array(values);
  for (let i = 0; i < numbers.length; i++) numbers[i] = (numbers[i] as number) + 0; // i < length; + 0 turns -0 into 0
  return numbers.length < RADIX_FROM ? numbers.sort() : radixSort(numbers);
}

/** Below this length the counters of the piles cost more than comparing. */
const RADIX_FROM = 4096;

function radixSort(numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const sizes = countPiles(new Uint32Array(numbers.buffer), 2);
  let from = numbers;
  let to = new Float64Array(numbers.length);
  for (let round = 0; round < roundCount; round++) {
    const starts = pileStarts(sizes, round, numbers.length);
    if (starts === undefined) continue;
    deal({ from, to, starts, round });
    [from, to] = [to, from];
  }
  return negativesFirst(from, to);
}

function deal({
  from,
  to,
  starts,
  round,
}: {
  readonly from: Float64Array<ArrayBuffer>;
  readonly to: Float64Array;
  readonly starts: Int32Array;
  readonly round: number;
}): void {
  const words = new Uint32Array(from.buffer);
  const half = round < 3 ? 0 : 1;
  const shift = digitBits * (round % 3);
  for (let i = 0; i < from.length; i++) {
    const pile = ((words[2 * i + half] as number) >>> shift) & 2047; // i < length
    const place = starts[pile] as number; // pile < 2048
    starts[pile] = place + 1;
    to[place] = from[i] as number; // i < length
  }
}

/** By bits, positives come first, ascending, then negatives from the smallest size to the largest. Turn that around. */
function negativesFirst(from: Float64Array<ArrayBuffer>, to: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const { length } = from;
  let firstNegative = length;
  while (firstNegative > 0 && (from[firstNegative - 1] as number) < 0) firstNegative--; // above 0
  if (firstNegative === length) return from;
  for (let i = 0; i < length - firstNegative; i++) to[i] = from[length - 1 - i] as number; // i < length
  to.set(from.subarray(0, firstNegative), length - firstNegative);
  return to;
}
