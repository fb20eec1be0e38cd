import { EngineError } from "#engine/core/errors.ts";
import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireConfidence } from "#engine/core/require-confidence.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { biasCorrectedLevels } from "./bias-corrected-levels.ts";

/** A statistic with the range of values that the sample can not rule out. */
export type BootstrapInterval = {
  /** The statistic on all rows. */
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  /** Standard deviation of the statistic over the resamples. */
  readonly standardError: number;
  /** Resamples on which the statistic was NaN; they are left out of the other numbers. */
  readonly undefinedCount: number;
};

/**
 * A confidence interval for any statistic, by drawing the rows again and again with replacement.
 *
 * One test set gives one accuracy; another of the same size would give another. How different? The sample stands in for
 * the world: draw n of its n rows, some twice, some not at all, compute the statistic, and repeat. The spread of the
 * results is the answer, for any statistic, without a formula.
 *
 * "percentile" takes the middle of the sorted results. "bca" moves its ends to correct for bias (the results lie to one
 * side of the estimate) and for a spread that changes with the value (acceleration, from leaving out one row at a time);
 * it is better for skewed statistics and costs n computations more.
 *
 * `strata` draws within each group, so each keeps its size: with the labels as strata, no resample lacks a class. Without,
 * a resample may have no positive; let the statistic return NaN then (`whenUndefined: NaN`), and `undefinedCount` tells
 * how often it happened. Other errors of the statistic pass through.
 *
 * Cost: `resamples` computations of the statistic (+ n for "bca") and O(n) draws each.
 *
 * @param rowCount    n
 * @param statistic   takes row numbers (with repetitions; length n, or n − 1 for "bca"), returns a number or NaN
 * @param rng         the source of chance; equal seeds give equal intervals
 * @param resamples   how often to draw, at least 2; default 1000; the ends of a 95 % interval need about that many
 * @param confidence  in (0, 1); default 0.95
 * @param method      "percentile" (default) or "bca"
 * @param strata      a group number for each row, length n
 * @returns           lower, upper and standardError are NaN when fewer than two resamples are defined
 * @throws {EngineError} "out-of-range" for an argument, "not-finite" when the statistic is infinite, "length-mismatch"
 * @example bootstrapInterval({ rowCount: 3, statistic: () => 0.9, rng: createRng(1) }).upper // => 0.9
 * @example bootstrapInterval({ rowCount: 4, statistic: (rows) => rows.length, rng: createRng(1) }).standardError // => 0
 * @source  Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapters 13 and 14; agrees with scipy.stats.bootstrap
 */
export function bootstrapInterval(options: {
  readonly rowCount: number;
  readonly statistic: (rows: Int32Array) => number;
  readonly rng: Rng;
  readonly resamples?: number;
  readonly confidence?: number;
  readonly method?: "percentile" | "bca";
  readonly strata?: ArrayLike<number> | undefined;
}): BootstrapInterval {
  const {
    rowCount,
    statistic,
    rng,
    resamples = 1000,
    confidence = 0.95,
    method = "percentile",
    strata,
  } = requireOptions(functionName, options, [
    "rowCount",
    "statistic",
    "rng",
    "resamples",
    "confidence",
    "method",
    "strata",
  ]);
  requireWhole({ argument: "rowCount", got: rowCount, least: 1 });
  requireWhole({ argument: "resamples", got: resamples, least: 2 });
  requireConfidence(functionName, confidence);
  requireMethod(method);
  const groups = rowsByStratum({ rowCount, strata });
  const measure = (rows: Int32Array): number => finiteOrNaN(statistic(rows));
  const estimate = measure(Int32Array.from({ length: rowCount }, (_, row) => row));
  const values = Float64Array.from({ length: resamples }, () => measure(resample({ rowCount, groups, rng })));
  const defined = values.filter((value) => !Number.isNaN(value)).sort();
  const undefinedCount = resamples - defined.length;
  if (defined.length < 2) {
    return { estimate, lower: Number.NaN, upper: Number.NaN, standardError: Number.NaN, undefinedCount };
  }
  const outside = (1 - confidence) / 2;
  const [low, high] =
    method === "percentile"
      ? [outside, 1 - outside]
      : biasCorrectedLevels({ estimate, sorted: defined, outside, measure, groups, rowCount });
  return {
    estimate,
    lower: quantileOfSorted({ sorted: defined, p: low }),
    upper: quantileOfSorted({ sorted: defined, p: high }),
    standardError: standardDeviation(defined),
    undefinedCount,
  };
}

const functionName = "bootstrapInterval";

/** Each place is filled by a random row of the stratum to which it belongs. */
function resample({
  rowCount,
  groups,
  rng,
}: {
  readonly rowCount: number;
  readonly groups: readonly Int32Array[];
  readonly rng: Rng;
}): Int32Array {
  const rows = new Int32Array(rowCount);
  for (const group of groups) {
    for (const place of group) rows[place] = group[rng.integer(group.length)] ?? 0;
  }
  return rows;
}

function rowsByStratum({
  rowCount,
  strata,
}: {
  readonly rowCount: number;
  readonly strata: ArrayLike<number> | undefined;
}): readonly Int32Array[] {
  if (strata === undefined) return [Int32Array.from({ length: rowCount }, (_, row) => row)];
  requireSameLength(functionName, { rows: { length: rowCount }, strata });
  const groups = new Map<number, number[]>();
  for (let row = 0; row < rowCount; row++) {
    const stratum = strata[row] ?? 0;
    const group = groups.get(stratum);
    if (group === undefined) groups.set(stratum, [row]);
    else group.push(row);
  }
  return [...groups.values()].map((rows) => Int32Array.from(rows));
}

/** Two passes: the mean, then the squared distances from it, divided by one less than their number. */
function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

function finiteOrNaN(value: number): number {
  if (Number.isFinite(value) || Number.isNaN(value)) return value;
  throw new EngineError("not-finite", `${functionName} requires a statistic that is finite or NaN, got ${value}`, {
    function: functionName,
    got: String(value),
  });
}

function requireWhole({
  argument,
  got,
  least,
}: {
  readonly argument: string;
  readonly got: number;
  readonly least: number;
}): void {
  if (Number.isInteger(got) && got >= least) return;
  throw new EngineError(
    "out-of-range",
    `${functionName} requires a whole ${argument} of ${least} or more, got ${got}`,
    {
      function: functionName,
      argument,
      got: String(got),
    },
  );
}

function requireMethod(method: string): void {
  if (method === "percentile" || method === "bca") return;
  throw new EngineError("out-of-range", `${functionName} requires method percentile or bca, got ${method}`, {
    function: functionName,
    argument: "method",
    got: method,
  });
}
