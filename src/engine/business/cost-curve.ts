import type { Undefined } from "#engine/core/ratio.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { rocCurve, type ScoredRows } from "#engine/metrics/index.ts";

/** The least cost that a model reaches, from "positives do not matter" (0) to "only positives matter" (1). */
export type CostCurve = {
  /** The x axis: share of the largest possible cost that missed positives make up. */
  readonly probabilityCost: Float64Array;
  /** Expected cost divided by that of getting everything wrong, at the best threshold. */
  readonly normalizedCost: Float64Array;
  /** The threshold that reaches it. */
  readonly thresholds: Float64Array;
  /** The same for the better of calling all or nobody positive: the bar to beat. */
  readonly trivialCost: Float64Array;
  /** Area under the curve: the mean cost if every point of the x axis is equally likely; at most 0.25. */
  readonly area: number;
};

/**
 * Cost curve: how good is a model if one does not know yet what errors cost or how rare positives will be?
 *
 * Both unknowns meet in one number, the probability cost: p(+) × cost of a miss / (p(+) × cost of a miss + p(−) × cost of a
 * false alarm). At each value the curve shows the least normalized cost, miss rate × pc + false-alarm rate × (1 − pc), over
 * all thresholds. Every ROC point is a straight line here, and the curve their lower envelope; where it touches the
 * trivial triangle, the model is of no use. Two models are compared by eye: the lower curve wins, in its range.
 *
 * Cost: O(n + points).
 *
 * @param labels         0 or 1, length n
 * @param scores         larger means more positive, finite, length n
 * @param weights        0 or more, length n; left out = 1 each
 * @param points         of the x axis, from 0 to 1 at equal distances; default 101
 * @param whenUndefined  the rate of an absent class, e.g. NaN
 * @returns              arrays of length `points`
 * @throws {EngineError} "single-class" when one class is absent and `whenUndefined` is left out; else as `rocCurve`
 * @example costCurve({ labels: [0, 1, 0, 1], scores: [0.1, 0.3, 0.4, 0.8], points: 5 }).normalizedCost // => [0, 0.125, 0.25, 0.125, 0]
 * @source  Drummond & Holte 2006, Cost curves: An improved method for visualizing classifier performance
 */
export function costCurve(options: ScoredRows & Undefined & { readonly points?: number }): CostCurve {
  const {
    points = 101,
    whenUndefined,
    ...rows
  } = requireOptions("costCurve", options, ["labels", "scores", "weights", "whenUndefined", "points"]);
  requireNumber({ functionName: "costCurve", name: "points", value: points, least: 2, most: 100_000, whole: true });
  const roc = rocCurve({ ...rows, whenUndefined });
  const hull = upperHull(roc.falsePositiveRate, roc.truePositiveRate);
  const costAt = (at: number, pc: number): number =>
    (1 - (roc.truePositiveRate[at] as number)) * pc + (roc.falsePositiveRate[at] as number) * (1 - pc); // a ROC point
  const probabilityCost = new Float64Array(points);
  const normalizedCost = new Float64Array(points);
  const thresholds = new Float64Array(points);
  // As misses matter more, the best point moves along the hull from "nobody" to "everybody".
  let on = 0;
  for (let i = 0; i < points; i++) {
    const pc = i / (points - 1);
    while (on + 1 < hull.length && costAt(hull[on + 1] as number, pc) < costAt(hull[on] as number, pc)) on++; // in range
    const at = hull[on] as number; // in range
    probabilityCost[i] = pc;
    normalizedCost[i] = costAt(at, pc);
    thresholds[i] = roc.thresholds[at] as number; // a ROC point
  }
  return {
    probabilityCost,
    normalizedCost,
    thresholds,
    trivialCost: probabilityCost.map((pc) => Math.min(pc, 1 - pc)),
    area: envelopeArea({ hull, costAt, x: roc.falsePositiveRate, y: roc.truePositiveRate }),
  };
}

/** Indices of the points that no straight line between others lies above, from (0, 0) to (1, 1). */
function upperHull(x: Float64Array, y: Float64Array): readonly number[] {
  const hull: number[] = [];
  for (let i = 0; i < x.length; i++) {
    while (hull.length >= 2 && !turnsRight(x, y, hull.at(-2) as number, hull.at(-1) as number, i)) hull.pop(); // two or more
    hull.push(i);
  }
  return hull;
}

function turnsRight(x: Float64Array, y: Float64Array, a: number, b: number, c: number): boolean {
  const dx = (x[b] as number) - (x[a] as number); // indices of the curve
  const dy = (y[b] as number) - (y[a] as number); // likewise
  return dx * ((y[c] as number) - (y[a] as number)) < dy * ((x[c] as number) - (x[a] as number)); // likewise
}

/** The exact area below the envelope: trapezoids between the points where one line takes over from another. */
function envelopeArea({
  hull,
  costAt,
  x,
  y,
}: {
  readonly hull: readonly number[];
  readonly costAt: (at: number, pc: number) => number;
  readonly x: Float64Array;
  readonly y: Float64Array;
}): number {
  let area = 0;
  let from = 0;
  for (const [i, at] of hull.entries()) {
    const next = hull[i + 1];
    // Lines of (x, y) and (x', y') cross where pc × (y' − y) = (1 − pc) × (x' − x).
    const dx = next === undefined ? 0 : (x[next] as number) - (x[at] as number); // hull points
    const dy = next === undefined ? 0 : (y[next] as number) - (y[at] as number); // hull points
    const to = next === undefined ? 1 : dx / (dx + dy);
    area += ((costAt(at, from) + costAt(at, to)) / 2) * (to - from);
    from = to;
  }
  return area;
}
