import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireConfidence } from "#engine/core/require-confidence.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { type JoinedPredictions, joinLabels, type LabelRows, type PredictionRows } from "./join-labels.ts";
import { measureQuality, type QualityMetric, type QualityValue } from "./measure-quality.ts";

/** A model's quality in one window of time. */
export type QualityWindow = {
  /** Predictions made from here on, and before there. */
  readonly from: number;
  readonly to: number;
  /** Predictions in the window, those with a label, and their share (0 without predictions). */
  readonly predictions: number;
  readonly labeled: number;
  readonly coverage: number;
  /** Median time from prediction to label; null when unknown. */
  readonly medianDelay: number | null;
} & QualityValue;

/** A model's quality over time. */
export type QualityOverTime = {
  readonly windows: readonly QualityWindow[];
  /** Labels that belong to no prediction. */
  readonly unmatchedLabels: number;
};

type QualityOptions<Value extends Label> = {
  readonly predictions: PredictionRows<Value>;
  readonly labels: LabelRows<Value>;
  readonly windowLength: number;
  readonly step?: number | undefined;
  readonly from?: number | undefined;
  readonly asOf?: number | undefined;
  readonly metric: QualityMetric<Value>;
  readonly leastLabels?: number | undefined;
  readonly confidence?: number | undefined;
  readonly resamples?: number | undefined;
  readonly rng?: Rng | undefined;
};

/**
 * How good is the model, week by week, when the truth arrives late?
 *
 * Predictions and labels are joined by id and put into windows by the time of the *prediction*. A window is judged by
 * the labels that have come; `coverage` says what share that is. Recent windows have few, and often not a fair choice
 * of them (fraud is reported, the absence of fraud is not), so a window with fewer than `leastLabels` is not judged,
 * and none should be trusted before its coverage is that of older ones. With `asOf`, only labels that had arrived by
 * then count: what could have been known on that day.
 *
 * A share ("accuracy", "precision", "recall", "specificity") gets Wilson's interval; a function of your own gets a
 * bootstrap interval, which needs an rng. Two windows whose intervals overlap widely have not been shown to differ.
 *
 * @param predictions   `ids`, `times` (numbers in any unit), `predicted`; one row each
 * @param labels        `ids`, `actual`, and `times` of arrival where known
 * @param windowLength  in the unit of the times, above 0
 * @param step          from one window's start to the next; default windowLength; less makes windows overlap
 * @param from          start of the first window; default the earliest prediction
 * @param asOf          a time; labels that came later are not yet known
 * @param metric        `{ share: "accuracy" }`, `{ share: "recall", positive: "fraud" }` or `{ compute: ({ actual,
 *                      predicted }) => number }`
 * @param leastLabels   default 30
 * @param confidence    in (0, 1); default 0.95
 * @param resamples     of the bootstrap; default 1000
 * @param rng           the source of chance for the bootstrap
 * @returns             windows from the first to the one with the last prediction. O(n log n), and the bootstrap
 * @throws {EngineError} "duplicate-key" for an id that occurs twice, "length-mismatch", "empty", "not-finite",
 *                      "out-of-range" (also beyond 100,000 windows), "unknown-label", "invalid-label", "wrong-type"
 * @example
 * const predictions = { ids: [1, 2, 3, 4], times: [0, 1, 10, 11], predicted: [1, 0, 1, 1] };
 * const labels = { ids: [1, 2, 3], actual: [1, 0, 0] };
 * const { windows } = qualityOverTime({ predictions, labels, windowLength: 10, metric: { share: "accuracy" }, leastLabels: 1 });
 * windows.map(({ coverage }) => coverage) // => [1, 0.5]
 */
export function qualityOverTime<Value extends Label>(options: QualityOptions<Value>): QualityOverTime {
  return runToEnd(qualityOverTimeSteps(options));
}

/**
 * The same in slices, one a window: for bootstrap intervals over many windows.
 *
 * @example
 * const predictions = { ids: [1], times: [0], predicted: [1] };
 * const options = { predictions, labels: { ids: [1], actual: [1] }, windowLength: 1, metric: { share: "accuracy" } };
 * qualityOverTimeSteps(options).next().value // => { done: 1, total: 1 }
 */
export function* qualityOverTimeSteps<Value extends Label>(
  options: QualityOptions<Value>,
): Steps<Progress, QualityOverTime> {
  const {
    predictions,
    labels,
    windowLength,
    step = windowLength,
    from,
    asOf = Number.POSITIVE_INFINITY,
    metric,
    leastLabels = 30,
    confidence = 0.95,
    resamples = 1000,
    rng,
  } = requireOptions(functionName, options, [
    "predictions",
    "labels",
    "windowLength",
    "step",
    "from",
    "asOf",
    "metric",
    "leastLabels",
    "confidence",
    "resamples",
    "rng",
  ]);
  requireAbove0("windowLength", windowLength);
  requireAbove0("step", step);
  if (Number.isNaN(asOf) || (from !== undefined && !Number.isFinite(from)))
    throw outside("times as from and asOf", asOf);
  if (!(Number.isInteger(leastLabels) && leastLabels >= 1))
    throw outside("a whole leastLabels of 1 or more", leastLabels);
  requireConfidence(functionName, confidence);
  const joined = joinLabels({ functionName, predictions, labels, asOf });
  const start = from ?? joined.firstTime;
  const total = Math.max(0, Math.floor((joined.lastTime - start) / step) + 1);
  if (total > 100_000) throw outside("at most 100000 windows", total);
  if (joined.times.length * Math.min(total, Math.ceil(windowLength / step)) > 1e8)
    throw outside("windows that overlap less", windowLength);
  const windows: QualityWindow[] = [];
  for (let w = 0; w < total; w++) {
    const window = { from: start + w * step, to: start + w * step + windowLength };
    const { head, actual, predicted } = inWindow(joined, window);
    const value = measureQuality({ functionName, actual, predicted, metric, leastLabels, confidence, resamples, rng });
    windows.push({ ...window, ...head, ...value });
    yield { done: w + 1, total };
  }
  return { windows, unmatchedLabels: joined.unmatchedLabels };
}

const functionName = "qualityOverTime";

/** The rows of a window, with what is known of them. Rows are in the order of time. */
function inWindow<Value extends Label>(
  { times, predicted, actual, delays }: JoinedPredictions<Value>,
  { from, to }: { readonly from: number; readonly to: number },
): {
  readonly head: Pick<QualityWindow, "predictions" | "labeled" | "coverage" | "medianDelay">;
  readonly actual: Value[];
  readonly predicted: Value[];
} {
  const first = countBefore(times, from);
  const last = countBefore(times, to);
  const truths: Value[] = [];
  const claims: Value[] = [];
  const waits: number[] = [];
  for (let row = first; row < last; row++) {
    const truth = actual[row];
    if (truth === undefined) continue;
    truths.push(truth);
    claims.push(predicted[row] as Value); // one a row
    const delay = delays[row];
    if (delay !== undefined && !Number.isNaN(delay)) waits.push(delay);
  }
  const predictions = last - first;
  const labeled = truths.length;
  const coverage = predictions === 0 ? 0 : labeled / predictions;
  return { head: { predictions, labeled, coverage, medianDelay: median(waits) }, actual: truths, predicted: claims };
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] as number; // inside
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] as number)) / 2; // two or more
}

function countBefore(times: Float64Array, limit: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < limit)
      low = middle + 1; // middle < length
    else high = middle;
  }
  return low;
}

function requireAbove0(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw outside(`a finite ${name} above 0`, value);
}

function outside(need: string, got: unknown): EngineError {
  return new EngineError("out-of-range", `${functionName} requires ${need}, got ${String(got)}`, {
    function: functionName,
    got: String(got),
  });
}
