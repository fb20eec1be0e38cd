import { exp, expm1 } from "#engine/core/exp.ts";
import { log1p } from "#engine/core/log.ts";
/**
 * The one curve behind Box–Cox and Yeo–Johnson, written in the logarithm l of its argument: (e^(λ l) − 1) / λ, which is l
 * itself at λ = 0. As expm1 no digits are lost near 0.
 */
export function powerCurve(logarithm: number, lambda: number): number {
  return lambda === 0 ? logarithm : expm1(lambda * logarithm) / lambda;
}

/** The way back: the logarithm l for a height of the curve; NaN where the curve never gets. */
export function powerCurveInverse(height: number, lambda: number): number {
  return lambda === 0 ? height : log1p(lambda * height) / lambda;
}

/**
 * How fast the height changes with λ: (e^u (u − 1) + 1) / λ² with u = λ l. Near u = 0 its parts cancel, so there it is the
 * series l² (1/2 + u/3 + u²/8 + …), whose k-th term is u^k / (k! (k + 2)).
 */
export function powerCurveSlope(logarithm: number, lambda: number): number {
  const u = lambda * logarithm;
  if (Math.abs(u) > 0.5) return (exp(u) * (u - 1) + 1) / (lambda * lambda);
  let term = 1;
  let sum = 0.5;
  for (let k = 1; k < 16; k++) {
    term *= u / k;
    sum += term / (k + 2);
  }
  return logarithm * logarithm * sum;
}
