import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { FeatureScores } from "./feature-scores.ts";

/**
 * The names of the columns that score best, the best first; of equal scores the earlier column comes first.
 *
 * Any scores will do: variances, mutual information, F, importances. Choose on the training rows only: columns that were
 * chosen by looking at the test rows will seem better than they are. A score of NaN is never chosen. O(d log d).
 *
 * @param scores  names and scores
 * @param count   at most so many; left out = all
 * @param above   only scores larger than this; left out = all
 * @returns       names, for `keepColumns` or `toMatrix`
 * @throws {EngineError} "wrong-type", "out-of-range" for options
 * @example selectBest({ scores: columnVariances({ features: [[1, 5, 2], [3, 5, 8]] }), above: 0 }) // => ["x2", "x0"]
 */
export function selectBest(options: {
  readonly scores: FeatureScores;
  readonly count?: number;
  readonly above?: number;
}): string[] {
  const functionName = "selectBest";
  const { scores, count, above } = requireOptions(functionName, options, ["scores", "count", "above"]);
  if (
    typeof scores !== "object" ||
    scores === null ||
    !Array.isArray(scores.names) ||
    scores.scores?.length !== scores.names.length
  ) {
    throw refusal({ code: "wrong-type", functionName, need: "names and as many scores", got: shown(scores) });
  }
  if (count !== undefined) requireNumber({ functionName, name: "count", value: count, least: 1, whole: true });
  const least =
    above === undefined ? Number.NEGATIVE_INFINITY : requireNumber({ functionName, name: "above", value: above });
  return scores.names
    .map((name, j) => ({ name, score: scores.scores[j] as number, j })) // one score a name
    .filter(({ score }) => (above === undefined ? !Number.isNaN(score) : score > least))
    .sort((a, b) => (a.score === b.score ? a.j - b.j : b.score > a.score ? 1 : -1))
    .slice(0, count)
    .map(({ name }) => name);
}
