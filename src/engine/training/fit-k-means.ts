import { EngineError } from "#engine/core/errors.ts";
import { type Features, type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
import { createRng, type Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import type { KMeans } from "./k-means-model.ts";
import { seedCenters } from "./k-means-seeds.ts";
import { type LloydProgress, lloydSteps } from "./lloyd.ts";
import { cloudOf } from "./nearest-centers.ts";

export type KMeansOptions = {
  readonly features: Features;
  readonly clusters: number;
  readonly rng: Rng;
  readonly weights?: ArrayLike<number> | undefined;
  readonly restarts?: number;
  readonly start?: Features | undefined;
  readonly tolerance?: number;
  readonly maxIterations?: number;
};

/** `done` of `total` restarts, and how far the present one is. */
export type KMeansProgress = Progress & LloydProgress;

/**
 * k-means: the k points that lie closest to all rows, and with them a division of the rows into k clusters.
 *
 * Lloyd's method alternates two steps: each row goes to its nearest center, each center goes to the mean of its rows. Every step
 * lowers the inertia (the sum of squared distances), so it comes to rest, but perhaps in a bad place; so the first centers
 * are spread by k-means++ and the whole is done `restarts` times, of which the best counts. The method finds round clusters of
 * similar size and always finds k of them, whether they are there or not. Standardize the columns first.
 *
 * @param features       n × d, finite
 * @param clusters       k, 1 to n
 * @param rng            chance for the first centers; each restart has a seed of its own drawn from it
 * @param weights        0 or more, length n; left out = 1 each
 * @param restarts       default 10; 1 when `start` is given
 * @param start          the first centers, k × d, instead of k-means++
 * @param tolerance      converged when the centers move by less, in all, than this share of the columns' mean variance (squared distances), or when no row
 *                       changes its cluster; default 1e-4
 * @param maxIterations  of each run; default 300
 * @returns              a model for `predictClusters`. O(restarts × iterations × n × d × k), in later iterations mostly less
 * @throws {EngineError} "too-few-rows" when fewer than k rows differ, "out-of-range", "not-finite", "wrong-type", "empty", "length-mismatch", "invalid-weight"
 * @example fitKMeans({ features: [[1], [3], [8], [10]], clusters: 2, rng: createRng(1) }).inertia // => 4
 * @source  Lloyd 1982; Arthur & Vassilvitskii 2007; Hamerly 2010; agrees with sklearn.cluster.KMeans from the same start
 */
export function fitKMeans(options: KMeansOptions): KMeans {
  return runToEnd(fitKMeansSteps(options));
}

/**
 * `fitKMeans` that hands over its progress between slices of rows and can be stopped with `return()`.
 *
 * @example runToEnd(fitKMeansSteps({ features: [[1], [3], [8], [10]], clusters: 2, rng: createRng(1) })).inertia // => 4
 */
export function* fitKMeansSteps(options: KMeansOptions): Steps<KMeansProgress, KMeans> {
  const functionName = "fitKMeans";
  const {
    features,
    clusters,
    rng,
    weights,
    start,
    restarts = start === undefined ? 10 : 1,
    tolerance = 1e-4,
    maxIterations = 300,
  } = requireOptions(functionName, options, [
    "features",
    "clusters",
    "rng",
    "weights",
    "restarts",
    "start",
    "tolerance",
    "maxIterations",
  ]);
  requireRng({ functionName, rng });
  const matrix = parseMatrix({ functionName, features });
  requireSquarable({ functionName, ...matrix });
  const { rowCount, columnCount: d } = matrix;
  requireNumber({ functionName, name: "clusters", value: clusters, least: 1, most: 1e6, whole: true });
  requireNumber({ functionName, name: "restarts", value: restarts, least: 1, whole: true });
  requireNumber({ functionName, name: "tolerance", value: tolerance, least: 0 });
  requireNumber({ functionName, name: "maxIterations", value: maxIterations, least: 1, whole: true });
  const counts =
    weights === undefined ? new Float64Array(rowCount).fill(1) : parseWeights({ functionName, weights, rowCount });
  requireRows({ functionName, counts, clusters });
  const given = start === undefined ? undefined : parseStart({ functionName, start, clusters, d });
  const shiftLimit = tolerance === 0 ? 0 : tolerance * meanVariance(matrix);
  const seeds = Array.from({ length: restarts }, () => rng.uint32());
  let best: KMeans | undefined;
  for (const [run, seed] of seeds.entries()) {
    const begin = { functionName, matrix, weights: counts, clusters, rng: createRng(seed) };
    const centers = given?.slice() ?? seedCenters(begin);
    const steps = lloydSteps({ matrix, weights: counts, centers, shiftLimit, maxIterations });
    for (;;) {
      const step = steps.next();
      if (step.done !== true) {
        yield { done: run, total: restarts, ...step.value };
        continue;
      }
      const { inertia, iterations, converged } = step.value;
      if (best === undefined || inertia < best.inertia) {
        const rows = Array.from({ length: clusters }, (_, k) => Array.from(centers.subarray(k * d, (k + 1) * d)));
        best = {
          kind: "k-means",
          version: 1,
          featureNames: [...matrix.names],
          centers: rows,
          inertia,
          iterations,
          converged,
        };
      }
      break;
    }
  }
  return best as KMeans; // at least one restart
}

function requireRows({
  functionName,
  counts,
  clusters,
}: {
  readonly functionName: string;
  readonly counts: Float64Array;
  readonly clusters: number;
}): void {
  const counting = counts.reduce((count, weight) => (weight > 0 ? count + 1 : count), 0);
  if (counting >= clusters) return;
  const text = `${functionName} requires at least ${clusters} rows for as many clusters, got ${counting}`;
  throw new EngineError("too-few-rows", text, { function: functionName, needed: clusters, got: counting });
}

function parseStart({
  functionName,
  start,
  clusters,
  d,
}: {
  readonly functionName: string;
  readonly start: Features;
  readonly clusters: number;
  readonly d: number;
}): Float64Array {
  const parsed = parseMatrix({ functionName, features: start, columnCount: d });
  if (parsed.rowCount === clusters) return parsed.values;
  const text = `${functionName} requires as many rows in start as clusters, ${clusters}, got ${parsed.rowCount}`;
  throw new EngineError("length-mismatch", text, {
    function: functionName,
    lengths: `${clusters}, ${parsed.rowCount}`,
  });
}

/** The mean over the columns of their variance. */
function meanVariance(matrix: Matrix): number {
  const { squares, d } = cloudOf(matrix);
  return squares.reduce((sum, square) => sum + square, 0) / (matrix.rowCount * d);
}
