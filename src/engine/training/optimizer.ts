/** How a net's weights follow the slope. All shrink the weights (not the biases) by learning rate × weightDecay a step as well. */
export type OptimizerName = "sgd" | "momentum" | "adam";

/** What an optimizer remembers of one list of weights between steps. */
export type Memory = { readonly first: Float64Array; readonly second: Float64Array };

export function createMemory(length: number): Memory {
  return { first: new Float64Array(length), second: new Float64Array(length) };
}

/** The share of the past that momentum keeps at each step; Adam's for slopes and for their squares. */
const keep = 0.9;
const keepSquares = 0.999;

/**
 * One step along the slope, in place. O(weights).
 *
 * - "sgd": rate × slope.
 * - "momentum": rate × a velocity that keeps 90 % of itself and adds the slope, so that steps in one direction add up and zigzag cancels.
 * - "adam": rate × mean slope / √(mean squared slope), both means over recent steps and corrected for having begun at 0: every weight moves at
 *   about the rate, however large its slopes are.
 *
 * @param step  counted from 1
 * @source  Polyak 1964; Kingma & Ba 2015; weight decay beside the slope: Loshchilov & Hutter 2019
 */
export function stepAlong({
  optimizer,
  weights,
  slopes,
  memory: { first, second },
  rate,
  weightDecay,
  step,
}: {
  readonly optimizer: OptimizerName;
  readonly weights: Float64Array;
  readonly slopes: Float64Array;
  readonly memory: Memory;
  readonly rate: number;
  readonly weightDecay: number;
  readonly step: number;
}): void {
  const shrink = 1 - rate * weightDecay;
  if (optimizer === "sgd") {
    for (let i = 0; i < weights.length; i++) weights[i] = shrink * (weights[i] ?? 0) - rate * (slopes[i] ?? 0);
    return;
  }
  if (optimizer === "momentum") {
    for (let i = 0; i < weights.length; i++) {
      const velocity = keep * (first[i] ?? 0) + (slopes[i] ?? 0);
      first[i] = velocity;
      weights[i] = shrink * (weights[i] ?? 0) - rate * velocity;
    }
    return;
  }
  const unbias = 1 / (1 - keep ** step);
  const unbiasSquares = 1 / (1 - keepSquares ** step);
  for (let i = 0; i < weights.length; i++) {
    const slope = slopes[i] ?? 0;
    const mean = keep * (first[i] ?? 0) + (1 - keep) * slope;
    const square = keepSquares * (second[i] ?? 0) + (1 - keepSquares) * slope * slope;
    first[i] = mean;
    second[i] = square;
    weights[i] = shrink * (weights[i] ?? 0) - (rate * mean * unbias) / (Math.sqrt(square * unbiasSquares) + 1e-8);
  }
}
