import { parseBinaryLabels } from "#engine/core/parse-binary-labels.ts";
import { parseProbabilities } from "#engine/core/parse-probabilities.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { weightedMean } from "#engine/core/weighted-mean.ts";

/**
 * Brier score: the mean squared distance between the probability that was promised and what happened (0 or 1).
 *
 * Like log loss it is best served by saying what one believes, but a wrong certainty costs 1, not infinity, so a few
 * mad rows do not rule the score. Saying 0.5 to everything costs 0.25; saying the base rate p costs p (1 − p).
 *
 * @param labels         0 or 1, length n; one class may be absent
 * @param probabilities  of label 1, in [0, 1], length n
 * @param weights        how many rows each row stands for, length n; default 1 each
 * @returns              in [0, 1], smaller is better. O(n)
 * @throws {EngineError} "length-mismatch", "empty", "invalid-label", "not-finite", "out-of-range", "invalid-weight"
 * @example brierScore({ labels: [1, 0], probabilities: [0.5, 0.5] }) // => 0.25
 * @source  Brier 1950; agrees with sklearn.metrics.brier_score_loss
 */
export function brierScore(options: {
  readonly labels: ArrayLike<number>;
  readonly probabilities: ArrayLike<number>;
  readonly weights?: ArrayLike<number> | undefined;
}): number {
  const functionName = "brierScore";
  const { labels, probabilities, weights } = requireOptions(functionName, options, [
    "labels",
    "probabilities",
    "weights",
  ]);
  const rowCount = requireSameLength(functionName, { labels, probabilities });
  const classes = parseBinaryLabels({ functionName, labels });
  const promised = parseProbabilities({ functionName, probabilities });
  const losses = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) losses[row] = ((promised[row] ?? 0) - (classes[row] ?? 0)) ** 2;
  return weightedMean({ values: losses, weights: weights && parseWeights({ functionName, weights, rowCount }) });
}
