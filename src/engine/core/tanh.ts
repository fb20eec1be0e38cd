import { expm1 } from "./exp.ts";

/**
 * The hyperbolic tangent, the same bits on every machine: see `exp` for why the engine has its own. O(1).
 *
 * @param x  any number
 * @returns  in [−1, 1], within three units in the last place
 * @example tanh(0) // => 0
 * @example tanh(50) // => 1
 * @source  (e^2x − 1) / (e^2x + 1); agrees with mpmath
 */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size > 22) return Math.sign(x);
  const t = expm1(2 * size);
  const value = size < 1 ? t / (t + 2) : 1 - 2 / (t + 2);
  return x < 0 ? -value : value;
}
