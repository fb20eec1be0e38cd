import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { squareUnit } from "#engine/core/square-unit.ts";

/** Standard deviation of a sample (divisor n − 1) about its mean; NaN for fewer than two values. */
export function sampleDeviation({ values, mean }: { readonly values: Float64Array; readonly mean: number }): number {
  if (values.length < 2) return Number.NaN;
  const distances = values.map((value) => value - mean);
  const unit = squareUnit([distances]);
  return Math.sqrt(compensatedSum(distances.map((distance) => (distance / unit) ** 2)) / (values.length - 1)) * unit;
}
