import type { Groups } from "./aggregate-column.ts";

type Grouped = { readonly values: Float64Array; readonly groups: Pick<Groups, "codes" | "groupCount"> };

/**
 * The sum of each group's values, missing (NaN) left out. What each addition loses is collected and paid back at the
 * end, as in `compensatedSum`, so that the order of the rows does not matter beyond the last digit. O(n).
 */
export function groupSums({ values, groups }: Grouped): Float64Array {
  const sums = new Float64Array(groups.groupCount);
  const losses = new Float64Array(groups.groupCount);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number; // row < n
    if (Number.isNaN(value)) continue;
    const group = groups.codes[row] as number; // row < n
    const sum = sums[group] as number; // group < groupCount
    const next = sum + value;
    const loss = Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    losses[group] = (losses[group] as number) + loss; // group < groupCount
    sums[group] = next;
  }
  return sums.map((sum, group) => (Number.isFinite(sum) ? sum + (losses[group] as number) : sum)); // one loss a group
}

/** The mean of each group; NaN without a value. */
export function groupMeans({ values, groups }: Grouped): Float64Array {
  const counts = countPresent({ values, groups });
  return groupSums({ values, groups }).map((sum, group) => sum / (counts[group] as number)); // one count a group
}

/** Squared distances from the group's mean, summed and divided by count − 1; NaN below two values. Two passes. */
export function groupVariances({ values, groups }: Grouped): Float64Array {
  const counts = countPresent({ values, groups });
  const means = groupMeans({ values, groups });
  const squares = values.map((value, row) => (value - (means[groups.codes[row] as number] as number)) ** 2); // one group a row
  return groupSums({ values: squares, groups }).map((sum, group) => {
    const count = counts[group] as number; // one count a group
    return count < 2 ? Number.NaN : sum / (count - 1);
  });
}

function countPresent({ values, groups }: Grouped): Float64Array {
  const counts = new Float64Array(groups.groupCount);
  for (let row = 0; row < values.length; row++) {
    const group = groups.codes[row] as number; // row < n
    if (!Number.isNaN(values[row])) counts[group] = (counts[group] as number) + 1; // group < groupCount
  }
  return counts;
}
