import { EngineError } from "#engine/core/errors.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";
import { countValues } from "#engine/data/count-by.ts";
import type { Column, NumberColumn } from "#engine/data/table.ts";
import {
  type Drift,
  type DriftBinning,
  type DriftMeasure,
  driftOfCategories,
  driftOfNumbers,
} from "./drift-measure.ts";
import { categoryBins } from "./fit-categories.ts";
import { populationDeviation } from "./wasserstein-distance.ts";

/** A column beside its newer self: how far it moved, or why that cannot be said. */
export type Compared = {
  readonly head: { readonly name: string; readonly baselineMissingShare: number; readonly currentMissingShare: number };
  readonly drift?: Drift;
  readonly reason?: "missing-column" | "other-type" | "no-values" | "constant-baseline";
};

export function compareColumn({
  name,
  baseline,
  current,
  measures,
  binning,
}: {
  readonly name: string;
  readonly baseline: Column;
  readonly current: Column | undefined;
  readonly measures: { readonly number: DriftMeasure; readonly category: DriftMeasure };
  readonly binning: DriftBinning | undefined;
}): Compared {
  const head = {
    name,
    baselineMissingShare: missingShare(baseline),
    currentMissingShare: current === undefined ? 1 : missingShare(current),
  };
  if (current === undefined) return { head, reason: "missing-column" };
  // A column without any value has no type of its own, so this comes before the types.
  if (isEmpty(baseline) || isEmpty(current)) return { head, reason: "no-values" };
  if (current.type !== baseline.type) return { head, reason: "other-type" };
  if (baseline.type === "number" && current.type === "number") {
    const before = sortedValues(name, baseline);
    const measure = measures.number;
    if (measure === "wasserstein" && populationDeviation(before) === 0) return { head, reason: "constant-baseline" };
    return {
      head,
      drift: driftOfNumbers({ baseline: before, current: sortedValues(name, current), measure, binning }),
    };
  }
  const bins = categoryBins(new Map(countValues(baseline).map(({ value, count }) => [value, count])));
  const places = new Map(bins.categories.map((category, place) => [category, place]));
  const currentCounts = bins.counts.map(() => 0);
  for (const { value, count } of countValues(current)) {
    const place = places.get(value) ?? bins.categories.length;
    currentCounts[place] = (currentCounts[place] as number) + count; // place ≤ length
  }
  return { head, drift: driftOfCategories({ bins, currentCounts, measure: measures.category }) };
}

function rowCountOf(column: Column): number {
  return (column.type === "text" ? column.codes : column.values).length;
}

function isEmpty(column: Column): boolean {
  return rowCountOf(column) === column.missing;
}

function missingShare(column: Column): number {
  return rowCountOf(column) === 0 ? 0 : column.missing / rowCountOf(column);
}

/** The values that are there, ascending; infinity is refused by the name of its column. */
function sortedValues(name: string, column: NumberColumn): Float64Array {
  const values = column.missing === 0 ? column.values : column.values.filter((value) => !Number.isNaN(value));
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number; // row < length
    if (value - value !== 0) {
      throw new EngineError(
        "not-finite",
        `${functionName} requires finite values in ${JSON.stringify(name)}, got ${value}`,
        {
          function: functionName,
          argument: name,
          got: String(value),
        },
      );
    }
  }
  return sortNumbers(values);
}

const functionName = "compareTables";
