import { exp } from "#engine/core/exp.ts";
import { log } from "#engine/core/log.ts";
import { normalCdf } from "#engine/core/normal-cdf.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";

/** The z to be exceeded at each planned look. */
export type GroupSequentialBounds = {
  /** |z| beyond which one stops, look by look. */
  readonly z: readonly number[];
  /** The two-sided p value that is to be beaten at each look. */
  readonly pValues: readonly number[];
};

/**
 * Boundaries for an A/B test that is looked at a few planned times.
 *
 * Between one look at the end and a look after every row lies what clinical trials do: K looks at equal distances, each with
 * its own bound, so that all together raise a false alarm with the given chance. O'Brien–Fleming bounds, c × √(K / k), are
 * very strict at first and nearly those of a single test at the end; Pocock's are the same at all looks, which stops large
 * effects earlier and costs more at the end.
 *
 * The constant c is found by computing the chance to stay inside: the density of the running sum is carried from look to
 * look by numerical integration. O(looks × grid² × iterations): milliseconds for a few looks, 0.2 s for twenty.
 *
 * @param looks         K, from 1 to 20, at equal numbers of new rows
 * @param significance  two-sided, over all looks; default 0.05
 * @param shape         "obrien-fleming" (default) or "pocock"
 * @returns             bounds for |z| and for the p value, length K
 * @throws {EngineError} "out-of-range", "wrong-type", "not-finite"
 * @example groupSequentialBounds({ looks: 5 }).z.map((z) => z.toFixed(2)) // => ["4.56", "3.23", "2.63", "2.28", "2.04"]
 * @source  O'Brien & Fleming 1979; Armitage, McPherson & Rowe 1969; constants as in Jennison & Turnbull 2000, tables 2.1 and 2.3
 */
export function groupSequentialBounds(options: {
  readonly looks: number;
  readonly significance?: number;
  readonly shape?: "obrien-fleming" | "pocock";
}): GroupSequentialBounds {
  const functionName = "groupSequentialBounds";
  const {
    looks,
    significance = 0.05,
    shape = "obrien-fleming",
  } = requireOptions(functionName, options, ["looks", "significance", "shape"]);
  requireNumber({ functionName, name: "looks", value: looks, least: 1, most: 20, whole: true });
  requireNumber({ functionName, name: "significance", value: significance, least: 1e-6, most: 0.5 });
  requireOneOf<typeof shape>({ functionName, name: "shape", value: shape, options: ["obrien-fleming", "pocock"] });
  const boundsOf = (constant: number): readonly number[] =>
    Array.from({ length: looks }, (_, k) => (shape === "pocock" ? constant : constant * Math.sqrt(looks / (k + 1))));
  // The log of the chance falls nearly like a parabola; from 0.5 to 8 the chance runs from beyond 0.5 to below 1e-6.
  const constant = fallingRoot({
    valueAt: (c) => log(chanceToLeave(boundsOf(c)) / significance),
    low: 0.5,
    high: 8,
  });
  const z = boundsOf(constant);
  return { z, pValues: z.map((bound) => 2 * normalCdf(-bound)) };
}

/** Where a falling function is 0: false position, halving the weight of an end that stays (Illinois). */
function fallingRoot({
  valueAt,
  low,
  high,
}: {
  readonly valueAt: (x: number) => number;
  readonly low: number;
  readonly high: number;
}): number {
  let [left, right] = [low, high];
  let [leftValue, rightValue] = [valueAt(left), valueAt(right)];
  for (let turn = 0; turn < 60; turn++) {
    const x = right - (rightValue * (right - left)) / (rightValue - leftValue);
    const value = valueAt(x);
    if (Math.abs(value) < 1e-12 || right - left < 1e-12) return x;
    if (value > 0) {
      [left, leftValue] = [x, value];
      rightValue /= 2;
    } else {
      [right, rightValue] = [x, value];
      leftValue /= 2;
    }
  }
  return (left + right) / 2;
}

/** Points of Simpson's rule between the bounds; 64 intervals keep the constant to 1e-6 up to ten looks, to 2e-5 at twenty. */
const intervals = 64;

/** Chance that a standard random walk, divided by the root of its length, ever exceeds its bound in size. */
function chanceToLeave(z: readonly number[]): number {
  let left = 0;
  let points: readonly number[] = [0];
  let masses: readonly number[] = [1];
  for (const [k, bound] of z.entries()) {
    const edge = bound * Math.sqrt(k + 1);
    for (const [i, from] of points.entries()) {
      left += (masses[i] ?? 0) * (normalCdf(from - edge) + normalCdf(-edge - from));
    }
    if (k + 1 === z.length) return left;
    const step = (2 * edge) / intervals;
    const next = Array.from({ length: intervals + 1 }, (_, j) => -edge + j * step);
    masses = next.map((to, j) => {
      let density = 0;
      for (const [i, from] of points.entries()) density += (masses[i] ?? 0) * bell(to - from);
      const weight = j === 0 || j === intervals ? 1 : j % 2 === 1 ? 4 : 2;
      return (density * weight * step) / 3;
    });
    points = next;
  }
  return left;
}

function bell(x: number): number {
  return exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}
