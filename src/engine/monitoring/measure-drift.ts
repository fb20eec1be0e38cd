import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { countInBins } from "./count-in-bins.ts";
import {
  type Drift,
  type DriftBinning,
  type DriftMeasure,
  driftOfCategories,
  driftOfNumbers,
  requireMeasure,
} from "./drift-measure.ts";
import { fitCategories } from "./fit-categories.ts";

/**
 * How far one column has moved since a baseline, by the measure of your choice, and whether it could be chance.
 *
 * Numbers may be measured by any of "ks", "wasserstein" (in standard deviations of the baseline), or, over bins fitted
 * on the baseline, "psi", "jensen-shannon" (distance, base 2), "kullback-leibler" (with epsilon 0.0001),
 * "total-variation", "hellinger", "chi-square" (Cramér's V). Text and booleans, and numbers with `type: "category"`, by
 * all but the first two.
 *
 * `value` is the size of the change, and does not depend on how many rows there are except by noise. `pValue` is the
 * chance of such a change when nothing changed (KS test for numbers, chi-square test of homogeneity for categories);
 * with enough rows it is tiny for any change at all. Alarm when the change is large enough to matter *and* too large
 * for chance.
 *
 * @param baseline  numbers, text or booleans without missing values, length m
 * @param current   the same kind, length n
 * @param measure   default "ks" for numbers, "chi-square" for categories
 * @param type      "number" or "category"; default by the first value
 * @param binning   `strategy`, `bins`, `edges` as in `fitBins`
 * @returns         value with the settings it depends on, test statistic and p value. O(m + n) for long columns, exact KS adds O(m × n) up to 10⁶
 * @throws {EngineError} "empty", "wrong-type", "not-finite", "invalid-label", "out-of-range"; "constant-column" for
 *                       wasserstein
 * @example measureDrift({ baseline: [1, 2, 3, 4], current: [1, 2, 3, 4], measure: "psi" }).value // => 0
 * @example measureDrift({ baseline: ["a", "a", "b", "b"], current: ["a", "b", "b", "b"], measure: "total-variation" }).value // => 0.25
 */
export function measureDrift(options: {
  readonly baseline: ArrayLike<Label>;
  readonly current: ArrayLike<Label>;
  readonly type?: "number" | "category";
  readonly measure?: DriftMeasure;
  readonly binning?: DriftBinning;
}): Drift {
  const functionName = "measureDrift";
  const {
    baseline,
    current,
    type = typeof baseline?.[0] === "number" ? "number" : "category",
    measure = type === "number" ? "ks" : "chi-square",
    binning,
  } = requireOptions(functionName, options, ["baseline", "current", "type", "measure", "binning"]);
  requireSameLength(functionName, { baseline });
  requireSameLength(functionName, { current });
  requireMeasure({ functionName, name: "measure", measure, type });
  if (type === "category") {
    const bins = fitCategories({ baseline });
    return driftOfCategories({ bins, currentCounts: countInBins({ bins, values: current }), measure });
  }
  // parseNumbers refuses what is no number
  const before = parseNumbers({ functionName, name: "baseline", values: baseline as ArrayLike<number> });
  const after = parseNumbers({ functionName, name: "current", values: current as ArrayLike<number> });
  return driftOfNumbers({ baseline: sortNumbers(before), current: sortNumbers(after), measure, binning });
}
