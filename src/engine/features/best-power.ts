import { powerCurve, powerCurveSlope } from "./power-curve.ts";

/** A column in the form that the search reads: |logarithm| and the side of zero on which each value lies. */
export type LogColumn = {
  /** ln x for Box–Cox, ln(1 + |x|) for Yeo–Johnson; length n. */
  readonly logarithms: Float64Array;
  /** 1 where x is at least 0, −1 where it is below (Yeo–Johnson bends that side with 2 − λ). */
  readonly sides: Int8Array;
  /**
   * Mean logarithm where all values lie on one side, else 0. The power of x / c is that of x, stretched and shifted; taken
   * about the middle, the heights of large values do not crowd at −1 / λ, where all their digits would be equal.
   */
  readonly center: number;
};

/** The height of one value under the power λ. */
export function powerHeight(logarithm: number, side: number, lambda: number): number {
  return side > 0 ? powerCurve(logarithm, lambda) : -powerCurve(logarithm, 2 - lambda);
}

/**
 * The λ under which the column looks most like a bell curve: the maximum of the log-likelihood
 *
 *   −n/2 × ln(variance of the heights) + (λ − 1) × sum of side × logarithm.
 *
 * Searching for the top of a hill finds it to half the digits only, because the top is flat. So we look for the place where
 * the slope is 0: walk from λ = 1 uphill in doubling steps until the slope changes sign, then close in on the sign change
 * (regula falsi with the Illinois trick, which halves the weight of an end that stays). About ten passes over the column.
 *
 * @returns λ, or undefined when no maximum lies within ±64
 */
export function bestPower(column: LogColumn): number | undefined {
  const start = likelihoodSlope(column, 1);
  if (start === 0) return 1;
  const direction = Math.sign(start);
  let near = 1;
  let nearSlope = start;
  for (let step = 0.5; step <= 64; step *= 2) {
    const far = 1 + direction * step;
    const farSlope = likelihoodSlope(column, far);
    if (Number.isNaN(farSlope)) return undefined;
    if (Math.sign(farSlope) !== direction) return closeIn({ column, near, nearSlope, far, farSlope });
    near = far;
    nearSlope = farSlope;
  }
  return undefined;
}

function closeIn({
  column,
  near,
  nearSlope,
  far,
  farSlope,
}: { readonly column: LogColumn } & Readonly<Record<"near" | "nearSlope" | "far" | "farSlope", number>>): number {
  let a = near;
  let b = far;
  let slopeA = nearSlope;
  let slopeB = farSlope;
  for (let round = 0; round < 100 && slopeB !== 0 && Math.abs(b - a) > 1e-14 * (1 + Math.abs(b)); round++) {
    const secant = b - (slopeB * (b - a)) / (slopeB - slopeA);
    const middle = round % 8 === 7 ? (a + b) / 2 : secant; // a halving now and then bounds the worst case
    const slope = likelihoodSlope(column, middle);
    if (Math.sign(slope) === Math.sign(slopeB)) {
      slopeA /= 2;
    } else {
      a = b;
      slopeA = slopeB;
    }
    const moved = Math.abs(middle - b);
    b = middle;
    slopeB = slope;
    if (moved <= 1e-15 * (1 + Math.abs(b))) break;
  }
  return b;
}

/** The derivative of the log-likelihood by λ, divided by n: mean(side × logarithm) − cov(height, its slope) / var(height). */
function likelihoodSlope({ logarithms, sides, center }: LogColumn, lambda: number): number {
  const count = logarithms.length;
  const heights = new Float64Array(count);
  const slopes = new Float64Array(count);
  let heightSum = 0;
  let slopeSum = 0;
  let logSum = 0;
  for (let row = 0; row < count; row++) {
    const logarithm = (logarithms[row] as number) - center; // row < length
    const side = sides[row] as number; // as long as logarithms
    const height = powerHeight(logarithm, side, lambda);
    // On the lower side the power is 2 − λ and the height negative: the two minus signs cancel.
    const slope = powerCurveSlope(logarithm, side > 0 ? lambda : 2 - lambda);
    heights[row] = height;
    slopes[row] = slope;
    heightSum += height;
    slopeSum += slope;
    logSum += side * logarithm;
  }
  const heightMean = heightSum / count;
  const slopeMean = slopeSum / count;
  let variance = 0;
  let covariance = 0;
  for (let row = 0; row < count; row++) {
    const distance = (heights[row] as number) - heightMean; // row < length
    variance += distance * distance;
    covariance += distance * ((slopes[row] as number) - slopeMean); // likewise
  }
  return logSum / count - covariance / variance;
}
