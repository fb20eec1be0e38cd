import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import type { Groups } from "./aggregate-column.ts";

/** The smallest or largest value of each group, missing (NaN) left out; NaN without a value. O(n). */
export function groupEnds({
  values,
  groups,
  isBetter,
}: {
  readonly values: Float64Array;
  readonly groups: Groups;
  readonly isBetter: (a: number, b: number) => boolean;
}): Float64Array {
  const best = new Float64Array(groups.groupCount).fill(Number.NaN);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number; // row < n
    const group = groups.codes[row] as number; // row < n
    const current = best[group] as number; // group < groupCount
    if (isBetter(value, current) || (Number.isNaN(current) && !Number.isNaN(value))) best[group] = value;
  }
  return best;
}

/** The quantile of each group, on the line between two values; NaN without a value. O(n log n). */
export function groupQuantiles({
  values,
  groups,
  p,
}: {
  readonly values: Float64Array;
  readonly groups: Groups;
  readonly p: number;
}): Float64Array {
  const { starts, rows } = groups.members;
  return Float64Array.from({ length: groups.groupCount }, (_, group) => {
    const members = rows.subarray(starts[group], starts[group + 1]);
    const present = Float64Array.from(members, (row) => values[row] as number).filter((value) => !Number.isNaN(value)); // a row of the table
    return present.length === 0 ? Number.NaN : quantileOfSorted({ sorted: present.sort(), p });
  });
}
