import { exp } from "#engine/core/exp.ts";
import { log } from "#engine/core/log.ts";
import type { Matrix } from "#engine/core/matrix.ts";
import type { Label } from "#engine/metrics/label-codes.ts";

/** What a class is taken to look like, one feature at a time. All rows of `means` … are one a class, length k × d. */
export type Likelihood =
  | {
      readonly shape: "gaussian";
      readonly means: readonly (readonly number[])[];
      readonly variances: readonly (readonly number[])[];
    }
  | { readonly shape: "multinomial"; readonly logShares: readonly (readonly number[])[] }
  | {
      readonly shape: "bernoulli";
      readonly logPresent: readonly (readonly number[])[];
      readonly logAbsent: readonly (readonly number[])[];
      readonly cutAt: number;
    };

/** A class is as likely as its share, times how likely each feature is within it, as if features knew nothing of each other. */
export type NaiveBayes = {
  readonly kind: "naive-bayes";
  readonly version: 1;
  readonly featureNames: readonly string[];
  readonly classes: readonly Label[];
  /** The logarithm of each class's share, length k. */
  readonly logPriors: readonly number[];
  readonly likelihood: Likelihood;
};

/** n × k probabilities, row after row. O(n × d × k). */
export function naiveBayesProbabilities({
  model,
  matrix,
}: {
  readonly model: NaiveBayes;
  readonly matrix: Matrix;
}): Float64Array {
  const { rowCount, columnCount: d, values } = matrix;
  const classCount = model.classes.length;
  const { slopes, squares, levels } = asScores(model);
  const cutAt = model.likelihood.shape === "bernoulli" ? model.likelihood.cutAt : undefined;
  const result = new Float64Array(rowCount * classCount);
  for (let row = 0; row < rowCount; row++) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classCount; k++) {
      let score = levels[k] ?? 0;
      for (let column = 0; column < d; column++) {
        const value = values[row * d + column] ?? 0;
        const at = k * d + column;
        if (squares !== undefined) {
          const distance = value - (slopes[at] ?? 0);
          score -= (squares[at] ?? 0) * distance * distance;
        } else {
          score += (cutAt === undefined ? value : value > cutAt ? 1 : 0) * (slopes[at] ?? 0);
        }
      }
      result[row * classCount + k] = score;
      if (score > highest) highest = score;
    }
    let sum = 0;
    for (let k = 0; k < classCount; k++) {
      const share = exp((result[row * classCount + k] ?? 0) - highest);
      result[row * classCount + k] = share;
      sum += share;
    }
    for (let k = 0; k < classCount; k++) result[row * classCount + k] = (result[row * classCount + k] ?? 0) / sum;
  }
  return result;
}

type Scores = {
  /** Factors of the features; for Gaussians the means. k × d */
  readonly slopes: Float64Array;
  /** For Gaussians 1 / (2 × variance). k × d */
  readonly squares: Float64Array | undefined;
  readonly levels: Float64Array;
};

/** Every shape's log likelihood as a level plus something of each feature. */
function asScores({ likelihood, logPriors }: NaiveBayes): Scores {
  const levels = Float64Array.from(logPriors);
  switch (likelihood.shape) {
    case "gaussian": {
      for (const [k, variances] of likelihood.variances.entries()) {
        for (const variance of variances) levels[k] = (levels[k] ?? 0) - log(2 * Math.PI * variance) / 2;
      }
      const squares = Float64Array.from(likelihood.variances.flat(), (variance) => 0.5 / variance);
      return { slopes: Float64Array.from(likelihood.means.flat()), squares, levels };
    }
    case "multinomial":
      return { slopes: Float64Array.from(likelihood.logShares.flat()), squares: undefined, levels };
    case "bernoulli": {
      for (const [k, absent] of likelihood.logAbsent.entries()) {
        for (const log of absent) levels[k] = (levels[k] ?? 0) + log;
      }
      const absent = likelihood.logAbsent.flat();
      const slopes = Float64Array.from(likelihood.logPresent.flat(), (log, at) => log - (absent[at] ?? 0));
      return { slopes, squares: undefined, levels };
    }
  }
}
