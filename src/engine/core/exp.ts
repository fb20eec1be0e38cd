/**
 * e to the power x, the same bits on every machine.
 *
 * JavaScript leaves the last digit of `Math.exp` to each engine, and two versions of one browser differ in every tenth value;
 * a forest or a net grown from such values soon is another one. So the engine has its own, of additions, products and one
 * quotient, which are exact by the standard. x is taken as k × ln 2 + r with |r| ≤ ln 2 / 2. For r there is a series that
 * ends fast, r × coth(r / 2) = 2 + r²/6 − r⁴/360 + …, and e^r − 1 is 2r over that minus r; k goes into the exponent. O(1).
 *
 * @param x  any number
 * @returns  within one unit in the last place; 0 below −745.2, Infinity above 709.8, NaN for NaN
 * @example exp(0) // => 1
 * @example exp(1) // => Math.E
 * @source  the series by Bernoulli numbers, Abramowitz & Stegun 4.5.67; reduction as in Cody & Waite 1980; agrees with mpmath
 */
export function exp(x: number): number {
  if (!(x > -745.2)) return Number.isNaN(x) ? x : 0;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  const high = x - k * LN2_HIGH; // exact: the factors end in zeros
  const low = k * LN2_LOW;
  const r = high - low;
  const c = r - excess(r * r);
  const y = 1 - (low - (r * c) / (2 - c) - high);
  return k > -1021 && k < 1023 ? y * powerOfTwo(k) : y * powerOfTwo(k >> 1) * powerOfTwo(k - (k >> 1));
}

/**
 * e to the power x, minus 1, without losing the digits of a small x: exp(1e-10) − 1 has six right digits, expm1(1e-10) all. O(1).
 *
 * @param x  any number
 * @returns  within three units in the last place; −1 far below 0
 * @example expm1(0) // => 0
 * @example expm1(1e-300) // => 1e-300
 * @source  as `exp`
 */
export function expm1(x: number): number {
  if (!(Math.abs(x) < 0.35)) return exp(x) - 1;
  const c = x - excess(x * x);
  return x + (x * c) / (2 - c);
}

/** r × coth(r / 2) − 2 by its series in r²: twice the Bernoulli numbers over factorials. Enough terms for |r| ≤ 0.35. */
function excess(square: number): number {
  return (
    square *
    (1 / 6 +
      square *
        (-1 / 360 +
          square *
            (1 / 15120 +
              square *
                (-1 / 604800 + square * (1 / 23950080 + square * (-691 / 653837184000 + square / 37362124800))))))
  );
}

const INVERSE_LN2 = Math.LOG2E;
/** ln 2 in two parts; the first ends in 20 zero bits, so that k times it is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** 2 to the power k at place k + 1022, for k from −1022 to 1023: halving and doubling are exact. */
const powersOfTwo = new Float64Array(2046);
for (let k = 0, up = 1, down = 1; k <= 1023; k++, up *= 2, down /= 2) {
  powersOfTwo[1022 + k] = up;
  if (k <= 1022) powersOfTwo[1022 - k] = down;
}

/** A table, for writing k into the exponent of a double would make the processor wait for its own memory. */
function powerOfTwo(k: number): number {
  return powersOfTwo[k + 1022] as number; // k from −1022 to 1023
}
