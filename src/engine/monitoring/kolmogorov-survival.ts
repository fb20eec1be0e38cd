import { exp } from "#engine/core/exp.ts";
/**
 * The chance that the largest gap between a sample's distribution and the true one, times √n, is above z, for large n.
 *
 * Kolmogorov's limit law. Far out the alternating sum 2(e^(−2z²) − e^(−8z²) + e^(−18z²) − …) needs two or three terms;
 * near 0 its twin (by Poisson summation), 1 − √(2π)/z × (e^(−π²/8z²) + e^(−9π²/8z²) + …), does. O(1).
 *
 * @param z  0 or more
 * @returns  in [0, 1]; small tails keep their digits
 * @source   Kolmogorov 1933; Smirnov 1948, Table for estimating the goodness of fit; agrees with
 *           scipy.special.kolmogorov
 */
export function kolmogorovSurvival(z: number): number {
  if (!(z > 0)) return 1;
  if (z < 1) {
    let sum = 0;
    for (let odd = 1; odd <= 7; odd += 2) sum += exp((-odd * odd * Math.PI * Math.PI) / (8 * z * z));
    return 1 - (Math.sqrt(2 * Math.PI) / z) * sum;
  }
  let sum = 0;
  for (let k = 6; k >= 1; k--) sum += (k % 2 === 1 ? 2 : -2) * exp(-2 * k * k * z * z);
  return sum;
}
