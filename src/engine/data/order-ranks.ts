import { sortPairs } from "#engine/core/sort-pairs.ts";
import type { Column } from "./table.ts";

/** The place of each cell in ascending order: equal values share a rank, and missing has the last, `rankCount − 1`. */
export type OrderRanks = { readonly ranks: Int32Array; readonly rankCount: number };

/**
 * Ranks 0, 1, 2 … of the values of a column, without gaps. Numbers ascend, false comes before true, and texts are in
 * the order of their UTF-16 code units ("Z" before "a"), which is the same on every machine. O(n), for texts O(n + k log k)
 * with k different ones.
 */
export function orderRanks(column: Column): OrderRanks {
  if (column.type === "number") return rankNumbers(column.values, column.missing);
  if (column.type === "boolean") {
    return { ranks: new Int32Array(column.values).map((value) => Math.min(value, 2)), rankCount: 3 };
  }
  const { codes, dictionary } = column;
  const order = Uint32Array.from(dictionary, (_, code) => code);
  // Texts of a dictionary differ, so no comparison ties.
  order.sort((a, b) => ((dictionary[a] as string) < (dictionary[b] as string) ? -1 : 1)); // codes are indices
  const rankOf = new Int32Array(order.length);
  for (let rank = 0; rank < order.length; rank++) rankOf[order[rank] as number] = rank; // rank < length
  const ranks = codes.map((code) => (code < 0 ? dictionary.length : (rankOf[code] as number))); // a code is an index
  return { ranks, rankCount: dictionary.length + 1 };
}

function rankNumbers(values: Float64Array, missing: number): OrderRanks {
  const pairs = new Float64Array(2 * (values.length - missing));
  let at = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number; // row < n
    if (Number.isNaN(value)) continue;
    pairs[at++] = value;
    pairs[at++] = row;
  }
  sortPairs(pairs);
  const ranks = new Int32Array(values.length).fill(-1);
  let rank = -1;
  for (let pair = 0; pair < pairs.length; pair += 2) {
    if (pair === 0 || pairs[pair] !== pairs[pair - 2]) rank++;
    ranks[pairs[pair + 1] as number] = rank; // the row of the pair
  }
  const last = rank + 1;
  return { ranks: ranks.map((found) => (found < 0 ? last : found)), rankCount: last + 1 };
}
