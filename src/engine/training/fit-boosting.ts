import type { Features } from "#engine/core/matrix.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { parseBoostingOptions } from "./boosting-options.ts";
import { type BoostingRun, boost } from "./boosting-run.ts";
import type { ClassificationBoosting, RegressionBoosting } from "./tree-models.ts";
import type { ClassAnswers, ValueAnswers } from "./tree-rows.ts";

/** How boosting learns. */
export type BoostingOptions<Answers> = {
  /** n × d; NaN says that a value is missing. */
  readonly features: Features;
  /** 0 or more, length n; left out = 1 each. */
  readonly weights?: ArrayLike<number> | undefined;
  /** How many rounds; default 100. */
  readonly iterations?: number;
  /** The part of each tree's step that is taken, above 0, at most 1; default 0.1. */
  readonly learningRate?: number;
  /** "leaf-wise" (default): the most useful question next, wherever; "depth-wise": level by level. */
  readonly growth?: "leaf-wise" | "depth-wise";
  /** The most leaves of a tree; default 31. */
  readonly maxLeaves?: number;
  /** The most questions in a row; left out = as many as the leaves allow. */
  readonly maxDepth?: number | undefined;
  /** The fewest rows in a leaf; default 20. */
  readonly minLeafRows?: number;
  /** The least sum of curvatures in a leaf (minimum child weight); default 0.001. */
  readonly minLeafCurvature?: number;
  /** Pulls the steps of all leaves towards 0; default 0. */
  readonly l2Penalty?: number;
  /** The share of rows that each round draws, without putting back; above 0, at most 1; default 1. */
  readonly subsample?: number;
  /** The most bins of a column, 2 to 255; default 255. */
  readonly bins?: number;
  /** Rows that nothing is learned from, to see when to stop. */
  readonly validation?: { readonly features: Features } & Answers;
  /** With validation rows: how many rounds without a lower validation loss end the training; default 10. */
  readonly patience?: number;
  /** By how much the validation loss must fall to count as lower; default 1e-7. */
  readonly minImprovement?: number;
  /** The source of chance; needed when `subsample` is below 1. */
  readonly rng?: Rng | undefined;
} & Answers;

/** How far boosting has come, and how well it does. */
export type BoostingProgress = Progress & {
  readonly trainingLoss: number;
  /** Undefined without validation rows. */
  readonly validationLoss: number | undefined;
};

/**
 * Gradient boosting: a hundred small trees, each of which mends what those before it still get wrong.
 *
 * It starts with the best constant. Each round asks of every row in which direction its loss falls (the gradient: for numbers simply the
 * error) and how sharply it bends (the curvature), grows a small tree that groups rows with like needs, and lets each leaf take a
 * careful step, `learningRate` of the way to its best. On tables this is the method to beat.
 *
 * The loss is log loss for labels (with one tree a class and round where there are more than two) and half the squared error for targets. Features are sorted into
 * at most 255 bins first, so that a question costs one pass of counting, and of two sister leaves only the smaller is counted. Missing values go
 * to whichever side lowers the loss more. Too many rounds learn the noise: give `validation` rows, and training ends when their loss
 * has not fallen for `patience` rounds and keeps the trees up to the best round.
 *
 * Trees are cheap to predict with, but sums of a hundred of them are no longer read aloud: see `shapValues` and `featureImportance`.
 *
 * @returns  a model for `predictLabels`, `predictProbabilities` or `predictValues`; `history` has the loss after each round.
 *           O(n × d × iterations × depth / 2) at most, times k for k > 2 classes; memory 3 × n × d bytes
 * @throws {EngineError} "empty", "length-mismatch", "wrong-type", "not-finite" for infinity, "single-class", "invalid-label", "unknown-label",
 *                       "invalid-weight", "out-of-range" for an option
 * @example
 * const features = [[1], [2], [3], [4]];
 * const model = fitBoosting({ features, targets: [0, 0, 8, 8], iterations: 1, learningRate: 0.5, minLeafRows: 1 });
 * predictValues({ model, features }) // => [2, 2, 6, 6]
 * model.history.training // => [8, 2]
 * @source  Friedman 2001; Chen & Guestrin 2016; Ke et al. 2017; agrees with sklearn's HistGradientBoosting in test error
 */
export function fitBoosting(options: BoostingOptions<ClassAnswers>): ClassificationBoosting;
export function fitBoosting(options: BoostingOptions<ValueAnswers>): RegressionBoosting;
export function fitBoosting(
  options: BoostingOptions<ClassAnswers> | BoostingOptions<ValueAnswers>,
): ClassificationBoosting | RegressionBoosting {
  return runToEnd(boostingSteps("fitBoosting", options));
}

/**
 * `fitBoosting`, one round at a time: watch the loss fall, draw it, stop with `return()`.
 *
 * @returns  a generator of progress that returns what `fitBoosting` returns, bit by bit
 * @throws {EngineError} as `fitBoosting`, at once
 * @example
 * const steps = fitBoostingSteps({ features: [[1], [2]], targets: [0, 2], iterations: 5, minLeafRows: 1 });
 * steps.next().value.done // => 1
 */
export function fitBoostingSteps(
  options: BoostingOptions<ClassAnswers>,
): Steps<BoostingProgress, ClassificationBoosting>;
export function fitBoostingSteps(options: BoostingOptions<ValueAnswers>): Steps<BoostingProgress, RegressionBoosting>;
export function fitBoostingSteps(
  options: BoostingOptions<ClassAnswers> | BoostingOptions<ValueAnswers>,
): Steps<BoostingProgress, ClassificationBoosting> | Steps<BoostingProgress, RegressionBoosting> {
  // The overloads say which of the two it is.
  return boostingSteps("fitBoostingSteps", options) as Steps<BoostingProgress, ClassificationBoosting>;
}

function boostingSteps(
  functionName: string,
  options: BoostingOptions<ClassAnswers> | BoostingOptions<ValueAnswers>,
): Steps<BoostingProgress, ClassificationBoosting | RegressionBoosting> {
  requireOptions(functionName, options, [
    "features",
    "weights",
    "iterations",
    "learningRate",
    "growth",
    "maxLeaves",
    "maxDepth",
    "minLeafRows",
    "minLeafCurvature",
    "l2Penalty",
    "subsample",
    "bins",
    "validation",
    "patience",
    "minImprovement",
    "rng",
    "labels",
    "classWeights",
    "targets",
  ]);
  const run = parseBoostingOptions(functionName, options);
  return modelOf(run);
}

function* modelOf(run: BoostingRun): Steps<BoostingProgress, ClassificationBoosting | RegressionBoosting> {
  const { classes, matrix } = run.rows;
  const boosted = yield* boost(run);
  const featureNames = [...matrix.names];
  return classes === undefined
    ? { kind: "regression-boosting", version: 1, featureNames, ...boosted }
    : { kind: "classification-boosting", version: 1, featureNames, classes, ...boosted };
}
