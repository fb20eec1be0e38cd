import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { EngineError } from "#engine/core/errors.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireConfidence } from "#engine/core/require-confidence.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { studentTSurvival } from "#engine/core/student-t-survival.ts";
import { type Alternative, intervalOf, pValueOf, requireAlternative } from "./alternative.ts";
import type { Comparison } from "./compare-proportions.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

/**
 * A/B test of two means (revenue, minutes, order value): Welch's t test.
 *
 * The difference of the means is measured in its standard error, √(s₁²/n₁ + s₂²/n₂). The two variances need not be equal,
 * which is why this test, and not Student's, is the one to use by default. Revenue has a long tail: with few rows one large
 * order decides everything, so look at the data before the p value. Cost: O(n).
 *
 * @param control      one number a person, at least two
 * @param treatment    one number a person, at least two
 * @param alternative  default "two-sided"
 * @param confidence   of the interval; default 0.95
 * @returns            means, difference, t, degrees of freedom (Welch–Satterthwaite), p value and interval
 * @throws {EngineError} "too-few-rows" below two in an arm, "constant-column" when neither arm varies, "empty", "not-finite", "wrong-type"
 * @example compareMeans({ control: [1, 2, 3], treatment: [3, 4, 5] }).difference // => 2
 * @source  Welch 1947, The generalization of Student's problem; agrees with R t.test (test/conformance)
 */
export function compareMeans(options: {
  readonly control: ArrayLike<number>;
  readonly treatment: ArrayLike<number>;
  readonly alternative?: Alternative;
  readonly confidence?: number;
}): Comparison {
  const functionName = "compareMeans";
  const {
    control,
    treatment,
    alternative = "two-sided",
    confidence = 0.95,
  } = requireOptions(functionName, options, ["control", "treatment", "alternative", "confidence"]);
  requireAlternative(functionName, alternative);
  requireConfidence(functionName, confidence);
  const one = momentsOf({ functionName, name: "control", values: control });
  const two = momentsOf({ functionName, name: "treatment", values: treatment });
  const difference = two.mean - one.mean;
  const squaredError = one.squaredError + two.squaredError;
  if (squaredError === 0) {
    throw new EngineError("constant-column", `${functionName} requires values that vary in some arm, got constants`, {
      function: functionName,
    });
  }
  const standardError = Math.sqrt(squaredError);
  const statistic = difference / standardError;
  // As shares, so that tiny variances do not underflow when squared.
  const share = one.squaredError / squaredError;
  const degreesOfFreedom = 1 / (share ** 2 / (one.count - 1) + (1 - share) ** 2 / (two.count - 1));
  return {
    controlMean: one.mean,
    treatmentMean: two.mean,
    difference,
    relativeDifference: one.mean === 0 ? Number.NaN : difference / one.mean,
    statistic,
    degreesOfFreedom,
    pValue: pValueOf({ statistic, survival: (t) => studentTSurvival({ statistic: t, degreesOfFreedom }), alternative }),
    ...intervalOf({
      estimate: difference,
      standardError,
      confidence,
      quantile: (p) => studentTQuantile({ p, degreesOfFreedom }),
      alternative,
    }),
  };
}

function momentsOf({
  functionName,
  name,
  values,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly values: ArrayLike<number>;
}): { readonly count: number; readonly mean: number; readonly squaredError: number } {
  const count = requireSameLength(functionName, { [name]: values });
  if (count < 2) {
    throw new EngineError("too-few-rows", `${functionName} requires at least two rows in ${name}, got ${count}`, {
      function: functionName,
      argument: name,
      got: count,
    });
  }
  const numbers = parseNumbers({ functionName, name, values });
  const mean = compensatedSum(numbers) / count;
  const squares = compensatedSum(numbers.map((value) => (value - mean) ** 2));
  if (!Number.isFinite(mean) || !Number.isFinite(squares)) {
    throw new EngineError(
      "not-finite",
      `${functionName} requires values whose squares are finite, got larger in ${name}`,
      {
        function: functionName,
        argument: name,
        got: "larger",
      },
    );
  }
  return { count, mean, squaredError: squares / (count - 1) / count };
}
