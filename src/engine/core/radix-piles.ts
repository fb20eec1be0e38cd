/**
 * How often the numbers are dealt: six rounds of 11 bits hold the 64 of a double.
 *
 * @example roundCount * digitBits >= 64 // => true
 */
export const roundCount = 6;

/**
 * How many bits name a pile.
 *
 * @example 2 ** digitBits // => 2048
 */
export const digitBits = 11;

const pileCount = 2048;

/**
 * How many keys fall into each pile of each round, for all six rounds in one pass: the sizes do not depend on the order.
 * Rounds 0 to 2 read the low word of a double by 11, 11 and 10 bits, rounds 3 to 5 the high one; every machine with a
 * browser is little-endian, so the low word comes first.
 *
 * @param words         the memory of the doubles
 * @param wordsPerItem  from one key to the next: 2 where keys stand alone, 4 where each has a payload
 * @returns             round after round, 2048 sizes each
 * @example countPiles(new Uint32Array(Float64Array.of(1, 1, 2).buffer), 2)[5 * 2048 + 255] // => 2
 */
export function countPiles(words: Uint32Array, wordsPerItem: 2 | 4): Int32Array {
  const sizes = new Int32Array(roundCount * pileCount);
  for (let at = 0; at < words.length; at += wordsPerItem) {
    const low = words[at] as number; // at < length
    const high = words[at + 1] as number; // length is even
    (sizes[low & 2047] as number)++; // each index is below 6 × 2048
    (sizes[pileCount + ((low >>> 11) & 2047)] as number)++;
    (sizes[2 * pileCount + (low >>> 22)] as number)++;
    (sizes[3 * pileCount + (high & 2047)] as number)++;
    (sizes[4 * pileCount + ((high >>> 11) & 2047)] as number)++;
    (sizes[5 * pileCount + (high >>> 22)] as number)++;
  }
  return sizes;
}

/**
 * The item with which each pile of a round begins; none when all share one pile, so that the round would change nothing.
 *
 * @example pileStarts(countPiles(new Uint32Array(Float64Array.of(1, 1, 2).buffer), 2), 5, 3)?.[256] // => 2
 */
export function pileStarts(sizes: Int32Array, round: number, itemCount: number): Int32Array | undefined {
  const starts = new Int32Array(pileCount);
  let next = 0;
  for (let pile = 0; pile < pileCount; pile++) {
    const size = sizes[round * pileCount + pile] as number; // pile < pileCount
    if (size === itemCount) return undefined;
    starts[pile] = next;
    next += size;
  }
  return starts;
}
