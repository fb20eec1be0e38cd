import { log } from "#engine/core/log.ts";
import type { Features } from "#engine/core/matrix.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireClassProbabilities } from "./require-class-probabilities.ts";

/** How doubt is measured. */
export type UncertaintyMeasure = "least-confidence" | "margin" | "entropy";

/**
 * How unsure a model is of each row: the larger, the more there is to learn from its label.
 *
 * - "least-confidence": 1 − the largest probability: how likely the best guess is wrong.
 * - "margin": 1 − (largest − second largest): how close the two best guesses are, whatever the others do.
 * - "entropy": −Σ p ln p in nats: how much is unknown over all classes.
 *
 * With two classes all three put the rows in the same order; with more they differ: probabilities 0.5, 0.5, 0 are the most
 * doubtful by margin, 0.4, 0.3, 0.3 by the other two. O(n × classes).
 *
 * @param probabilities  n × k, rows summing to 1
 * @param measure        which one
 * @returns              length n; from 0 (sure) to 1 − 1/k, 1 or ln k
 * @throws {EngineError} "not-a-distribution", "out-of-range", "not-finite", "empty", "wrong-type", "length-mismatch"
 * @example uncertainty({ probabilities: [[0.5, 0.5, 0], [0.4, 0.3, 0.3]], measure: "margin" }) // => [1, 0.9]
 * @example uncertainty({ probabilities: [[0.5, 0.5], [1, 0]], measure: "entropy" }) // => [Math.log(2), 0]
 * @source  Settles 2012, Active Learning, chapter 2
 */
export function uncertainty(options: {
  readonly probabilities: Features;
  readonly measure: UncertaintyMeasure;
}): Float64Array {
  const functionName = "uncertainty";
  const { probabilities, measure } = requireOptions(functionName, options, ["probabilities", "measure"]);
  requireOneOf({ functionName, name: "measure", value: measure, options: ["least-confidence", "margin", "entropy"] });
  const { values, rowCount, columnCount } = requireClassProbabilities(functionName, probabilities);
  const doubts = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    let best = 0;
    let second = 0;
    let entropy = 0;
    for (let at = row * columnCount; at < (row + 1) * columnCount; at++) {
      const probability = values[at] ?? 0;
      if (probability > 0) entropy -= probability * log(probability);
      second = Math.max(second, Math.min(best, probability));
      best = Math.max(best, probability);
    }
    doubts[row] = measure === "entropy" ? entropy : measure === "margin" ? 1 - (best - second) : 1 - best;
  }
  return doubts;
}
