import { EngineError } from "#engine/core/errors.ts";
import { parseBinaryLabels } from "#engine/core/parse-binary-labels.ts";
import { parseProbabilities } from "#engine/core/parse-probabilities.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/** Points of a reliability diagram, one for each bin that holds a row. */
export type CalibrationCurve = {
  /** The mean probability promised in the bin. */
  readonly meanPredicted: Float64Array;
  /** The share of the bin's rows that turned out positive. */
  readonly fractionPositive: Float64Array;
  /** How many rows fell into the bin. */
  readonly count: Float64Array;
};

/**
 * Calibration curve: among rows that were promised about 70 %, do about 70 % come true?
 *
 * Rows are sorted into bins by the promised probability, and each bin's mean promise is set against its share of
 * positives. On the diagonal, promises are kept; below it the model is too sure of the positive class. Ranking metrics
 * such as AUC do not see this at all: squaring every probability leaves AUC alone and ruins calibration.
 *
 * "uniform" bins have equal width and may be nearly empty, so look at `count`. "quantile" bins hold about equally many rows
 * each; where many probabilities tie, bins coincide and fewer come out. A value on an edge belongs to the lower bin.
 *
 * @param labels         0 or 1, length n
 * @param probabilities  of label 1, in [0, 1], length n
 * @param bins           how many bins, a whole number from 1 to 10,000; default 10
 * @param strategy       "uniform" (the default) or "quantile"
 * @returns              at most `bins` points, from low to high; empty bins are left out. O(n log bins), quantile O(n log n)
 * @throws {EngineError} "length-mismatch", "empty", "invalid-label", "not-finite", "out-of-range"
 * @example calibrationCurve({ labels: [0, 0, 1, 1], probabilities: [0.1, 0.2, 0.8, 0.9], bins: 2 }).fractionPositive // => [0, 1]
 * @source  agrees with sklearn.calibration.calibration_curve
 */
export function calibrationCurve(options: {
  readonly labels: ArrayLike<number>;
  readonly probabilities: ArrayLike<number>;
  readonly bins?: number | undefined;
  readonly strategy?: "uniform" | "quantile" | undefined;
}): CalibrationCurve {
  const functionName = "calibrationCurve";
  const {
    labels,
    probabilities,
    bins = 10,
    strategy = "uniform",
  } = requireOptions(functionName, options, ["labels", "probabilities", "bins", "strategy"]);
  const rowCount = requireSameLength(functionName, { labels, probabilities });
  const classes = parseBinaryLabels({ functionName, labels });
  const promised = parseProbabilities({ functionName, probabilities });
  requireOneOf({ functionName, name: "strategy", value: strategy, options: ["uniform", "quantile"] });
  requireBins(bins);
  const edges = strategy === "uniform" ? uniformEdges(bins) : quantileEdges({ promised, bins });
  const count = new Float64Array(bins);
  const promisedSum = new Float64Array(bins);
  const positives = new Float64Array(bins);
  for (let row = 0; row < rowCount; row++) {
    const probability = promised[row] ?? 0;
    const bin = edgesBelow(edges, probability);
    count[bin] = (count[bin] ?? 0) + 1;
    promisedSum[bin] = (promisedSum[bin] ?? 0) + probability;
    positives[bin] = (positives[bin] ?? 0) + (classes[row] ?? 0);
  }
  const isFilled = (_: number, bin: number): boolean => (count[bin] ?? 0) > 0;
  return {
    meanPredicted: promisedSum.map((sum, bin) => sum / (count[bin] ?? 0)).filter(isFilled),
    fractionPositive: positives.map((sum, bin) => sum / (count[bin] ?? 0)).filter(isFilled),
    count: count.filter(isFilled),
  };
}

function requireBins(bins: number): void {
  if (Number.isInteger(bins) && bins >= 1 && bins <= 10_000) return;
  const got = String(bins);
  throw new EngineError("out-of-range", `calibrationCurve requires bins from 1 to 10000, a whole number, got ${got}`, {
    function: "calibrationCurve",
    got,
  });
}

/** The edges between bins of equal width, as multiples of the rounded width, which is how numpy.linspace places them. */
function uniformEdges(bins: number): Float64Array {
  const width = 1 / bins;
  return Float64Array.from({ length: bins - 1 }, (_, i) => (i + 1) * width);
}

function quantileEdges({ promised, bins }: { readonly promised: Float64Array; readonly bins: number }): Float64Array {
  const sorted = promised.slice().sort();
  return uniformEdges(bins).map((share) => {
    const position = share * (sorted.length - 1);
    const below = Math.floor(position);
    const low = sorted[below] ?? 0;
    const high = sorted[below + 1] ?? low;
    const step = position - below;
    // From the nearer end, so that the result never leaves [low, high].
    return step < 0.5 ? low + (high - low) * step : high - (high - low) * (1 - step);
  });
}

/** How many edges lie below the value: its bin. Binary search. */
function edgesBelow(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
