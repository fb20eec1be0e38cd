import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { presentValues } from "./present-values.ts";
import { refusal, shown } from "./refusal.ts";

/** Where the usual values end; plain data that survives `structuredClone` and JSON. */
export type OutlierFences = {
  readonly kind: "outlier-fences";
  readonly version: 1;
  readonly method: "iqr" | "z" | "mad";
  readonly factor: number;
  /** Values below are outliers. */
  readonly lower: number;
  /** Values above are outliers. */
  readonly upper: number;
  /** Median, or mean for "z". */
  readonly center: number;
  /** Interquartile range for "iqr", standard deviation for "z", MAD ÷ 0.6745 for "mad". */
  readonly spread: number;
};

/**
 * Fences around the usual values of a column, by one of three rules:
 *
 * - "iqr" (default): Tukey's box plot. The box holds the middle half; a fence stands 1.5 box lengths beyond each end.
 * - "z": mean ± 3 standard deviations (divided by n − 1). A huge outlier pulls the mean and widens the deviation until it hides
 *   itself: among 10 values none can ever be further than 2.85 deviations out.
 * - "mad": median ± 3.5 robust deviations, where MAD is the median distance from the median, and MAD ÷ 0.6745 what a bell
 *   curve would have as standard deviation. Half the values may be wrong before it fails. When more than half are equal
 *   MAD is 0, and 1.253314 × the mean distance from the median takes its place.
 *
 * An outlier is a question, not an error: a typing mistake, another unit, or the one case that matters. Fit on the training
 * rows, then ask `findOutliers` about any. Missing values (NaN) are left out. O(n log n)
 *
 * @param values  length n
 * @param method  default "iqr"
 * @param factor  default 1.5, 3 or 3.5 by method; 0 or more
 * @returns       plain data
 * @throws {EngineError} "too-few-rows" below two values, "constant-column" when all are equal, "not-finite", "out-of-range"
 * @example outlierFences({ values: [1, 2, 3, 4, 5] }).upper // => 7
 * @example outlierFences({ values: [1, 2, 3, 4, 100], method: "mad" }).upper // => 8.189028910303929
 * @source  Tukey 1977, Exploratory Data Analysis; Iglewicz & Hoaglin 1993, How to Detect and Handle Outliers
 */
export function outlierFences(options: {
  readonly values: ArrayLike<number>;
  readonly method?: "iqr" | "z" | "mad" | undefined;
  readonly factor?: number | undefined;
}): OutlierFences {
  const functionName = "outlierFences";
  const { values, method = "iqr", factor } = requireOptions(functionName, options, ["values", "method", "factor"]);
  requireOneOf({ functionName, name: "method", value: method, options: ["iqr", "z", "mad"] });
  const reach = factor ?? { iqr: 1.5, z: 3, mad: 3.5 }[method];
  requireNumber({ functionName, name: "factor", value: reach, least: 0, most: Number.MAX_VALUE });
  const numbers = parseValues(functionName, values);
  const sorted = presentValues(numbers).sort();
  const infinite = sorted.find((value) => !Number.isFinite(value));
  if (infinite !== undefined) {
    throw refusal({ code: "not-finite", functionName, need: "finite values", got: String(infinite) });
  }
  if (sorted.length < 2) {
    throw refusal({ code: "too-few-rows", functionName, need: "at least two values", got: String(sorted.length) });
  }
  if (sorted[0] === sorted[sorted.length - 1]) {
    throw refusal({ code: "constant-column", functionName, need: "values that vary", got: `only ${sorted[0]}` });
  }
  const head = { kind: "outlier-fences", version: 1, method, factor: reach } as const;
  if (method === "iqr") {
    const [low, center, high] = [0.25, 0.5, 0.75].map((p) => quantileOfSorted({ sorted, p })) as [
      number,
      number,
      number,
    ]; // three of three
    const spread = high - low;
    return { ...head, lower: low - reach * spread, upper: high + reach * spread, center, spread };
  }
  const { center, spread } = method === "z" ? meanAndDeviation(sorted) : medianAndDeviation(sorted);
  return { ...head, lower: center - reach * spread, upper: center + reach * spread, center, spread };
}

/** Which rows lie outside the fences, and how far every row lies from the center. */
export type Outliers = {
  /** Row numbers of the values outside, ascending. */
  readonly rows: readonly number[];
  /** (value − center) ÷ spread, length n; NaN where the value is missing. For "z" the z-score, for "mad" the modified one. */
  readonly scores: Float64Array;
};

/**
 * The values that lie outside the fences; a value on a fence is inside. Infinity is always outside, a missing value never.
 *
 * @param values  length n; the column that was fitted, or new rows of it
 * @param fences  from `outlierFences`
 * @returns       rows and scores. O(n)
 * @throws {EngineError} "wrong-type" for another kind of fitted thing or values that are no numbers; "unsupported-version"
 * @example findOutliers({ values: [3, 12, 4, -9], fences: outlierFences({ values: [1, 2, 3, 4, 5] }) }).rows // => [1, 3]
 */
export function findOutliers(options: {
  readonly values: ArrayLike<number>;
  readonly fences: OutlierFences;
}): Outliers {
  const functionName = "findOutliers";
  const { values, fences } = requireOptions(functionName, options, ["values", "fences"]);
  requireFitted({ functionName, fitted: fences, kinds: { "outlier-fences": 1 } });
  const { lower, upper, center, spread } = fences;
  const numbers = parseValues(functionName, values);
  const rows: number[] = [];
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row] as number; // row < n
    if (value < lower || value > upper) rows.push(row);
  }
  // A box without length: whatever differs from the center is infinitely many box lengths away.
  const scores = numbers.map((value) => (value === center ? 0 : (value - center) / spread));
  return { rows, scores };
}

function parseValues(functionName: string, values: ArrayLike<number>): Float64Array {
  if (values instanceof Float64Array) return values;
  if (typeof values !== "object" || values === null || !Number.isInteger(values.length)) {
    throw refusal({ code: "wrong-type", functionName, need: "a list of values", got: shown(values) });
  }
  const numbers = new Float64Array(values.length);
  for (let row = 0; row < numbers.length; row++) {
    const value = values[row];
    if (typeof value !== "number") {
      const got = `${shown(value)} at row ${row}`;
      throw refusal({ code: "wrong-type", functionName, need: "numbers", got, facts: { row } });
    }
    numbers[row] = value;
  }
  return numbers;
}

type CenterAndSpread = { readonly center: number; readonly spread: number };

function meanAndDeviation(values: Float64Array): CenterAndSpread {
  const center = compensatedSum(values) / values.length;
  const squares = compensatedSum(values.map((value) => (value - center) ** 2));
  return { center, spread: Math.sqrt(squares / (values.length - 1)) };
}

function medianAndDeviation(sorted: Float64Array): CenterAndSpread {
  const center = quantileOfSorted({ sorted, p: 0.5 });
  const distances = sorted.map((value) => Math.abs(value - center)).sort();
  const median = quantileOfSorted({ sorted: distances, p: 0.5 });
  if (median > 0) return { center, spread: median / 0.6745 };
  return { center, spread: (1.253314 * compensatedSum(distances)) / distances.length };
}
