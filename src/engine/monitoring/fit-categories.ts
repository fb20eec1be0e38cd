import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { compareLabels, type Label } from "#engine/metrics/label-codes.ts";

/** The categories of a baseline, so that later samples can be counted by them. */
export type CategoryBins = {
  readonly kind: "category-bins";
  readonly version: 1;
  /** In the order of `compareLabels`: numbers by size, text by character codes. */
  readonly categories: readonly Label[];
  /** Rows of the baseline in each category; a last cell, 0 here, is for values that the baseline never had. */
  readonly counts: readonly number[];
};

/**
 * Takes the categories of a baseline column as bins: one for each value that occurs, and one for everything else.
 *
 * A new category in production (a new branch, a misspelled city) is drift of its own kind; it lands in the last cell, so
 * that no row is lost and every measure sees it.
 *
 * @param baseline  text, booleans or finite numbers, one kind, length n of at least 1
 * @returns         plain data; see `countInBins`. O(n + k log k) for k categories
 * @throws {EngineError} "empty", "wrong-type"; "invalid-label" for missing values, mixed kinds or what is no label;
 *                      "out-of-range" beyond 100,000 categories, which are values rather than categories
 * @example fitCategories({ baseline: ["b", "a", "b"] }).counts // => [1, 2, 0]
 */
export function fitCategories(options: { readonly baseline: ArrayLike<Label> }): CategoryBins {
  const { baseline } = requireOptions(functionName, options, ["baseline"]);
  requireSameLength(functionName, { baseline });
  const found = new Map<Label, number>();
  for (let row = 0; row < baseline.length; row++) {
    const value = requireLabel({ functionName, value: baseline[row], row });
    found.set(value, (found.get(value) ?? 0) + 1);
  }
  return categoryBins(found);
}

const functionName = "fitCategories";

/** Bins out of values and how often each occurs. */
export function categoryBins(found: ReadonlyMap<Label, number>): CategoryBins {
  const categories = [...found.keys()].sort(compareLabels);
  const kinds = new Set(categories.map((category) => typeof category));
  if (kinds.size > 1) {
    const got = [...kinds].join(" and ");
    throw new EngineError("invalid-label", `${functionName} requires categories of one type, got ${got}`, {
      function: functionName,
      got,
    });
  }
  if (categories.length > 100_000) {
    throw new EngineError(
      "out-of-range",
      `${functionName} requires at most 100000 categories, got ${categories.length}`,
      {
        function: functionName,
        got: categories.length,
      },
    );
  }
  const counts = [...categories.map((category) => found.get(category) ?? 0), 0];
  return { kind: "category-bins", version: 1, categories, counts };
}

/** The value, if it can be a category; -0 counts as 0. */
export function requireLabel({
  functionName: caller,
  value,
  row,
}: {
  readonly functionName: string;
  readonly value: unknown;
  readonly row: number;
}): Label {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value + 0;
  const got = value === null ? "null" : typeof value === "number" ? String(value) : typeof value;
  throw new EngineError(
    "invalid-label",
    `${caller} requires text, booleans or finite numbers as categories, got ${got} at row ${row}`,
    { function: caller, got, row },
  );
}
