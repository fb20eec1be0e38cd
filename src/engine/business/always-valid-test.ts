import { exp } from "#engine/core/exp.ts";
import { log } from "#engine/core/log.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireConfidence } from "#engine/core/require-confidence.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/** An A/B test that may be looked at after every row; entry i is what it says after rows 0 to i of both arms. */
export type AlwaysValidTest = {
  /** Never rising; below 1 − confidence at any time is a find. */
  readonly pValues: Float64Array;
  /** treatment − control so far. */
  readonly differences: Float64Array;
  /** Confidence sequence: it covers the true difference at all times at once with the given confidence. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Rows in each arm at the first find; undefined when there is none. */
  readonly decidedAfter: number | undefined;
};

/**
 * Mixture sequential probability ratio test: p values that stay true however often one looks.
 *
 * A fixed-size p value is valid at one look. Whoever looks daily and stops at the first p < 0.05 will in the end find a
 * difference between two equal arms almost surely. This test pays for looking in advance: its likelihood ratio, averaged
 * over differences one might expect (normal around 0 with deviation `expectedDifference`), exceeds 1 / a at any time with a
 * chance of at most a if the arms are equal. The price is a wider interval than that of one fixed look.
 *
 * The variance of the difference is estimated from the rows so far, so the guarantee is approximate for the first rows;
 * the first `burnIn` give p = 1. Cost: O(n).
 *
 * @param control             in order of arrival, numbers or 0/1, length n
 * @param treatment           in order of arrival, length n: the i-th rows of both arms are added together
 * @param expectedDifference  size of difference one hopes to find, above 0; a wrong guess costs time, not validity
 * @param confidence          default 0.95
 * @param burnIn              rows in each arm before the first look; default 30
 * @returns                   arrays of length n
 * @throws {EngineError} "empty", "length-mismatch", "not-finite", "out-of-range", "wrong-type"
 * @example
 * const arm = (rate) => Array.from({ length: 400 }, (_, i) => (i * rate) % 1 < rate ? 1 : 0);
 * alwaysValidTest({ control: arm(0.25), treatment: arm(0.5), expectedDifference: 0.1 }).decidedAfter < 400 // => true
 * @source  Johari, Koomen, Pekelis & Walsh 2017, Peeking at A/B tests; Robbins 1970; error rate by simulation in test/unit
 */
export function alwaysValidTest(options: {
  readonly control: ArrayLike<number>;
  readonly treatment: ArrayLike<number>;
  readonly expectedDifference: number;
  readonly confidence?: number;
  readonly burnIn?: number;
}): AlwaysValidTest {
  const functionName = "alwaysValidTest";
  const {
    control,
    treatment,
    expectedDifference,
    confidence = 0.95,
    burnIn = 30,
  } = requireOptions(functionName, options, ["control", "treatment", "expectedDifference", "confidence", "burnIn"]);
  const rowCount = requireSameLength(functionName, { control, treatment });
  const one = parseNumbers({ functionName, name: "control", values: control });
  const two = parseNumbers({ functionName, name: "treatment", values: treatment });
  requireNumber({ functionName, name: "expectedDifference", value: expectedDifference, above: 0 });
  requireNumber({ functionName, name: "burnIn", value: burnIn, least: 2, whole: true });
  requireConfidence(functionName, confidence);
  const significance = 1 - confidence;
  const prior = expectedDifference ** 2;
  const pValues = new Float64Array(rowCount).fill(1);
  const differences = new Float64Array(rowCount);
  const lower = new Float64Array(rowCount).fill(Number.NEGATIVE_INFINITY);
  const upper = new Float64Array(rowCount).fill(Number.POSITIVE_INFINITY);
  // Welford's means and sums of squares of the two arms.
  let [mean1, mean2, squares1, squares2] = [0, 0, 0, 0];
  let decidedAfter: number | undefined;
  for (let row = 0; row < rowCount; row++) {
    const n = row + 1;
    const [x, y] = [one[row] as number, two[row] as number]; // row < length
    const [off1, off2] = [x - mean1, y - mean2];
    mean1 += off1 / n;
    mean2 += off2 / n;
    squares1 += off1 * (x - mean1);
    squares2 += off2 * (y - mean2);
    const difference = mean2 - mean1;
    differences[row] = difference;
    const before = row === 0 ? 1 : (pValues[row - 1] as number); // row > 0
    pValues[row] = before;
    if (row > 0) {
      // What was once excluded stays so: the sequence is the intersection of all intervals up to now.
      lower[row] = lower[row - 1] as number; // row > 0
      upper[row] = upper[row - 1] as number; // row > 0
    }
    const variance = (squares1 + squares2) / n;
    if (n < burnIn || variance === 0) continue;
    const total = variance + n * prior;
    const logRatio = log(variance / total) / 2 + (n * n * prior * difference * difference) / (2 * variance * total);
    pValues[row] = Math.min(before, exp(-logRatio));
    const reach = Math.sqrt((variance * total * (2 * log(1 / significance) + log(total / variance))) / prior) / n;
    lower[row] = Math.max(lower[row] as number, difference - reach); // row < length
    upper[row] = Math.min(upper[row] as number, difference + reach); // row < length
    if (decidedAfter === undefined && (pValues[row] as number) <= significance) decidedAfter = n; // row < length
  }
  return { pValues, differences, lower, upper, decidedAfter };
}
