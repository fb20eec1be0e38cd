/**
 * The natural logarithm, the same bits on every machine: see `exp` for why the engine has its own.
 *
 * x is taken as 2^k × m with m near 1. With s = (m − 1) / (m + 1) the logarithm of m is 2 (s + s³/3 + s⁵/5 + …), a series that
 * ends fast because |s| < 0.172; the sum is arranged so that the large part, m − 1, is added last and exactly. O(1).
 *
 * @param x  any number
 * @returns  within one unit in the last place; −Infinity for 0, NaN below 0 and for NaN
 * @example log(1) // => 0
 * @example log(Math.E) // => 1
 * @source  Abramowitz & Stegun 4.1.27; reduction as in Cody & Waite 1980; agrees with mpmath
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const k = split(x);
  return k * LN2_HIGH - (lessThanMantissa() - k * LN2_LOW - f);
}

/**
 * The logarithm to base 2; whole for powers of two. O(1).
 *
 * @param x  any number
 * @returns  within two units in the last place; as `log` for 0 and below
 * @example log2(8) // => 3
 * @source  as `log`
 */
export function log2(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return log(x);
  const k = split(x);
  return k + (f - lessThanMantissa()) * INVERSE_LN2;
}

/**
 * The logarithm of 1 + x without losing the digits of a small x. O(1).
 *
 * @param x  any number
 * @returns  within two units in the last place; −Infinity for −1, NaN below
 * @example log1p(1e-300) // => 1e-300
 * @source  Kahan's correction for the rounding of 1 + x, as in Goldberg 1991, What every computer scientist should know
 */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1 || u === Number.POSITIVE_INFINITY) return x;
  return u > 0 ? log(u) + (x - (u - 1)) / u : log(u);
}

/** ln 2 in two parts; the first ends in 20 zero bits, so that k times it is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = Math.LOG2E;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** The mantissa of the last `split`, less 1: from √½ − 1 to √2 − 1. */
let f = 0;

/** Takes a positive finite x apart into 2^k × (1 + f) and returns k. */
function split(x: number): number {
  let k = 0;
  double[0] = x;
  if (x < 2.2250738585072014e-308) {
    double[0] = x * 18014398509481984; // 2⁵⁴: a subnormal number has no leading one to count from
    k = -54;
  }
  const high = words[1] as number; // two words
  // Above √2 the mantissa is halved: 0x6a09e is where its upper bits pass those of √2.
  const isUpper = (high & 0xfffff) >= 0x6a09e;
  k += (high >>> 20) - (isUpper ? 1022 : 1023);
  words[1] = (high & 0xfffff) | (isUpper ? 0x3fe00000 : 0x3ff00000);
  f = (double[0] as number) - 1; // one entry
  return k;
}

/** f − log(1 + f), small and so the part where rounding may happen. */
function lessThanMantissa(): number {
  const s = f / (2 + f);
  const z = s * s;
  const half = 0.5 * f * f;
  const tail =
    z *
    (2 / 3 +
      z *
        (2 / 5 +
          z *
            (2 / 7 +
              z * (2 / 9 + z * (2 / 11 + z * (2 / 13 + z * (2 / 15 + z * (2 / 17 + z * (2 / 19 + z * (2 / 21))))))))));
  return half - s * (half + tail);
}
