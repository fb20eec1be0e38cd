import { EngineError } from "#engine/core/errors.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { countNumbers } from "./count-numbers.ts";
import type { NumberBins } from "./fit-bins.ts";
import { type CategoryBins, requireLabel } from "./fit-categories.ts";

/** Bins of either kind, as `fitBins` and `fitCategories` make them. */
export type Bins = NumberBins | CategoryBins;

/**
 * Counts a sample in bins that were fitted on a baseline.
 *
 * @param bins    from `fitBins` or `fitCategories`
 * @param values  finite numbers for number bins; text, booleans or numbers for categories; length n
 * @returns       one count a bin, as `bins.counts` has them; they sum to n. O(n log bins), O(n) for categories
 * @throws {EngineError} "empty", "wrong-type", "not-finite", "invalid-label", "unsupported-version"
 * @example
 * const bins = fitBins({ baseline: [1, 2, 3, 4], edges: [2] });
 * countInBins({ bins, values: [-50, 2, 2.5, 1000] }) // => [2, 2]
 * @example
 * const bins = fitCategories({ baseline: ["cash", "card"] });
 * countInBins({ bins, values: ["card", "phone", "card"] }) // => [2, 0, 1]
 */
export function countInBins(options: { readonly bins: Bins; readonly values: ArrayLike<Label> }): readonly number[] {
  const functionName = "countInBins";
  const { bins, values } = requireOptions(functionName, options, ["bins", "values"]);
  requireFitted({ functionName, fitted: bins, kinds: { "number-bins": 1, "category-bins": 1 } });
  requireSameLength(functionName, { values });
  if (bins.kind === "category-bins") return countCategories({ bins, values });
  if (typeof values[0] !== "number") {
    const got = typeof values[0];
    throw new EngineError("wrong-type", `${functionName} requires numbers for number bins, got ${got}`, {
      function: functionName,
      argument: "values",
      got,
    });
  }
  const numbers = parseNumbers({ functionName, name: "values", values: values as ArrayLike<number> }); // checked there
  return countNumbers({ edges: bins.edges, values: numbers });
}

function countCategories({
  bins,
  values,
}: {
  readonly bins: CategoryBins;
  readonly values: ArrayLike<Label>;
}): readonly number[] {
  const places = new Map(bins.categories.map((category, place) => [category, place]));
  const counts = new Array<number>(bins.categories.length + 1).fill(0);
  for (let row = 0; row < values.length; row++) {
    const label = requireLabel({ functionName: "countInBins", value: values[row], row });
    const place = places.get(label) ?? bins.categories.length;
    counts[place] = (counts[place] as number) + 1; // place ≤ length
  }
  return counts;
}
