import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { rowsByValue } from "#engine/core/rows-by-value.ts";

/** A curve that only rises (or only falls): straight lines between its points. */
export type Isotonic = {
  readonly kind: "isotonic";
  readonly version: 1;
  /** Ascending, length m. */
  readonly scores: readonly number[];
  /** The value at each of the scores, length m. */
  readonly values: readonly number[];
};

/**
 * Isotonic regression: of all curves that never fall, the one closest to the targets; given scores and outcomes, a calibration.
 *
 * A score that ranks well need not be a probability. Of outcomes sorted by score this takes the means, and wherever a mean is lower
 * than the one before it, both are pooled into one until none falls (pool adjacent violators). The order of scores stays, ties
 * may appear. It assumes nothing about the shape, so it needs some thousand rows; with fewer, `fitPlatt`. Fit it on rows that
 * the model has not seen, or it learns how well the model remembers.
 *
 * @param scores      finite, length n; equal scores are averaged first
 * @param targets     outcomes of 0 and 1 for a calibration, or any numbers, length n
 * @param weights     0 or more, length n; left out = 1 each. Rows of weight 0 are left out
 * @param increasing  false for a curve that never rises; default true
 * @returns           for `calibrate`; between its points it goes straight, beyond them it stays level. O(n)
 * @throws {EngineError} "empty", "length-mismatch", "wrong-type", "not-finite", "invalid-weight"
 * @example fitIsotonic({ scores: [1, 2, 3, 4], targets: [0, 1, 0, 1] }).values // => [0, 0.5, 0.5, 1]
 * @source  Ayer et al. 1955; Zadrozny & Elkan 2002; agrees with sklearn.isotonic.IsotonicRegression(out_of_bounds="clip") to 1e-12
 */
export function fitIsotonic(options: {
  readonly scores: ArrayLike<number>;
  readonly targets: ArrayLike<number>;
  readonly weights?: ArrayLike<number> | undefined;
  readonly increasing?: boolean;
}): Isotonic {
  const functionName = "fitIsotonic";
  const {
    scores,
    targets,
    weights,
    increasing = true,
  } = requireOptions(functionName, options, ["scores", "targets", "weights", "increasing"]);
  const rowCount = requireSameLength(functionName, { scores, targets });
  const places = parseNumbers({ functionName, name: "scores", values: scores });
  const heights = parseNumbers({ functionName, name: "targets", values: targets });
  const counts =
    weights === undefined ? new Float64Array(rowCount).fill(1) : parseWeights({ functionName, weights, rowCount });
  const points = distinctPoints({ places, heights, counts, sign: increasing ? 1 : -1 });
  const pooled = poolViolators(points);
  return { kind: "isotonic", version: 1, ...corners({ points, pooled, sign: increasing ? 1 : -1 }) };
}

/** A mean and what it weighs. */
type Point = { readonly place: number; readonly mean: number; readonly weight: number };

/** One point a distinct score, ascending: the weighted mean of its targets. */
function distinctPoints({
  places,
  heights,
  counts,
  sign,
}: {
  readonly places: Float64Array;
  readonly heights: Float64Array;
  readonly counts: Float64Array;
  readonly sign: number;
}): readonly Point[] {
  const pairs = rowsByValue(places);
  const points: Point[] = [];
  for (let at = 0; at < pairs.length; ) {
    const place = pairs[at] ?? 0;
    let sum = 0;
    let weight = 0;
    for (; at < pairs.length && pairs[at] === place; at += 2) {
      const row = pairs[at + 1] ?? 0;
      sum += (counts[row] ?? 0) * (heights[row] ?? 0);
      weight += counts[row] ?? 0;
    }
    if (weight > 0) points.push({ place, mean: (sign * sum) / weight, weight });
  }
  return points;
}

/** The value of each point once no mean falls: a stack of pools, the top one swallowed while it is higher than what comes. */
function poolViolators(points: readonly Point[]): Float64Array {
  const pools: { mean: number; weight: number; size: number }[] = [];
  for (const { mean, weight } of points) {
    let pool = { mean, weight, size: 1 };
    for (let top = pools.at(-1); top !== undefined && top.mean >= pool.mean; top = pools.at(-1)) {
      const both = top.weight + pool.weight;
      pool = {
        mean: (top.mean * top.weight + pool.mean * pool.weight) / both,
        weight: both,
        size: top.size + pool.size,
      };
      pools.pop();
    }
    pools.push(pool);
  }
  return Float64Array.from(pools.flatMap(({ mean, size }) => new Array<number>(size).fill(mean)));
}

/** Only the ends of each level stretch are needed to draw the curve. */
function corners({
  points,
  pooled,
  sign,
}: {
  readonly points: readonly Point[];
  readonly pooled: Float64Array;
  readonly sign: number;
}): { readonly scores: number[]; readonly values: number[] } {
  const isCorner = (_: unknown, i: number): boolean =>
    i === 0 || i === pooled.length - 1 || pooled[i] !== pooled[i - 1] || pooled[i] !== pooled[i + 1];
  return {
    scores: points.filter(isCorner).map(({ place }) => place),
    values: Array.from(pooled.filter(isCorner), (value) => sign * value),
  };
}
