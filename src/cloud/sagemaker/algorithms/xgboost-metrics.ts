import { averagePrecision } from "#engine/metrics/average-precision.ts";
import { f1 } from "#engine/metrics/f-beta.ts";
import { logLoss } from "#engine/metrics/log-loss.ts";
import { rocAuc } from "#engine/metrics/roc-auc.ts";

/** What a row was, and what the model says of it: probabilities of each class, or one value. */
export type Judged = {
  readonly labels: Float64Array;
  /** n × width */
  readonly predictions: Float64Array;
  readonly width: number;
};

export type XgboostMetric = { readonly isBetterHigh: boolean; readonly of: (judged: Judged) => number };

const binary = (judged: Judged) => ({ labels: judged.labels, scores: judged.predictions });
const meanOf = ({ labels, predictions }: Judged, error: (label: number, value: number) => number): number =>
  labels.reduce((sum, label, row) => sum + error(label, predictions[row] ?? 0), 0) / labels.length;
const errorRate = (judged: Judged): number => meanOf(judged, (label, p) => ((p > 0.5 ? 1 : 0) === label ? 0 : 1));

/** The class with the highest probability; the first of equals. */
export function likeliest({ predictions, width }: Pick<Judged, "predictions" | "width">, row: number): number {
  let best = 0;
  for (let k = 1; k < width; k++) {
    if ((predictions[row * width + k] ?? 0) > (predictions[row * width + best] ?? 0)) best = k;
  }
  return best;
}

const multiError = (judged: Judged): number =>
  judged.labels.reduce((sum, label, row) => sum + (likeliest(judged, row) === label ? 0 : 1), 0) / judged.labels.length;

export const binaryMetrics: Readonly<Record<string, XgboostMetric>> = {
  auc: { isBetterHigh: true, of: (judged) => rocAuc({ ...binary(judged), whenUndefined: 0.5 }) },
  aucpr: { isBetterHigh: true, of: (judged) => averagePrecision({ ...binary(judged), whenUndefined: 0 }) },
  logloss: {
    isBetterHigh: false,
    of: ({ labels, predictions }) => logLoss({ labels, probabilities: predictions }),
  },
  error: { isBetterHigh: false, of: errorRate },
  accuracy: { isBetterHigh: true, of: (judged) => 1 - errorRate(judged) },
  f1: {
    isBetterHigh: true,
    of: (judged) => {
      const count = (label: number, said: number): number =>
        judged.labels.reduce(
          (sum, value, row) =>
            sum + (value === label && ((judged.predictions[row] ?? 0) > 0.5 ? 1 : 0) === said ? 1 : 0),
          0,
        );
      return f1({ tp: count(1, 1), fp: count(0, 1), fn: count(1, 0), tn: count(0, 0) }, { whenUndefined: 0 });
    },
  },
  rmse: { isBetterHigh: false, of: (judged) => Math.sqrt(meanOf(judged, (label, value) => (label - value) ** 2)) },
};

export const regressionMetrics: Readonly<Record<string, XgboostMetric>> = {
  rmse: { isBetterHigh: false, of: (judged) => Math.sqrt(meanOf(judged, (label, value) => (label - value) ** 2)) },
  mse: { isBetterHigh: false, of: (judged) => meanOf(judged, (label, value) => (label - value) ** 2) },
  mae: { isBetterHigh: false, of: (judged) => meanOf(judged, (label, value) => Math.abs(label - value)) },
};

export const multiMetrics: Readonly<Record<string, XgboostMetric>> = {
  mlogloss: {
    isBetterHigh: false,
    of: ({ labels, predictions, width }) =>
      labels.reduce(
        (sum, label, row) =>
          sum + logLoss({ labels: [1], probabilities: [Math.min(1, predictions[row * width + label] ?? 0)] }),
        0,
      ) / labels.length,
  },
  merror: { isBetterHigh: false, of: multiError },
  accuracy: { isBetterHigh: true, of: (judged) => 1 - multiError(judged) },
};
