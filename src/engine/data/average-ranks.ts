import { rowsByValue } from "#engine/core/rows-by-value.ts";

/**
 * The rank of each value, 1 for the smallest; values that tie share the mean of the ranks they take up, so that the sum of all
 * ranks does not depend on ties. Radix sort, O(n).
 *
 * @param values  without NaN, length n
 */
export function averageRanks(values: Float64Array): Float64Array {
  const pairs = rowsByValue(values);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < values.length; ) {
    let to = from + 1;
    while (to < values.length && pairs[2 * to] === pairs[2 * from]) to++;
    const rank = (from + 1 + to) / 2;
    for (let at = from; at < to; at++) ranks[pairs[2 * at + 1] as number] = rank; // the row of the pair
    from = to;
  }
  return ranks;
}
