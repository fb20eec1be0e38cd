/** How often each distinct score occurs among the positives and among the negatives; scores ascending, all of one length. */
export type CountsByValue = {
  readonly values: Float64Array;
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
};

/** Beyond so many different scores a sort is as quick. */
const mostValues = 4_096;
const slotCount = 4 * mostValues; // a power of 2, at most a quarter full: looks seldom meet another value

/**
 * Counts rows by score in one pass, where scores are few: rounded ones, grades, leaves of a tree. A table of open addressing: a score's bits,
 * mixed, say where to look first, then the next places in turn. O(n).
 *
 * @param classes  0 or 1, length n
 * @param scores   finite, length n
 * @returns        undefined when there are more than 4,096 different scores; known after about as many rows
 */
export function countByValue({
  classes,
  scores,
}: {
  readonly classes: ArrayLike<number>;
  readonly scores: Float64Array;
}): CountsByValue | undefined {
  const words = new Int32Array(scores.buffer, scores.byteOffset, 2 * scores.length); // two to a score
  const slots = new Int32Array(slotCount); // 1 + the place of a value, 0 = free
  const values = new Float64Array(mostValues);
  const positives = new Float64Array(mostValues);
  const negatives = new Float64Array(mostValues);
  let count = 0;
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row] as number; // row < length
    // Zero has two forms of bits and is one score.
    const bits = score === 0 ? 0 : (words[2 * row] as number) ^ Math.imul(words[2 * row + 1] as number, 0x9e3779b1); // within the words
    let slot = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b) >>> 18; // the upper 14 bits: slotCount of them
    let place = slots[slot] as number; // slot < slotCount
    while (place !== 0 && values[place - 1] !== score) {
      slot = (slot + 1) & (slotCount - 1);
      place = slots[slot] as number;
    }
    if (place === 0) {
      if (count === mostValues) return undefined;
      values[count] = score;
      place = ++count;
      slots[slot] = place;
    }
    const counts = classes[row] === 1 ? positives : negatives;
    counts[place - 1] = (counts[place - 1] as number) + 1; // place ≤ count
  }
  const order = Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => (values[a] as number) - (values[b] as number),
  ); // below count
  const inOrder = (of: Float64Array): Float64Array => Float64Array.from(order, (i) => of[i] as number);
  return { values: inOrder(values), positives: inOrder(positives), negatives: inOrder(negatives) };
}
