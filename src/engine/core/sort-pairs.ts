/**
 * Sorts numbers in ascending order and carries a second number along with each: radix sort, without comparing.
 *
 * Everything that ranks rows by score (ROC, AUC, precision–recall, lift) spends its time sorting. A comparison sort needs
 * n log n comparisons; a million scores take a second that way, because each comparison calls a function. Radix sort
 * never compares: it deals the rows into 2048 piles by the lowest 11 bits of the key, collects the piles in order, deals
 * again by the next 11 bits, and so on. A double has 64 bits, so six rounds put the rows in order, whatever their order
 * was. A round in which all rows share one pile changes nothing and is left out; so scores with few digits cost less.
 *
 * It works on the bits of a double because of how they are laid out: sign, exponent, fraction, from high to low. Read as
 * an unsigned integer, a larger positive number has larger bits. Negative numbers come out behind the positive ones and
 * backwards, and one last pass turns them around. -0 becomes 0, so that both are one key.
 *
 * Time O(n), six passes; space 4n doubles. Rows with equal keys stand together, in no promised order.
 *
 * @param keys     finite numbers, length n; not changed
 * @param payload  what goes along, length n; not changed
 * @returns        both in ascending order of key, in fresh arrays
 * @example sortPairs({ keys: Float64Array.of(2, -1, 0.5), payload: Float64Array.of(20, 10, 5) }).payload // => [10, 5, 20]
 * @source  Knuth, The Art of Computer Programming, volume 3, section 5.2.5 (sorting by distribution)
 */
export function sortPairs({ keys, payload }: { readonly keys: Float64Array; readonly payload: Float64Array }): {
  readonly keys: Float64Array;
  readonly payload: Float64Array;
} {
  const rowCount = keys.length;
  let from: Pairs = copyWithoutNegativeZero({ keys, payload });
  let to: Pairs = { keys: new Float64Array(rowCount), payload: new Float64Array(rowCount) };
  const pileSizes = countPiles(from.keys);
  for (let round = 0; round < ROUNDS; round++) {
    const starts = pileStarts(pileSizes.subarray(round * PILES, (round + 1) * PILES), rowCount);
    if (starts === "one-pile") continue;
    deal({ from, to, starts, round });
    [from, to] = [to, from];
  }
  return negativesFirst({ from, to });
}

type Pairs = { readonly keys: Float64Array; readonly payload: Float64Array };

const DIGIT_BITS = 11;
const PILES = 2048;
const ROUNDS = 6;

/**
 * The bits of double i are words 2i (low) and 2i + 1 (high) of the same memory, on every little-endian machine, which
 * all machines with a browser are. Rounds 0 to 2 read the low word, 3 to 5 the high one, each 11, 11 and 10 bits.
 */
const wordsOf = (keys: Float64Array): Uint32Array => new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);

function copyWithoutNegativeZero({ keys, payload }: Pairs): Pairs {
  const copy = new Float64Array(keys.length);
  for (let i = 0; i < copy.length; i++) copy[i] = (keys[i] ?? 0) + 0;
  return { keys: copy, payload: payload.slice() };
}

/** How many rows fall into each pile, for all six rounds in one pass: the sizes do not depend on the order of the rows. */
function countPiles(keys: Float64Array): Int32Array {
  const words = wordsOf(keys);
  const sizes = new Int32Array(ROUNDS * PILES);
  for (let i = 0; i < words.length; i += 2) {
    const low = words[i] ?? 0;
    const high = words[i + 1] ?? 0;
    increment(sizes, low & 2047);
    increment(sizes, PILES + ((low >>> 11) & 2047));
    increment(sizes, 2 * PILES + (low >>> 22));
    increment(sizes, 3 * PILES + (high & 2047));
    increment(sizes, 4 * PILES + ((high >>> 11) & 2047));
    increment(sizes, 5 * PILES + (high >>> 22));
  }
  return sizes;
}

/** Where each pile begins in the output; or that there is only one pile and nothing to do. */
function pileStarts(sizes: Int32Array, rowCount: number): Int32Array | "one-pile" {
  const starts = new Int32Array(PILES);
  let next = 0;
  for (let pile = 0; pile < PILES; pile++) {
    const size = sizes[pile] ?? 0;
    if (size === rowCount) return "one-pile";
    starts[pile] = next;
    next += size;
  }
  return starts;
}

/** One round: each row goes to the next free place of its pile, in the order in which the rows come. */
function deal({
  from,
  to,
  starts,
  round,
}: {
  readonly from: Pairs;
  readonly to: Pairs;
  readonly starts: Int32Array;
  readonly round: number;
}): void {
  const words = wordsOf(from.keys);
  const half = round < 3 ? 0 : 1;
  const shift = DIGIT_BITS * (round % 3);
  for (let i = 0; i < from.keys.length; i++) {
    const pile = ((words[2 * i + half] ?? 0) >>> shift) & 2047;
    const place = increment(starts, pile);
    to.keys[place] = from.keys[i] ?? 0;
    to.payload[place] = from.payload[i] ?? 0;
  }
}

/** By bits, the order is: positives ascending, then negatives from the smallest size to the largest. Turn that around. */
function negativesFirst({ from, to }: { readonly from: Pairs; readonly to: Pairs }): Pairs {
  const rowCount = from.keys.length;
  let positives = rowCount;
  while (positives > 0 && (from.keys[positives - 1] ?? 0) < 0) positives--;
  const negatives = rowCount - positives;
  if (negatives === 0) return from;
  to.keys.set(from.keys.subarray(positives));
  to.payload.set(from.payload.subarray(positives));
  to.keys.subarray(0, negatives).reverse();
  to.payload.subarray(0, negatives).reverse();
  to.keys.set(from.keys.subarray(0, positives), negatives);
  to.payload.set(from.payload.subarray(0, positives), negatives);
  return to;
}

function increment(counters: Int32Array, at: number): number {
  const before = counters[at] ?? 0;
  counters[at] = before + 1;
  return before;
}
