import { log } from "./log.ts";
/**
 * The digamma function ψ: the slope of ln Γ. For whole n it is 1 + 1/2 + … + 1/(n − 1) − 0.5772 (Euler's constant), a
 * smooth stand-in for the logarithm that is right on average where counts are small.
 *
 * Below 10 the argument is raised by ψ(x) = ψ(x + 1) − 1/x; from there a short series in 1/x² is exact. O(1).
 *
 * @param x  above 0
 * @returns  ψ(x), to about 15 digits
 * @example digamma(2) - digamma(1) // => 1
 * @source  Abramowitz & Stegun 6.3.5, 6.3.18; agrees with scipy.special.digamma
 */
export function digamma(x: number): number {
  let raised = x;
  let lowered = 0;
  for (; raised < 10; raised++) lowered += 1 / raised;
  const square = 1 / (raised * raised);
  let series = 1 / 12;
  for (const coefficient of [-691 / 32760, 1 / 132, -1 / 240, 1 / 252, -1 / 120, 1 / 12]) {
    series = coefficient + series * square;
  }
  return log(raised) - 0.5 / raised - series * square - lowered;
}
