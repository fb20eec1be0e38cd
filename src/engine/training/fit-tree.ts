import type { Features } from "#engine/core/matrix.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { growTree } from "./tree-growth.ts";
import type { ClassificationTree, RegressionTree } from "./tree-models.ts";
import { pruneTree } from "./tree-pruning.ts";
import { type ClassAnswers, parseTreeRows, type ValueAnswers } from "./tree-rows.ts";

/** How a tree is grown. */
export type TreeOptions = {
  /** n × d; NaN says that a value is missing. */
  readonly features: Features;
  /** 0 or more, length n; left out = 1 each. */
  readonly weights?: ArrayLike<number> | undefined;
  /** "gini" (default) or "entropy" for labels; targets are split by squared error. */
  readonly criterion?: "gini" | "entropy";
  /** The most questions in a row; left out = as many as it takes. */
  readonly maxDepth?: number | undefined;
  /** Fewer rows than this are not split; default 2. */
  readonly minSplitRows?: number;
  /** No side of a question may keep fewer rows than this; default 1. */
  readonly minLeafRows?: number;
  /** What each leaf costs, in impurity; larger prunes more; default 0. */
  readonly complexityPenalty?: number;
};

/**
 * A decision tree: twenty questions, learned. Each node asks whether one feature is at most a threshold; a leaf answers with the
 * shares of the classes, or the mean of the targets, of the training rows that ended there.
 *
 * The tree is grown greedily: of all features and all gaps between neighboring values, it takes the question after which the
 * rows on both sides are least mixed, and goes on in both halves. Nothing needs scaling, any kink can be learned, and the tree can
 * be read aloud; but it is jumpy (a few other rows, another tree) and, let loose, learns its rows by heart. Hold it back with
 * `maxDepth` and `minLeafRows`, or let it grow and prune with `complexityPenalty` (see `pruningPath`).
 *
 * A missing value is information, too: every question is tried with the missing rows on either side, and "known or missing" is
 * itself a question. Where training saw no missing value, a missing one follows the larger side.
 *
 * Splits are exact (every gap is tried, the threshold halfway). Where two questions are equally good, the first feature and the lowest
 * threshold win; scikit-learn draws lots there. A question that gains nothing is still asked, as two of them may gain together.
 *
 * @returns  a model for `predictLabels`, `predictProbabilities` or `predictValues`. O(n × d × depth), memory O(n × d)
 * @throws {EngineError} "empty", "length-mismatch", "wrong-type", "not-finite" for infinity, "single-class", "invalid-label",
 *                       "invalid-weight", "unknown-label", "out-of-range" for an option
 * @example
 * const tree = fitTree({ features: [[1], [2], [8], [9]], labels: ["low", "low", "high", "high"] });
 * tree.nodes.threshold[0] // => 5
 * predictLabels({ model: tree, features: [[3], [7]] }) // => ["low", "high"]
 * @example predictValues({ model: fitTree({ features: [[1], [2], [8]], targets: [10, 20, 60], maxDepth: 1 }), features: [[0]] }) // => [15]
 * @source  Breiman, Friedman, Olshen & Stone 1984; agrees with sklearn.tree.DecisionTreeClassifier and DecisionTreeRegressor
 */
export function fitTree(options: TreeOptions & ClassAnswers): ClassificationTree;
export function fitTree(options: TreeOptions & ValueAnswers): RegressionTree;
export function fitTree(options: TreeOptions & (ClassAnswers | ValueAnswers)): ClassificationTree | RegressionTree {
  const functionName = "fitTree";
  const {
    criterion = "gini",
    maxDepth,
    minSplitRows = 2,
    minLeafRows = 1,
    complexityPenalty = 0,
    ...answers
  } = requireOptions(functionName, options, [
    "features",
    "weights",
    "criterion",
    "maxDepth",
    "minSplitRows",
    "minLeafRows",
    "complexityPenalty",
    "labels",
    "classWeights",
    "targets",
  ]);
  requireOneOf({ functionName, name: "criterion", value: criterion, options: ["gini", "entropy"] });
  const limits = requireLimits({ functionName, maxDepth, minSplitRows, minLeafRows });
  requireNumber({ functionName, name: "complexityPenalty", value: complexityPenalty, least: 0 });
  const rows = parseTreeRows({ functionName, ...answers });
  const featureNames = [...rows.matrix.names];
  const { classes } = rows;
  const grown = growTree({ rows, criterion: classes === undefined ? "squared-error" : criterion, ...limits });
  const tree =
    classes === undefined
      ? ({ kind: "regression-tree", version: 1, featureNames, ...grown } as const)
      : ({ kind: "classification-tree", version: 1, featureNames, classes, criterion, ...grown } as const);
  return complexityPenalty > 0 ? pruneTree({ tree, complexityPenalty }) : tree;
}

/** Depth and row limits, checked; a depth that was left out has no limit. */
export function requireLimits({
  functionName,
  maxDepth,
  minSplitRows,
  minLeafRows,
}: {
  readonly functionName: string;
  readonly maxDepth: number | undefined;
  readonly minSplitRows: number;
  readonly minLeafRows: number;
}): { readonly maxDepth: number; readonly minSplitRows: number; readonly minLeafRows: number } {
  const asked = maxDepth ?? 2 ** 31;
  return {
    maxDepth: requireNumber({ functionName, name: "maxDepth", value: asked, least: 1, whole: true }),
    minSplitRows: requireNumber({ functionName, name: "minSplitRows", value: minSplitRows, least: 2, whole: true }),
    minLeafRows: requireNumber({ functionName, name: "minLeafRows", value: minLeafRows, least: 1, whole: true }),
  };
}
