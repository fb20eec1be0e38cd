import { EngineError } from "#engine/core/errors.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";
import { exactKsTail } from "./exact-ks-tail.ts";
import { kolmogorovSurvival } from "./kolmogorov-survival.ts";

/** Two samples compared by their distributions. */
export type KsTest = {
  /** The largest gap between the two distributions, in [0, 1]: the size of the effect. */
  readonly statistic: number;
  /** The chance of a gap this large or larger when both samples come from one source. */
  readonly pValue: number;
  /** How the p value was computed. */
  readonly method: "exact" | "asymptotic";
  /** The value at which the gap is widest (the smallest such value). */
  readonly location: number;
  /** Whether more of the current sample lies above that value ("higher") or below it ("lower"). */
  readonly direction: "higher" | "lower" | "none";
  /** Whether any value occurs twice. */
  readonly hasTies: boolean;
};

/**
 * Two-sample Kolmogorov–Smirnov test: do two samples look as if they came from one source?
 *
 * For every value x, compare the share of each sample that is at most x; the statistic is the largest difference. It
 * needs no bins and notices any change: a shift, a wider spread, a second hump. Two-sided.
 *
 * Read statistic and p value together. The statistic says how large the difference is, the p value only whether it
 * could be chance. With a million rows a gap of 0.003 is "significant" and matters to nobody; with fifty rows a gap of
 * 0.2 may be chance.
 *
 * "exact" counts all ways to deal the pooled values (m × n at most 10⁷); ties are taken into account, where SciPy
 * ignores them and so reports too large a p value. "asymptotic" is Kolmogorov's limit law with z = D √(mn/(m+n)), as in
 * R; SciPy's "asymp" uses the one-sample law for a finite n = mn/(m+n). Ties make the asymptotic p value too large.
 * "auto" is exact up to m × n = 10⁶.
 *
 * Cost: O((m + n) log (m + n)) for short columns, O(m + n) for long ones; exact adds O(m × n).
 *
 * @param baseline  finite numbers, length m
 * @param current   finite numbers, length n
 * @param method    "auto" (default), "exact" or "asymptotic"
 * @throws {EngineError} "empty", "wrong-type", "not-finite"; "out-of-range" for an unknown method or exact beyond 10⁷
 *                       pairs
 * @example ksTest({ baseline: [1, 2, 3, 4], current: [3, 4, 5, 6] }).statistic // => 0.5
 * @example ksTest({ baseline: [1, 2, 3], current: [4, 5, 6] }).pValue // => 0.1
 * @source  Smirnov 1939; agrees with scipy.stats.ks_2samp and R's ks.test (test/conformance)
 */
export function ksTest(options: {
  readonly baseline: ArrayLike<number>;
  readonly current: ArrayLike<number>;
  readonly method?: "auto" | "exact" | "asymptotic";
}): KsTest {
  const {
    baseline,
    current,
    method = "auto",
  } = requireOptions(functionName, options, ["baseline", "current", "method"]);
  requireOneOf({ functionName, name: "method", value: method, options: ["auto", "exact", "asymptotic"] });
  const first = sortNumbers(parseColumn("baseline", baseline));
  const second = sortNumbers(parseColumn("current", current));
  const pairs = first.length * second.length;
  if (method === "exact" && pairs > 1e7) {
    throw new EngineError(
      "out-of-range",
      `${functionName} requires at most 10000000 pairs for method exact, got ${pairs}`,
      { function: functionName, argument: "method", got: pairs },
    );
  }
  return ksOfSorted({
    baseline: first,
    current: second,
    isExact: method === "exact" || (method === "auto" && pairs <= 1e6),
  });
}

const functionName = "ksTest";

function parseColumn(name: string, values: ArrayLike<number>): Float64Array {
  requireSameLength(functionName, { [name]: values });
  return parseNumbers({ functionName, name, values });
}

/** The same from columns that are sorted already. */
export function ksOfSorted({
  baseline,
  current,
  isExact,
}: {
  readonly baseline: Float64Array;
  readonly current: Float64Array;
  readonly isExact: boolean;
}): KsTest {
  const m = baseline.length;
  const n = current.length;
  const isBreak = isExact ? new Uint8Array(m + n + 1) : undefined;
  // Whole numbers: i × n − j × m is the gap times m × n, exact below 2⁵³.
  let widest = 0;
  let location = Math.min(baseline[0] as number, current[0] as number); // neither is empty
  let distinct = 0;
  let i = 0;
  let j = 0;
  while (i < m || j < n) {
    const value = j >= n || (i < m && (baseline[i] as number) <= (current[j] as number)) ? baseline[i] : current[j]; // one is inside
    while (i < m && baseline[i] === value) i++;
    while (j < n && current[j] === value) j++;
    distinct++;
    if (isBreak !== undefined) isBreak[i + j] = 1;
    const gap = i * n - j * m;
    if (Math.abs(gap) > Math.abs(widest)) {
      widest = gap;
      location = value as number; // one of the two
    }
  }
  const gap = Math.abs(widest);
  const statistic = gap / (m * n);
  return {
    statistic,
    pValue:
      isBreak === undefined
        ? kolmogorovSurvival(statistic * Math.sqrt((m * n) / (m + n)))
        : exactKsTail({ sizes: [m, n], gap, isBreak }),
    method: isExact ? "exact" : "asymptotic",
    location,
    direction: widest === 0 ? "none" : widest > 0 ? "higher" : "lower",
    hasTies: distinct < m + n,
  };
}
