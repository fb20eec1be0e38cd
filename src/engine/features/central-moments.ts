/**
 * Mean and variance (divisor n) of finite numbers, in two passes: the squares are taken about the mean, so that a small
 * spread about a large mean keeps its digits. The second pass also measures by how much the first mean is off and corrects.
 * A column of equal values has exactly that mean and variance 0.
 */
export function centralMoments(values: Float64Array): { readonly mean: number; readonly variance: number } {
  const count = values.length;
  const first = values[0] ?? 0;
  let shift = 0;
  for (const value of values) shift += value - first;
  const rough = first + shift / count;
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    const distance = value - rough;
    sum += distance;
    squares += distance * distance;
  }
  return { mean: rough + sum / count, variance: Math.max(0, squares - (sum * sum) / count) / count };
}
