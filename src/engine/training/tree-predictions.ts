import { exp } from "#engine/core/exp.ts";
import type { Matrix } from "#engine/core/matrix.ts";
import { ensembleOf } from "./tree-ensemble.ts";
import type {
  ClassificationBoosting,
  ClassificationForest,
  ClassificationTree,
  RegressionBoosting,
  RegressionForest,
  RegressionTree,
} from "./tree-models.ts";
import { treeScores } from "./tree-scores.ts";

/** What a model of trees says each row's number is, length n. */
export function treeValues(
  model: RegressionTree | RegressionForest | RegressionBoosting,
  matrix: Matrix,
): Float64Array {
  return treeScores(ensembleOf(model), matrix);
}

/** What a model of trees says each row's probabilities are, n × k, row after row. */
export function treeProbabilities(
  model: ClassificationTree | ClassificationForest | ClassificationBoosting,
  matrix: Matrix,
): Float64Array {
  const scores = treeScores(ensembleOf(model), matrix);
  return model.kind === "classification-boosting" ? scoresToProbabilities(scores, model.classes.length) : scores;
}

/** Log-odds (one score a row, two classes) or logits (k scores) as probabilities, n × k. O(n × k). */
export function scoresToProbabilities(scores: Float64Array, classCount: number): Float64Array {
  if (classCount === 2) {
    const probabilities = new Float64Array(2 * scores.length);
    for (let row = 0; row < scores.length; row++) {
      const score = scores[row] ?? 0;
      // The smaller of the two is computed and the other is the rest, so that neither loses digits.
      const power = exp(-Math.abs(score));
      const smaller = power / (1 + power);
      const larger = 1 / (1 + power);
      probabilities[2 * row] = score > 0 ? smaller : larger;
      probabilities[2 * row + 1] = score > 0 ? larger : smaller;
    }
    return probabilities;
  }
  const probabilities = new Float64Array(scores.length);
  for (let first = 0; first < scores.length; first += classCount) {
    let highest = scores[first] ?? 0;
    for (let k = 1; k < classCount; k++) highest = Math.max(highest, scores[first + k] ?? 0);
    let sum = 0;
    for (let k = 0; k < classCount; k++) {
      const power = exp((scores[first + k] ?? 0) - highest);
      probabilities[first + k] = power;
      sum += power;
    }
    for (let k = 0; k < classCount; k++) probabilities[first + k] = (probabilities[first + k] ?? 0) / sum;
  }
  return probabilities;
}
