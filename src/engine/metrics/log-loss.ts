import { log } from "#engine/core/log.ts";
import { parseBinaryLabels } from "#engine/core/parse-binary-labels.ts";
import { parseProbabilities } from "#engine/core/parse-probabilities.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { weightedMean } from "#engine/core/weighted-mean.ts";

/**
 * Log loss: the mean surprise at what happened, given the probabilities that were promised. Cross-entropy in nats.
 *
 * A row costs −ln of the probability the model gave to what came true: 0.9 costs 0.105, 0.5 costs 0.693, 0.01 costs 4.6.
 * Being sure and wrong is punished without mercy, which is why models are trained on it: it is best, on average, to say
 * the probability one believes. A model that says the base rate for every row is the one to beat.
 *
 * A promise of exactly 0 that comes true would cost infinity; probabilities are moved away from 0 and 1 by the machine
 * epsilon of a double (2⁻⁵² ≈ 2.2e-16), so the worst row costs 36.04. Older libraries clip at 1e-15.
 *
 * @param labels         0 or 1, length n; one class may be absent
 * @param probabilities  of label 1, in [0, 1], length n
 * @param weights        how many rows each row stands for, length n; default 1 each
 * @returns              0 or more, smaller is better. O(n)
 * @throws {EngineError} "length-mismatch", "empty", "invalid-label", "not-finite", "out-of-range", "invalid-weight"
 * @example logLoss({ labels: [1, 0], probabilities: [0.9, 0.2] }) // => (-Math.log(0.9) - Math.log(0.8)) / 2
 * @source  Good 1952; agrees with sklearn.metrics.log_loss of 1.5 and later
 */
export function logLoss(options: {
  readonly labels: ArrayLike<number>;
  readonly probabilities: ArrayLike<number>;
  readonly weights?: ArrayLike<number> | undefined;
}): number {
  const functionName = "logLoss";
  const { labels, probabilities, weights } = requireOptions(functionName, options, [
    "labels",
    "probabilities",
    "weights",
  ]);
  const rowCount = requireSameLength(functionName, { labels, probabilities });
  const classes = parseBinaryLabels({ functionName, labels });
  const promised = parseProbabilities({ functionName, probabilities });
  const losses = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const ofPositive = promised[row] ?? 0;
    losses[row] = surprise(classes[row] === 1 ? ofPositive : 1 - ofPositive);
  }
  return weightedMean({ values: losses, weights: weights && parseWeights({ functionName, weights, rowCount }) });
}

/**
 * −ln p for a p clipped to [2⁻⁵², 1 − 2⁻⁵²]: the cost of one promise that came true.
 *
 * @param probability  that was given to what happened, in [0, 1]
 * @returns            from 2.2e-16 to 36.04
 * @example surprise(0.5) // => Math.LN2
 */
export function surprise(probability: number): number {
  return -log(Math.min(Math.max(probability, Number.EPSILON), 1 - Number.EPSILON));
}
