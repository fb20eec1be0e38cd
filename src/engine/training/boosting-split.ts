import type { HistogramLayout } from "./boosting-histogram.ts";

/** The rules by which a question about bins is judged. */
export type BoostingSplitRules = {
  readonly l2Penalty: number;
  readonly minLeafRows: number;
  /** The least curvature on a side: how much the loss must bend before a leaf may trust its own step. */
  readonly minLeafCurvature: number;
};

/** The best question for a node of a boosted tree. */
export type BoostingSplit = {
  feature: number;
  /** Codes up to this go left. */
  bin: number;
  missingLeft: boolean;
  /** How much the loss falls, to second order. */
  gain: number;
  leftCount: number;
  leftGradient: number;
  leftCurvature: number;
};

/**
 * The best question of all columns for a node, from its histogram alone: bin after bin moves from the right side to the left.
 *
 * Near the present prediction the loss of a leaf is a parabola: gradient × step + curvature / 2 × step². Its lowest point lies at
 * step = −gradient / (curvature + penalty) and is gradient² / (curvature + penalty) / 2 deep; the gain of a question is how much deeper both sides together get.
 * O(bins), whatever the number of rows.
 */
export function findBoostingSplit({
  histogram,
  layout: { offsets },
  lift,
  count,
  gradient,
  curvature,
  rules: { l2Penalty, minLeafRows, minLeafCurvature },
}: {
  readonly histogram: Float64Array;
  readonly layout: HistogramLayout;
  readonly lift: number;
  readonly count: number;
  readonly gradient: number;
  readonly curvature: number;
  readonly rules: BoostingSplitRules;
}): BoostingSplit | undefined {
  const columnCount = offsets.length - 1;
  // Adding and taking away so large a number rounds to whole multiples of `lift`.
  const rounder = 1.5 * 2 ** 52 * lift;
  const leastRows = minLeafRows * lift;
  const mostRows = (count - minLeafRows) * lift;
  let bestFeature = -1;
  let bestBin = 0;
  let bestMissingLeft = false;
  const wholeDepth = (gradient * gradient) / (curvature + l2Penalty);
  let bestDepth = wholeDepth * (1 + leastGain);
  let justBelow = bestDepth * (1 - rounding);
  let bestCount = 0;
  let bestGradient = 0;
  let bestCurvature = 0;
  for (let feature = 0; feature < columnCount; feature++) {
    const first = offsets[feature] ?? 0;
    const missing = (offsets[feature + 1] ?? 0) - 1;
    const missingGradient = histogram[2 * missing] ?? 0;
    const missingSum = histogram[2 * missing + 1] ?? 0;
    const missingRows = missingSum + rounder - rounder;
    // The last bin on the left as well leaves only missing values on the right: a question only where there are some.
    const end = missingRows > 0 ? missing : missing - 1;
    for (let pass = missingRows > 0 ? 1 : 0; pass >= 0; pass--) {
      let leftRows = pass === 1 ? missingRows : 0;
      let leftGradient = pass === 1 ? missingGradient : 0;
      let leftCurvature = pass === 1 ? missingSum - missingRows : 0;
      for (let place = first; place < end; place++) {
        const sum = histogram[2 * place + 1] ?? 0;
        const rows = sum + rounder - rounder;
        leftRows += rows;
        leftGradient += histogram[2 * place] ?? 0;
        leftCurvature += sum - rows;
        if (leftRows < leastRows) continue;
        if (leftRows > mostRows) break;
        const rightCurvature = curvature - leftCurvature;
        if (leftCurvature < minLeafCurvature) continue;
        if (rightCurvature < minLeafCurvature) break;
        const rightGradient = gradient - leftGradient;
        const left = leftCurvature + l2Penalty;
        const right = rightCurvature + l2Penalty;
        // Depth is this quotient; most bins are told to be no better without dividing. Not so where both bends are 0.
        const depthTimesBends = leftGradient * leftGradient * right + rightGradient * rightGradient * left;
        const bends = left * right;
        if (!(depthTimesBends > justBelow * bends) || rows === 0) continue;
        const depth = depthTimesBends / bends;
        if (!(depth > bestDepth)) continue;
        bestDepth = depth;
        justBelow = depth * (1 - rounding);
        bestFeature = feature;
        bestBin = place - first;
        bestMissingLeft = pass === 1;
        bestCount = leftRows / lift;
        bestGradient = leftGradient;
        bestCurvature = leftCurvature;
      }
    }
  }
  if (bestFeature < 0) return undefined;
  return {
    feature: bestFeature,
    bin: bestBin,
    missingLeft: bestMissingLeft,
    gain: (bestDepth - wholeDepth) / 2,
    leftCount: bestCount,
    leftGradient: bestGradient,
    leftCurvature: bestCurvature,
  };
}

/** Below this share a gain is the rounding of its sums. */
const leastGain = 1e-12;

/** More than two products can lose by rounding. */
const rounding = 2 ** -50;
