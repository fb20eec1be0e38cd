import { EngineError } from "#engine/core/errors.ts";
import { draw } from "./figure-sink.ts";
import { figureNumbers, words } from "./figure-values.ts";

export type HistogramOptions = {
  readonly title?: string;
  readonly xLabel?: string;
  readonly yLabel?: string;
  readonly values: ArrayLike<number | null>;
  /** Number of bins of equal width, 1 to 200; 20 unless said. */
  readonly bins?: number;
};

/**
 * Draws how often values fall into bins of equal width, from the smallest value to the largest. Missing values are left out.
 *
 * @throws {EngineError} "out-of-range" when bins is no whole number from 1 to 200, "empty" when there is no value
 * @example histogram({ values: [0.1, 0.2, 0.2, 0.7, 0.8, 0.9], bins: 5, xLabel: "score" })
 */
export function histogram({ title, xLabel, yLabel, values, bins = 20 }: HistogramOptions): void {
  const numbers = figureNumbers("histogram", "values", values).filter(Number.isFinite);
  if (!Number.isInteger(bins) || bins < 1 || bins > 200) {
    throw new EngineError("out-of-range", `histogram requires 1 to 200 bins, got ${String(bins)}`, {
      function: "histogram",
      argument: "bins",
      got: String(bins),
    });
  }
  if (numbers.length === 0) {
    throw new EngineError("empty", "histogram requires at least one value, got none", { function: "histogram" });
  }
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of numbers) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low === high) {
    low -= 0.5;
    high += 0.5;
  }
  const width = (high - low) / bins;
  const counts = new Float64Array(bins);
  for (const value of numbers) {
    const bin = Math.min(bins - 1, Math.floor((value - low) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + i * width));
  draw({
    kind: "histogram",
    title: words(title),
    xLabel: words(xLabel),
    yLabel: words(yLabel, "count"),
    edges,
    counts,
  });
}
