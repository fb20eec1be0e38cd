import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import { wilsonInterval } from "#engine/core/wilson-interval.ts";
import { bootstrapInterval } from "#engine/metrics/bootstrap-interval.ts";
import { confusionCounts } from "#engine/metrics/confusion-counts.ts";
import type { Label } from "#engine/metrics/label-codes.ts";

/** What is measured: a share of rows, or any function of the rows. */
export type QualityMetric<Value extends Label = Label> =
  | {
      readonly share: "accuracy" | "precision" | "recall" | "specificity";
      /** For all but accuracy: the label that counts as positive; default 1, or true. */
      readonly positive?: Value | undefined;
    }
  | { readonly compute: (rows: { readonly actual: Value[]; readonly predicted: Value[] }) => number };

/** The measured quality with its interval, or why there is none. */
export type QualityValue =
  | { readonly status: "measured"; readonly value: number; readonly lower: number; readonly upper: number }
  | {
      readonly status: "too-few-labels" | "undefined";
      readonly value: null;
      readonly lower: null;
      readonly upper: null;
    };

/** Measures the labeled rows of one window. */
export function measureQuality<Value extends Label>({
  functionName,
  actual,
  predicted,
  metric,
  leastLabels,
  confidence,
  resamples,
  rng,
}: {
  readonly functionName: string;
  readonly actual: Value[];
  readonly predicted: Value[];
  readonly metric: QualityMetric<Value>;
  readonly leastLabels: number;
  readonly confidence: number;
  readonly resamples: number;
  readonly rng: Rng | undefined;
}): QualityValue {
  const nothing = { value: null, lower: null, upper: null } as const;
  requireMetric(functionName, metric);
  if (actual.length < leastLabels) return { status: "too-few-labels", ...nothing };
  if ("share" in metric) {
    const { successes, trials } = countShare({ actual, predicted, share: metric.share, positive: metric.positive });
    if (trials === 0) return { status: "undefined", ...nothing };
    const { estimate, lower, upper } = wilsonInterval({ successes, trials, confidence });
    return { status: "measured", value: estimate, lower, upper };
  }
  const take = (column: Value[], rows: Int32Array): Value[] => Array.from(rows, (row) => column[row] as Value); // a row
  const { estimate, lower, upper } = bootstrapInterval({
    rowCount: actual.length,
    statistic: (rows) => metric.compute({ actual: take(actual, rows), predicted: take(predicted, rows) }),
    rng: requireRng({ functionName, rng: rng as Rng }), // a missing one is refused
    resamples,
    confidence,
  });
  if ([estimate, lower, upper].some(Number.isNaN)) return { status: "undefined", ...nothing };
  return { status: "measured", value: estimate, lower, upper };
}

function requireMetric(functionName: string, metric: unknown): void {
  if (typeof metric === "object" && metric !== null) {
    if ("share" in metric) {
      const options = ["accuracy", "precision", "recall", "specificity"];
      requireOneOf({ functionName, name: "share", value: metric.share as string, options }); // any other value is refused
      return;
    }
    if ("compute" in metric && typeof metric.compute === "function") return;
  }
  const got = metric === null ? "null" : typeof metric;
  throw new EngineError("wrong-type", `${functionName} requires a metric { share } or { compute }, got ${got}`, {
    function: functionName,
    argument: "metric",
    got,
  });
}

function countShare({
  actual,
  predicted,
  share,
  positive,
}: {
  readonly actual: readonly Label[];
  readonly predicted: readonly Label[];
  readonly share: "accuracy" | "precision" | "recall" | "specificity";
  readonly positive: Label | undefined;
}): { readonly successes: number; readonly trials: number } {
  if (share === "accuracy") {
    return { successes: actual.filter((label, row) => label === predicted[row]).length, trials: actual.length };
  }
  const { tp, fp, fn, tn } = confusionCounts({ actual, predicted, positive });
  if (share === "precision") return { successes: tp, trials: tp + fp };
  return share === "recall" ? { successes: tp, trials: tp + fn } : { successes: tn, trials: tn + fp };
}
