import { addExactly, exactTotal } from "#engine/core/exact-sum.ts";

/** What is known of the values in a window; small, and enough for count, sum, mean, least and largest. */
export type WindowTotals = {
  readonly count: number;
  /** The sum without rounding, as `addExactly` keeps it, so that the order of arrival leaves no trace. */
  readonly sumParts: readonly number[];
  readonly min: number;
  readonly max: number;
};

/** The totals of one value. */
export function totalsOf(value: number): WindowTotals {
  return { count: 1, sumParts: [value], min: value, max: value };
}

/** The totals of two windows together; in any order and any grouping the same. */
export function mergeTotals(a: WindowTotals, b: WindowTotals): WindowTotals {
  return {
    count: a.count + b.count,
    sumParts: b.sumParts.reduce<readonly number[]>(addExactly, a.sumParts),
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
  };
}

/** The figures that a result shows. */
export function figuresOf({ count, sumParts, min, max }: WindowTotals): {
  readonly count: number;
  readonly sum: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
} {
  const sum = exactTotal(sumParts);
  return { count, sum, mean: sum / count, min, max };
}
