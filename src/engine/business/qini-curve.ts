import { areaUnderCurve, thresholdCounts } from "#engine/metrics/index.ts";
import { sumsAtThresholds } from "./sums-at-thresholds.ts";
import { parseUpliftRows, type UpliftRows } from "./uplift-rows.ts";

/** What treating the top of a ranking would bring, from nobody to everybody. */
export type QiniCurve = {
  /** Share of all rows that are in the top, ascending from 0 to 1. */
  readonly fraction: Float64Array;
  /** Qini: extra outcomes among the treated of the top, treated − control × treated count / control count. */
  readonly incremental: Float64Array;
  /** Uplift curve: (mean outcome of treated − mean of control) of the top × its share of all rows. */
  readonly uplift: Float64Array;
  /** Area between the Qini curve and the straight line to its end, divided by the number of treated; 0 for a random ranking. */
  readonly qini: number;
  /** Area under the uplift curve. */
  readonly auuc: number;
};

/**
 * Qini and uplift curves: does the model know whom a treatment changes?
 *
 * A churn model finds those who will leave; a call helps only those whom it keeps. Since nobody is both called and not
 * called, a single uplift is never seen; but in an experiment with random treatment, the treated and the control rows at
 * the top of a ranking can be compared. The Qini curve counts extra outcomes as one treats further down the ranking; above
 * the straight line the ranking beats chance, and where the curve falls, treatment does harm ("do not disturb").
 *
 * Definitions differ between libraries; these are Radcliffe's Qini (as in scikit-uplift) and the uplift curve of Gutierrez
 * & Gérardy. While a top has no control (or no treated) row, that group's part counts 0. Equal scores are reached
 * together. Cost: O(n).
 *
 * @param outcomes  0 or 1, or amounts, length n
 * @param treated   1 for treated, 0 for control, assigned at random, length n
 * @param scores    larger means treat first, length n
 * @returns         arrays of length k + 1 for k distinct scores
 * @throws {EngineError} "single-class" when nobody or everybody was treated; "empty", "length-mismatch", "invalid-label", "not-finite"
 * @example qiniCurve({ outcomes: [1, 0, 0, 0], treated: [1, 0, 1, 0], scores: [4, 3, 2, 1] }).incremental // => [0, 1, 1, 1, 1]
 * @source  Radcliffe 2007, Using control groups to target on predicted lift; Gutierrez & Gérardy 2017, Causal inference and
 *          uplift modeling; formulas computed by NumPy in test/conformance/business
 */
export function qiniCurve(rows: UpliftRows): QiniCurve {
  const { rowCount, outcomes, treated, scores } = parseUpliftRows("qiniCurve", rows);
  const { thresholds, tp, fp, positives } = thresholdCounts({ labels: treated, scores });
  const ofGroup = (group: 0 | 1): Float64Array =>
    outcomes.map((outcome, row) => (treated[row] === group ? outcome : 0));
  const treatedSums = sumsAtThresholds({ thresholds, scores, amounts: ofGroup(1) });
  const controlSums = sumsAtThresholds({ thresholds, scores, amounts: ofGroup(0) });
  const fraction = new Float64Array(thresholds.length);
  const incremental = new Float64Array(thresholds.length);
  const uplift = new Float64Array(thresholds.length);
  for (let i = 0; i < fraction.length; i++) {
    const treatedCount = tp[i] as number; // i < length, here and below
    const controlCount = fp[i] as number;
    const treatedMean = treatedCount === 0 ? 0 : (treatedSums[i] as number) / treatedCount;
    const controlMean = controlCount === 0 ? 0 : (controlSums[i] as number) / controlCount;
    fraction[i] = (treatedCount + controlCount) / rowCount;
    incremental[i] = (treatedSums[i] as number) - controlMean * treatedCount;
    uplift[i] = (treatedMean - controlMean) * (fraction[i] as number);
  }
  const end = incremental.at(-1) ?? 0;
  return {
    fraction,
    incremental,
    uplift,
    qini: (areaUnderCurve({ x: fraction, y: incremental }) - end / 2) / positives,
    auuc: areaUnderCurve({ x: fraction, y: uplift }),
  };
}
