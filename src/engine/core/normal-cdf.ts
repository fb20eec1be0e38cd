import { exp } from "./exp.ts";
/**
 * The chance that a standard normal variable is at most z: the area under the bell curve to the left of z.
 *
 * There is no closed formula. Near the middle this sums a series of odd powers, Φ(z) = ½ + φ(z)(z + z³/3 + z⁵/15 + …).
 * Far out, subtracting from ½ would leave only rounding errors, so the tail is computed by itself as a continued
 * fraction, Φ(−z) = φ(z) / (z + 1/(z + 2/(z + 3/(…)))). A tail of 10⁻³⁰⁰ keeps its digits. O(1).
 *
 * @param z  any number; ±Infinity give 1 and 0, NaN gives NaN
 * @returns  in [0, 1], to about 13 digits, small tails included
 * @example normalCdf(0) // => 0.5
 * @example normalCdf(-Infinity) // => 0
 * @source  Marsaglia 2004, Evaluating the normal distribution; Abramowitz & Stegun 26.2.14; agrees with scipy.special.ndtr
 */
export function normalCdf(z: number): number {
  if (z < -2) return tail(-z);
  if (z > 2) return 1 - tail(z);
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * 1e-17; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * density(z);
}

/** Φ(−z) for z > 2. The fraction is evaluated from the inside out; 120 levels are enough at 2 and ample beyond. */
function tail(z: number): number {
  let fraction = z;
  for (let level = 120; level > 0; level--) fraction = z + level / fraction;
  return density(z) / fraction;
}

function density(z: number): number {
  return exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}
