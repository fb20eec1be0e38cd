import { EngineError } from "#engine/core/errors.ts";
import { normalCdf } from "#engine/core/normal-cdf.ts";
import { normalQuantile } from "#engine/core/normal-quantile.ts";
import { requireConfidence } from "#engine/core/require-confidence.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { type Alternative, intervalOf, pValueOf, requireAlternative } from "./alternative.ts";

/** One arm of an experiment on a rate: how many of how many. */
export type SuccessCounts = { readonly successes: number; readonly trials: number };

/** Two arms compared. */
export type Comparison = {
  readonly controlMean: number;
  readonly treatmentMean: number;
  /** treatment − control. */
  readonly difference: number;
  /** Difference / control; NaN when the control is 0. */
  readonly relativeDifference: number;
  /** z, or Welch's t. */
  readonly statistic: number;
  /** Infinity for z. */
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** Confidence interval of the difference. */
  readonly lower: number;
  readonly upper: number;
};

/**
 * A/B test of two rates (conversion, churn, click): is the difference more than chance?
 *
 * z = difference / its standard error. If both arms had one rate, the best guess of it pools them, so the test uses the
 * pooled error; the interval does not assume equality and uses each arm's own. Meant for a sample size that was fixed
 * beforehand (`sampleSizePerGroup`): looking every day and stopping at the first p < 0.05 finds "winners" among equals far
 * more often than one time in twenty (see `alwaysValidTest`). Trustworthy from about ten successes and ten failures in
 * each arm. O(1).
 *
 * @param control      successes and trials
 * @param treatment    successes and trials
 * @param alternative  default "two-sided"
 * @param confidence   of the interval; default 0.95
 * @returns            rates, difference, z, p value and interval
 * @throws {EngineError} "out-of-range" for successes beyond trials or no trial, "undefined-ratio" when all or none succeeded in both arms
 * @example compareProportions({ control: { successes: 200, trials: 1000 }, treatment: { successes: 240, trials: 1000 } }).pValue // => 0.030837167826887
 * @source  Agresti 2013, Categorical Data Analysis, 3.1; agrees with R prop.test(correct = FALSE) (test/conformance)
 */
export function compareProportions(options: {
  readonly control: SuccessCounts;
  readonly treatment: SuccessCounts;
  readonly alternative?: Alternative;
  readonly confidence?: number;
}): Comparison {
  const functionName = "compareProportions";
  const {
    control,
    treatment,
    alternative = "two-sided",
    confidence = 0.95,
  } = requireOptions(functionName, options, ["control", "treatment", "alternative", "confidence"]);
  requireAlternative(functionName, alternative);
  requireConfidence(functionName, confidence);
  const p = rateOf({ functionName, name: "control", trial: control });
  const q = rateOf({ functionName, name: "treatment", trial: treatment });
  const pooled = (control.successes + treatment.successes) / (control.trials + treatment.trials);
  if (pooled === 0 || pooled === 1) {
    throw new EngineError(
      "undefined-ratio",
      `${functionName} requires a success and a failure in some arm, got a rate of ${pooled} in both`,
      { function: functionName, needs: "a success and a failure" },
    );
  }
  const difference = q - p;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / control.trials + 1 / treatment.trials));
  const statistic = difference / error;
  const standardError = Math.sqrt((p * (1 - p)) / control.trials + (q * (1 - q)) / treatment.trials);
  const interval = intervalOf({
    estimate: difference,
    standardError,
    confidence,
    quantile: normalQuantile,
    alternative,
  });
  return {
    controlMean: p,
    treatmentMean: q,
    difference,
    relativeDifference: p === 0 ? Number.NaN : difference / p,
    statistic,
    degreesOfFreedom: Number.POSITIVE_INFINITY,
    pValue: pValueOf({ statistic, survival: (z) => normalCdf(-z), alternative }),
    lower: Math.max(-1, interval.lower),
    upper: Math.min(1, interval.upper),
  };
}

/** The rate of an arm, checked. */
export function rateOf({
  functionName,
  name,
  trial,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly trial: SuccessCounts;
}): number {
  requireRecord({ functionName, name, value: trial });
  const { successes, trials } = trial;
  requireNumber({ functionName, name: `${name}.trials`, value: trials, least: 1, whole: true });
  requireNumber({ functionName, name: `${name}.successes`, value: successes, least: 0, most: trials, whole: true });
  return successes / trials;
}
