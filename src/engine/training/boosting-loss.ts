import { exp } from "#engine/core/exp.ts";
import { log } from "#engine/core/log.ts";
import type { TreeRows } from "./tree-rows.ts";

/**
 * Where the rows stand: for each output the sum of all trees so far, output after output (k × n), and what they should say.
 *
 * Classes: one output for two classes (log-odds of the second), k for more (logits). Numbers: one.
 */
export type BoostingState = {
  readonly rowCount: number;
  readonly outputCount: number;
  readonly isClassifier: boolean;
  readonly raw: Float64Array;
  readonly codes: Int32Array;
  readonly targets: Float64Array;
  readonly weights: Float64Array;
  readonly totalWeight: number;
  /** Probabilities of the present `raw`, k × n: of the second class where there are two; empty for numbers. */
  readonly probabilities: Float64Array;
};

/** The best constant prediction: log-odds of the shares, logits, or the mean. O(n). */
export function baselineOf({ classes, codes, targets, weights }: TreeRows): number[] {
  let total = 0;
  const sums = new Float64Array(classes?.length ?? 1);
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row] ?? 0;
    const code = codes[row] ?? 0;
    total += weight;
    sums[code] = (sums[code] ?? 0) + (classes === undefined ? weight * (targets[row] ?? 0) : weight);
  }
  if (classes === undefined) return [(sums[0] ?? 0) / total];
  // A class whose rows were all left out for weighing 0 has share 0; its logit is kept finite.
  const logs = Array.from(sums, (sum) => log(Math.max(sum / total, leastShare)));
  if (logs.length === 2) return [(logs[1] ?? 0) - (logs[0] ?? 0)];
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  return logs.map((log) => log - mean);
}

const leastShare = 2 ** -52;

export function stateAt(
  { classes, codes, targets, weights }: Omit<TreeRows, "matrix">,
  baseline: readonly number[],
): BoostingState {
  const rowCount = weights.length;
  const outputCount = baseline.length;
  const raw = new Float64Array(rowCount * outputCount);
  for (const [k, start] of baseline.entries()) raw.fill(start, k * rowCount, (k + 1) * rowCount);
  return {
    rowCount,
    outputCount,
    isClassifier: classes !== undefined,
    raw,
    codes,
    targets,
    weights,
    totalWeight: weights.reduce((sum, weight) => sum + weight, 0),
    probabilities: new Float64Array(classes === undefined ? 0 : rowCount * outputCount),
  };
}

/** The mean loss of the present state; brings `probabilities` up to date. O(n × k). */
export function measureLoss(state: BoostingState): number {
  if (!state.isClassifier) return squaredLoss(state);
  return state.outputCount === 1 ? logisticLoss(state) : softmaxLoss(state);
}

function squaredLoss({ raw, targets, weights, totalWeight }: BoostingState): number {
  let sum = 0;
  for (let row = 0; row < raw.length; row++) {
    const error = (raw[row] ?? 0) - (targets[row] ?? 0);
    sum += (weights[row] ?? 0) * error * error;
  }
  return sum / totalWeight / 2;
}

/**
 * log(1 + e^−margin), margin being the log-odds of the row's own class; written so that nothing overflows. The logarithms of rows of
 * weight 1 are taken together, as the logarithm of their product: one for a thousand.
 */
function logisticLoss({ raw, codes, weights, totalWeight, probabilities }: BoostingState): number {
  let sum = 0;
  let product = 1;
  for (let row = 0; row < raw.length; row++) {
    const score = raw[row] ?? 0;
    const margin = codes[row] === 1 ? score : -score;
    const weight = weights[row] ?? 0;
    const power = exp(-Math.abs(score));
    const factor = 1 + power;
    probabilities[row] = (score > 0 ? 1 : power) / factor;
    sum += weight * Math.max(0, -margin);
    if (weight === 1) product *= factor;
    else sum += weight * log(factor);
    if (product > 1e300) {
      sum += log(product);
      product = 1;
    }
  }
  return (sum + log(product)) / totalWeight;
}

/** −log of the probability of the row's own class. */
function softmaxLoss({
  rowCount,
  outputCount,
  raw,
  codes,
  weights,
  totalWeight,
  probabilities,
}: BoostingState): number {
  let sum = 0;
  for (let row = 0; row < rowCount; row++) {
    let highest = raw[row] ?? 0;
    for (let k = 1; k < outputCount; k++) highest = Math.max(highest, raw[k * rowCount + row] ?? 0);
    let total = 0;
    for (let k = 0; k < outputCount; k++) {
      const power = exp((raw[k * rowCount + row] ?? 0) - highest);
      probabilities[k * rowCount + row] = power;
      total += power;
    }
    for (let k = 0; k < outputCount; k++) {
      probabilities[k * rowCount + row] = (probabilities[k * rowCount + row] ?? 0) / total;
    }
    const own = (raw[(codes[row] ?? 0) * rowCount + row] ?? 0) - highest;
    sum += (weights[row] ?? 0) * (log(total) - own);
  }
  return sum / totalWeight;
}

/**
 * Gradient and curvature of every row's loss in one output, side by side: how the loss changes if the prediction is raised a
 * little, and how that change changes. `probabilities` must be up to date.
 *
 * Numbers: prediction − target, and 1. Classes: p − y, and p × (1 − p), with y = 1 for rows of the output's class. O(n).
 *
 * @returns  the sum of the curvatures
 */
export function measurePulls(state: BoostingState, output: number, pulls: Float64Array): number {
  const { rowCount, raw, targets, codes, weights, probabilities, isClassifier, outputCount } = state;
  const first = output * rowCount;
  let curvatureSum = 0;
  if (!isClassifier) {
    for (let row = 0; row < rowCount; row++) {
      const weight = weights[row] ?? 0;
      pulls[2 * row] = weight * ((raw[row] ?? 0) - (targets[row] ?? 0));
      pulls[2 * row + 1] = weight;
      curvatureSum += weight;
    }
    return curvatureSum;
  }
  const own = outputCount === 1 ? 1 : output;
  for (let row = 0; row < rowCount; row++) {
    const weight = weights[row] ?? 0;
    const p = probabilities[first + row] ?? 0;
    const curvature = weight * p * (1 - p);
    pulls[2 * row] = weight * (p - (codes[row] === own ? 1 : 0));
    pulls[2 * row + 1] = curvature;
    curvatureSum += curvature;
  }
  return curvatureSum;
}
