import { countAtThresholds, type ScoredRows, type ThresholdCounts } from "./count-at-thresholds.ts";

/**
 * The confusion counts at every threshold that makes a difference.
 *
 * A model gives scores; a decision needs a threshold: "call it positive when score >= threshold". Only the thresholds at
 * which some row changes sides matter, and those are the distinct scores. This function sorts the rows once and counts
 * true and false positives at each of them. ROC, AUC, precision–recall, average precision, DET, lift and expected cost
 * are all read off this one table, so they can not disagree.
 *
 * Rows of equal score move together: a threshold can not separate them. The first threshold is +Infinity, where nothing
 * is called positive. What is missing follows: fn = positives − tp, tn = negatives − fp. One class alone is allowed.
 * Weights count a row as often as they say; a row of weight 0 does not even add its score to the thresholds.
 *
 * Cost: O(n) time and space by radix sort (src/engine/core/sort-pairs.ts).
 *
 * @param labels   0 or 1, length n
 * @param scores   larger means more positive, finite, length n
 * @param weights  0 or more, length n; left out = 1 each
 * @returns        k distinct scores give arrays of length k + 1
 * @throws {EngineError} "empty", "length-mismatch", "wrong-type", "invalid-label", "not-finite", "invalid-weight"
 * @example thresholdCounts({ labels: [0, 1, 0, 1], scores: [0.1, 0.9, 0.6, 0.6] }).thresholds // => [Infinity, 0.9, 0.6, 0.1]
 * @example thresholdCounts({ labels: [0, 1, 0, 1], scores: [0.1, 0.9, 0.6, 0.6] }).tp // => [0, 1, 2, 2]
 * @example thresholdCounts({ labels: [0, 1, 0, 1], scores: [0.1, 0.9, 0.6, 0.6] }).fp // => [0, 0, 1, 2]
 * @source  Fawcett 2006, An introduction to ROC analysis, algorithm 1; counts agree with scikit-learn (test/conformance)
 */
export function thresholdCounts(rows: ScoredRows): ThresholdCounts {
  return countAtThresholds("thresholdCounts", rows);
}
