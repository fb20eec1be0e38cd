import { log1p } from "./log.ts";
/**
 * What Stirling's famous approximation of the factorial leaves out: ln Γ(n + 1) − [(n + ½) ln n − n + ½ ln 2π].
 *
 * Densities of the gamma and beta families are quotients of huge gammas. Taking logarithms and subtracting would lose the
 * digits that count; in terms of this small correction (near 1 / 12n) the huge parts cancel on paper instead of in the
 * machine. For n of 12 and more a short series is exact; below, n is raised one by one: the corrections of neighbors
 * differ by (n + ½) ln(1 + 1/n) − 1. O(1).
 *
 * @param n  above 0, need not be whole
 * @returns  positive, falling to 0 like 1 / (12 n); to about 1e-16
 * @example stirlingError(1) // => 1 - Math.log(2 * Math.PI) / 2
 * @source  Loader 2000, Fast and accurate computation of binomial probabilities; Abramowitz & Stegun 6.1.41
 */
export function stirlingError(n: number): number {
  let correction = 0;
  let raised = n;
  for (; raised < 12; raised++) correction += (raised + 0.5) * log1p(1 / raised) - 1;
  const square = raised * raised;
  let series = 1 / 156;
  for (const coefficient of [-691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12]) {
    series = coefficient + series / square;
  }
  return correction + series / raised;
}
