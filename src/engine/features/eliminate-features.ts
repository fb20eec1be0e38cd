import { type Features, type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { refusal } from "#engine/data/refusal.ts";
import { matrixOfColumns } from "./matrix-column.ts";

/** What is left after elimination, and how it came about. */
export type FeatureElimination = {
  /** Names of the columns that stay, in the order of the features. */
  readonly kept: readonly string[];
  /** 1 for columns that stay, 2 for those that went last, and so on; length d. */
  readonly ranking: readonly number[];
  /** Each round: the columns that were fitted, their importances, and which of them went. */
  readonly rounds: readonly {
    readonly columns: readonly string[];
    readonly importances: readonly number[];
    readonly dropped: readonly string[];
  }[];
};

export type EliminationOptions = {
  readonly features: Features;
  readonly importances: (features: Matrix) => ArrayLike<number>;
  readonly keep: number;
  readonly dropPerRound?: number;
};

/**
 * Recursive feature elimination: fit, drop the least important column, fit again, until `keep` are left.
 *
 * Looking at each column alone misses columns that help only together, and keeps twins that repeat each other. Here each
 * judgment is made by a model that sees all columns still there, and is made anew when one is gone. The price is a fit a
 * round. Pass a function that fits on the features it gets and returns one importance a column, larger for more important:
 * sizes of coefficients (of scaled columns), importances of a forest. Of equals the later column goes first.
 *
 * @param features      n × d
 * @param importances   fits on n × k features and returns k numbers
 * @param keep          how many stay, 1 to d
 * @param dropPerRound  how many go at a time, default 1
 * @returns             the columns that stay, a ranking, and the rounds
 * @throws {EngineError} "out-of-range", "length-mismatch" or "not-finite" for what the function returns, and what it throws
 * @example
 * const spread = (features) => columnVariances({ features }).scores;
 * eliminateFeatures({ features: [[1, 5, 2], [3, 5, 8]], importances: spread, keep: 1 }).ranking // => [2, 3, 1]
 * @source  Guyon et al. 2002; agrees with sklearn.feature_selection.RFE (test/conformance)
 */
export function eliminateFeatures(options: EliminationOptions): FeatureElimination {
  return runToEnd(eliminateFeaturesSteps(options));
}

/**
 * `eliminateFeatures` in slices of one fit each: the same result.
 *
 * @example runToEnd(eliminateFeaturesSteps({ features: [[1, 2]], importances: () => [1, 2], keep: 1 })).kept // => ["x1"]
 */
export function* eliminateFeaturesSteps(options: EliminationOptions): Steps<Progress, FeatureElimination> {
  const functionName = "eliminateFeatures";
  const {
    features,
    importances,
    keep,
    dropPerRound = 1,
  } = requireOptions(functionName, options, ["features", "importances", "keep", "dropPerRound"]);
  const matrix = parseMatrix({ functionName, features, missing: "keep" });
  const most = matrix.columnCount;
  requireNumber({ functionName, name: "keep", value: keep, least: 1, most, whole: true });
  requireNumber({ functionName, name: "dropPerRound", value: dropPerRound, least: 1, whole: true });
  if (typeof importances !== "function") {
    throw refusal({ code: "wrong-type", functionName, need: "importances as a function", got: typeof importances });
  }
  const nameOf = (place: number): string => matrix.names[place] ?? "";
  let left = matrix.names.map((_, place) => place);
  const gone: number[][] = [];
  const rounds: FeatureElimination["rounds"][number][] = [];
  const total = Math.ceil((most - keep) / dropPerRound);
  while (left.length > keep) {
    const values = importances(matrixOfColumns(matrix, left));
    requireSameLength(functionName, { features: left, importances: values });
    const found = parseNumbers({ functionName, name: "importances", values });
    const weakest = left
      .map((place, at) => ({ place, importance: found[at] as number })) // one importance a column
      .sort((a, b) => a.importance - b.importance || b.place - a.place)
      .slice(0, Math.min(dropPerRound, left.length - keep))
      .map(({ place }) => place);
    rounds.push({ columns: left.map(nameOf), importances: [...found], dropped: weakest.map(nameOf) });
    gone.push(weakest);
    left = left.filter((place) => !weakest.includes(place));
    yield { done: gone.length, total };
  }
  const ranking = matrix.names.map((_, place) => {
    const round = gone.findIndex((places) => places.includes(place));
    return round < 0 ? 1 : gone.length - round + 1;
  });
  return { kept: left.map(nameOf), ranking, rounds };
}
