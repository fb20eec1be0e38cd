import { EngineError } from "#engine/core/errors.ts";
import type { Features } from "#engine/core/matrix.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { requireLimits } from "./fit-tree.ts";
import { type ForestRun, growForest } from "./forest-run.ts";
import type { ClassificationForest, RegressionForest } from "./tree-models.ts";
import { type ClassAnswers, parseTreeRows, type ValueAnswers } from "./tree-rows.ts";

/** How a forest is grown. */
export type ForestOptions = {
  /** n × d; NaN says that a value is missing. */
  readonly features: Features;
  /** 0 or more, length n; left out = 1 each. */
  readonly weights?: ArrayLike<number> | undefined;
  /** The source of chance; equal seeds give equal forests. */
  readonly rng: Rng;
  /** How many trees; default 100. */
  readonly treeCount?: number;
  /** "gini" (default) or "entropy" for labels; targets are split by squared error. */
  readonly criterion?: "gini" | "entropy";
  /** The most questions in a row; left out = as many as it takes. */
  readonly maxDepth?: number | undefined;
  /** Fewer different rows than this are not split; default 2. */
  readonly minSplitRows?: number;
  /** No side of a question may keep fewer different rows than this; default 1. */
  readonly minLeafRows?: number;
  /** How many features are drawn for each question: "sqrt" of d (default for labels), "third" of d (default for targets), "all", or a number. */
  readonly featuresPerSplit?: "sqrt" | "third" | "all" | number;
  /** Whether each tree learns from n rows drawn with replacement (default) or from all rows as they are. */
  readonly bootstrap?: boolean;
};

/**
 * A random forest: many deep trees, each grown from other rows and other questions, and the mean of what they say.
 *
 * A single deep tree is right on average and wrong in its own way each time. The mean of many that err independently errs much less, so
 * the forest makes them differ: each tree learns from n rows drawn with replacement (so about 37 % of the rows are left out), and each question may
 * choose among a few features drawn anew for that question; drawn once for a tree, the trees would be blind rather than different. More trees never
 * overfit; they only cost time.
 *
 * The rows that a tree did not draw are a free test set: `outOfBag.score` is the accuracy (or R²) when each row is judged only by the
 * trees that never saw it. Features are sorted into at most 255 bins first, one for each value where a column has no more, as in boosting.
 *
 * @returns  a model for `predictLabels`, `predictProbabilities` or `predictValues`. O(trees × n × features per split × depth), memory n × d bytes
 * @throws {EngineError} "empty", "length-mismatch", "wrong-type", "not-finite" for infinity, "single-class", "invalid-label", "unknown-label",
 *                       "invalid-weight", "out-of-range" for an option
 * @example
 * const features = [[1], [2], [3], [11], [12], [13]];
 * const forest = fitForest({ features, labels: ["a", "a", "a", "b", "b", "b"], treeCount: 25, rng: createRng(7) });
 * predictLabels({ model: forest, features: [[0], [20]] }) // => ["a", "b"]
 * @source  Breiman 2001, Random Forests; agrees with sklearn.ensemble in test error
 */
export function fitForest(options: ForestOptions & ClassAnswers): ClassificationForest;
export function fitForest(options: ForestOptions & ValueAnswers): RegressionForest;
export function fitForest(
  options: ForestOptions & (ClassAnswers | ValueAnswers),
): ClassificationForest | RegressionForest {
  return runToEnd(forestSteps("fitForest", options));
}

/**
 * `fitForest`, tree by tree.
 *
 * @returns  a generator of progress (`done` of `total` trees) that returns what `fitForest` returns, bit by bit
 * @throws {EngineError} as `fitForest`, at once
 * @example fitForestSteps({ features: [[1], [2]], targets: [3, 4], treeCount: 5, rng: createRng(1) }).next().value // => { done: 1, total: 5 }
 */
export function fitForestSteps(options: ForestOptions & ClassAnswers): Steps<Progress, ClassificationForest>;
export function fitForestSteps(options: ForestOptions & ValueAnswers): Steps<Progress, RegressionForest>;
export function fitForestSteps(
  options: ForestOptions & (ClassAnswers | ValueAnswers),
): Steps<Progress, ClassificationForest> | Steps<Progress, RegressionForest> {
  // The overloads say which of the two it is.
  return forestSteps("fitForestSteps", options) as Steps<Progress, ClassificationForest>;
}

function forestSteps(
  functionName: string,
  options: ForestOptions & (ClassAnswers | ValueAnswers),
): Steps<Progress, ClassificationForest | RegressionForest> {
  const {
    rng,
    treeCount = 100,
    criterion = "gini",
    minSplitRows = 2,
    minLeafRows = 1,
    bootstrap = true,
  } = requireOptions(functionName, options, [
    "features",
    "weights",
    "rng",
    "treeCount",
    "criterion",
    "maxDepth",
    "minSplitRows",
    "minLeafRows",
    "featuresPerSplit",
    "bootstrap",
    "labels",
    "classWeights",
    "targets",
  ]);
  requireOneOf({ functionName, name: "criterion", value: criterion, options: ["gini", "entropy"] });
  requireNumber({ functionName, name: "treeCount", value: treeCount, least: 1, most: 100_000, whole: true });
  const limits = requireLimits({ functionName, maxDepth: options.maxDepth, minSplitRows, minLeafRows });
  if (typeof rng?.uint32 !== "function") {
    const text = `${functionName} requires rng, a source of chance, got ${typeof rng}`;
    throw new EngineError("wrong-type", text, { function: functionName, argument: "rng", got: typeof rng });
  }
  const rows = parseTreeRows({ functionName, ...options });
  const isClassifier = rows.classes !== undefined;
  const featuresPerSplit = countFeatures({
    functionName,
    asked: options.featuresPerSplit ?? (isClassifier ? "sqrt" : "third"),
    columnCount: rows.matrix.columnCount,
  });
  const kind = isClassifier ? criterion : "squared-error";
  return modelOf({ rows, rng, treeCount, bootstrap, limits: { ...limits, featuresPerSplit, criterion: kind } });
}

function countFeatures({
  functionName,
  asked,
  columnCount,
}: {
  readonly functionName: string;
  readonly asked: "sqrt" | "third" | "all" | number;
  readonly columnCount: number;
}): number {
  if (typeof asked === "number") {
    return requireNumber({
      functionName,
      name: "featuresPerSplit",
      value: asked,
      least: 1,
      most: columnCount,
      whole: true,
    });
  }
  requireOneOf({ functionName, name: "featuresPerSplit", value: asked, options: ["sqrt", "third", "all"] });
  if (asked === "all") return columnCount;
  return Math.max(1, Math.floor(asked === "sqrt" ? Math.sqrt(columnCount) : columnCount / 3));
}

function* modelOf(run: ForestRun): Steps<Progress, ClassificationForest | RegressionForest> {
  const { classes, matrix } = run.rows;
  const grown = yield* growForest(run);
  const featureNames = [...matrix.names];
  return classes === undefined
    ? { kind: "regression-forest", version: 1, featureNames, ...grown }
    : { kind: "classification-forest", version: 1, featureNames, classes, ...grown };
}
