/**
 * The sum of many numbers, as exact as if it had been added up with twice the digits and rounded once.
 *
 * Adding a small number to a large one drops the small one's last digits; over a million rows the losses add up. Here
 * each addition's loss is computed and collected beside the sum (Neumaier's variant of Kahan's method), and paid back at
 * the end. So a metric does not depend on the order of the rows beyond the last digit or two. O(n), no allocation.
 *
 * @param values  length n
 * @returns       the sum; 0 for no values; infinite when it leaves the range of a double
 * @example compensatedSum(Float64Array.of(1, 1e100, 1, -1e100)) // => 2
 * @source  Neumaier 1974, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen
 */
export function compensatedSum(values: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}
