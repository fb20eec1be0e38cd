import { log } from "./log.ts";
/**
 * How far an observed count lies from an expected one, in units of log-likelihood: k ln(k / m) + m − k.
 *
 * It is 0 where both agree and grows on either side. Near there the terms of the formula are large and all but cancel, so
 * a series in (k − m) / (k + m) takes over, which loses nothing. O(1).
 *
 * @param count     k, above 0, need not be whole
 * @param expected  m, above 0
 * @returns         0 or more, to about 15 digits
 * @example poissonDeviance({ count: 2, expected: 1 }) // => 2 * Math.log(2) - 1
 * @example poissonDeviance({ count: 7, expected: 7 }) // => 0
 * @source  Loader 2000, Fast and accurate computation of binomial probabilities
 */
export function poissonDeviance({ count, expected }: { readonly count: number; readonly expected: number }): number {
  const distance = count - expected;
  const ratio = distance / (count + expected);
  if (Math.abs(ratio) > 0.3) return count * log(count / expected) - distance;
  // ln(k / m) = 2 (v + v³/3 + v⁵/5 + …) with v = ratio; the first term, less the distance, is distance × v.
  let sum = distance * ratio;
  let power = 2 * count * ratio;
  for (let odd = 3; odd < 200; odd += 2) {
    power *= ratio * ratio;
    const next = sum + power / odd;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
