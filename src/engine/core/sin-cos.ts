/**
 * The sine, the same bits on every machine: see `exp` for why the engine has its own.
 *
 * The angle is reduced to an eighth of a turn around a multiple of a quarter; there the Taylor series ends fast. O(1).
 *
 * @param angle  in radians, up to a million; beyond that the reduction loses digits
 * @returns      in [−1, 1], within 1e-15
 * @example sin(0) // => 0
 * @source  Taylor 1715; reduction as in Cody & Waite 1980; agrees with mpmath
 */
export function sin(angle: number): number {
  return atQuarter(angle, 0);
}

/**
 * The cosine: the sine a quarter of a turn later. O(1).
 *
 * @param angle  in radians, up to a million
 * @returns      in [−1, 1], within 1e-15
 * @example cos(0) // => 1
 * @source  as `sin`
 */
export function cos(angle: number): number {
  return atQuarter(angle, 1);
}

/** π/2 in three parts of about 33 bits, so that a whole multiple of the first two is exact. */
const QUARTER_HIGH = 1.5707963267341256;
const QUARTER_MIDDLE = 6.077100506303966e-11;
const QUARTER_LOW = 2.0222662487959506e-21;

function atQuarter(angle: number, later: number): number {
  const turns = Math.floor(angle * (2 / Math.PI) + 0.5);
  const r = angle - turns * QUARTER_HIGH - turns * QUARTER_MIDDLE - turns * QUARTER_LOW;
  const quarter = (((turns + later) % 4) + 4) % 4;
  const value = quarter % 2 === 0 ? sineNearZero(r) : cosineNearZero(r);
  return quarter < 2 ? value : -value;
}

/** r − r³/3! + r⁵/5! − …, for |r| ≤ π/4, the last term first. */
function sineNearZero(r: number): number {
  const square = r * r;
  let sum = 0;
  for (let n = 17; n > 1; n -= 2) sum = (1 - sum) * (square / (n * (n - 1)));
  return r - r * sum;
}

/** 1 − r²/2! + r⁴/4! − …, likewise. */
function cosineNearZero(r: number): number {
  const square = r * r;
  let sum = 0;
  for (let n = 18; n > 0; n -= 2) sum = (1 - sum) * (square / (n * (n - 1)));
  return 1 - sum;
}
