import { exp } from "#engine/core/exp.ts";
import { log } from "#engine/core/log.ts";
import type { Matrix } from "#engine/core/matrix.ts";
import { choleskyInPlace, inverseOf, solveLower, solveUpper } from "./cholesky.ts";
import type { Slope } from "./minimize-in-box.ts";

/** Squared differences between all pairs of rows i > j, one list for each group of columns: they do not change in a search. */
export type PairDistances = { readonly rowCount: number; readonly squared: readonly Float64Array[] };

/** O(n² × d / 2). */
export function pairDistances({
  matrix,
  groups,
  groupCount,
}: {
  readonly matrix: Matrix;
  readonly groups: readonly number[];
  readonly groupCount: number;
}): PairDistances {
  const { rowCount, columnCount, values } = matrix;
  const squared = Array.from({ length: groupCount }, () => new Float64Array((rowCount * (rowCount - 1)) / 2));
  for (const [column, group] of groups.entries()) {
    const sums = squared[group];
    if (sums === undefined) continue;
    let at = 0;
    for (let row = 1; row < rowCount; row++) {
      const value = values[row * columnCount + column] ?? 0;
      for (let other = 0; other < row; other++, at++) {
        sums[at] = (sums[at] ?? 0) + (value - (values[other * columnCount + column] ?? 0)) ** 2;
      }
    }
  }
  return { rowCount, squared };
}

/**
 * Minus the logarithm of how probable the targets are under a kernel, with its gradient when asked.
 *
 * The likelihood weighs two wishes: ½ yᵀ K⁻¹ y (the targets should be what the kernel expects) and ½ log |K| (the kernel should
 * not expect everything). That is why it can be maximized without a test set: a kernel that explains anything pays for it.
 *
 * @param logs  logarithms of the length of each group, the signal, and the noise
 * @returns     an infinite value where the matrix is not positive definite
 * @source  Rasmussen & Williams 2006, equations 5.8 and 5.9
 */
export function likelihoodSlope({
  logs,
  distances,
  targets,
  extra,
}: {
  readonly logs: Float64Array;
  readonly distances: PairDistances;
  readonly targets: Float64Array;
  readonly extra: Float64Array;
}): Slope {
  const { rowCount: n, squared } = distances;
  const groupCount = squared.length;
  const signal = exp(logs[groupCount] ?? 0);
  const noise = exp(logs[groupCount + 1] ?? 0);
  const inverseSquares = Float64Array.from({ length: groupCount }, (_, group) => exp(-2 * (logs[group] ?? 0)));
  const scaled = new Float64Array((n * (n - 1)) / 2);
  for (const [group, sums] of squared.entries()) {
    const factor = inverseSquares[group] ?? 0;
    for (let at = 0; at < scaled.length; at++) scaled[at] = (scaled[at] as number) + factor * (sums[at] as number); // same length
  }
  const lower = new Float64Array(n * n);
  // Of each pair: the kernel, and −2 × its derivative by the squared distance, 5/3 × (1 + √5 r) × e^(−√5 r), from one exponential.
  const alike = scaled.slice();
  const steep = scaled;
  for (let at = 0; at < scaled.length; at++) {
    const r = Math.sqrt(5 * (scaled[at] as number)); // same length
    const decay = signal * exp(-r);
    alike[at] = (1 + r + (r * r) / 3) * decay;
    steep[at] = (5 / 3) * (1 + r) * decay;
  }
  let pair = 0;
  for (let row = 0; row < n; row++) {
    for (let other = 0; other < row; other++) lower[row * n + other] = alike[pair++] as number; // n (n − 1) / 2 pairs
    lower[row * n + row] = signal + noise + (extra[row] ?? 0);
  }
  if (!choleskyInPlace(lower, n)) {
    return { value: Number.POSITIVE_INFINITY, gradient: () => new Float64Array(groupCount + 2) };
  }
  const weights = targets.slice();
  solveLower(lower, n, weights);
  solveUpper(lower, n, weights);
  let value = 0.5 * n * log(2 * Math.PI);
  for (let row = 0; row < n; row++) {
    value += 0.5 * (targets[row] ?? 0) * (weights[row] ?? 0) + log(lower[row * n + row] ?? 1);
  }
  const gradient = (): Float64Array =>
    likelihoodGradient({ lower, weights, alike, steep, squared, inverseSquares, signal, noise });
  return { value, gradient };
}

/** The gradient from what the value left behind; it costs as much again, so it is computed only where a step ends. */
function likelihoodGradient({
  lower,
  weights,
  alike,
  steep,
  squared,
  inverseSquares,
  signal,
  noise,
}: {
  readonly lower: Float64Array;
  readonly weights: Float64Array;
  readonly alike: Float64Array;
  readonly steep: Float64Array;
  readonly squared: readonly Float64Array[];
  readonly inverseSquares: Float64Array;
  readonly signal: number;
  readonly noise: number;
}): Float64Array {
  const n = weights.length;
  const gradient = new Float64Array(squared.length + 2);
  const inverse = inverseOf(lower, n);
  const pulls = new Float64Array(alike.length);
  let bySignal = 0;
  let byNoise = 0;
  let pair = 0;
  for (let row = 0; row < n; row++) {
    const own = weights[row] as number; // row < n
    // Each pair stands twice in the symmetric matrix, which takes away the ½.
    for (let other = 0; other < row; other++, pair++) {
      const pull = own * (weights[other] as number) - (inverse[row * n + other] as number); // inside n × n
      bySignal -= pull * (alike[pair] as number); // same length
      pulls[pair] = pull * (steep[pair] as number); // same length
    }
    const pull = 0.5 * (own * own - (inverse[row * n + row] as number)); // inside n × n
    bySignal -= pull * signal;
    byNoise -= pull * noise;
  }
  for (const [group, sums] of squared.entries()) {
    let byLength = 0;
    for (let at = 0; at < sums.length; at++) byLength -= (pulls[at] as number) * (sums[at] as number); // same length
    gradient[group] = byLength * (inverseSquares[group] ?? 0);
  }
  gradient[squared.length] = bySignal;
  gradient[squared.length + 1] = byNoise;
  return gradient;
}
