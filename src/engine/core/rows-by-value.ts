import { sortPairs } from "./sort-pairs.ts";

/**
 * The rows of a column in the order of their values: value, row, value, row …, ascending; rows of equal values in their
 * own order. O(n), by radix sort.
 *
 * @param values  without NaN, length n
 * @returns       length 2n
 * @example rowsByValue(Float64Array.of(30, 10, 20)) // => [10, 1, 20, 2, 30, 0]
 */
export function rowsByValue(values: Float64Array): Float64Array {
  const pairs = new Float64Array(2 * values.length);
  for (let row = 0; row < values.length; row++) {
    pairs[2 * row] = values[row] as number; // row < length
    pairs[2 * row + 1] = row;
  }
  sortPairs(pairs);
  return pairs;
}
