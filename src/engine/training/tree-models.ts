import type { Label } from "#engine/metrics/label-codes.ts";
import type { TreeNodes } from "./tree-nodes.ts";

/** One decision tree for classes; its values are the shares of the classes. */
export type ClassificationTree = {
  readonly kind: "classification-tree";
  readonly version: 1;
  readonly featureNames: readonly string[];
  readonly classes: readonly Label[];
  readonly criterion: "gini" | "entropy";
  readonly nodes: TreeNodes;
  /** How mixed the classes are in each node. */
  readonly impurity: readonly number[];
};

/** One decision tree for numbers; its values are means. */
export type RegressionTree = {
  readonly kind: "regression-tree";
  readonly version: 1;
  readonly featureNames: readonly string[];
  readonly nodes: TreeNodes;
  /** The variance of the targets in each node. */
  readonly impurity: readonly number[];
};

/** How well the trees of a forest predict rows that they have not seen. */
export type OutOfBag = {
  /** Accuracy for classes, R² for numbers; null where it is not defined or every tree saw every row. */
  readonly score: number | null;
  /** How many rows were left out by at least one tree, so that they could be asked. */
  readonly rowCount: number;
};

/** A random forest for classes: the mean of its trees' shares. */
export type ClassificationForest = {
  readonly kind: "classification-forest";
  readonly version: 1;
  readonly featureNames: readonly string[];
  readonly classes: readonly Label[];
  readonly trees: readonly TreeNodes[];
  readonly outOfBag: OutOfBag;
};

/** A random forest for numbers: the mean of its trees' means. */
export type RegressionForest = {
  readonly kind: "regression-forest";
  readonly version: 1;
  readonly featureNames: readonly string[];
  readonly trees: readonly TreeNodes[];
  readonly outOfBag: OutOfBag;
};

/** The loss after each iteration. */
export type BoostingHistory = {
  /** Before the first tree, then after each iteration: mean log loss for classes, half the mean squared error for numbers. */
  readonly training: readonly number[];
  /** The same on the validation rows; empty without them. */
  readonly validation: readonly number[];
};

/** Gradient boosting for classes: `baseline` plus the sum of the trees' steps are log-odds (two classes) or logits (more). */
export type ClassificationBoosting = {
  readonly kind: "classification-boosting";
  readonly version: 1;
  readonly featureNames: readonly string[];
  readonly classes: readonly Label[];
  /** Where the sum starts: one number for two classes, one a class for more. */
  readonly baseline: readonly number[];
  /** Iteration after iteration, and within one a tree for each entry of `baseline`. */
  readonly trees: readonly TreeNodes[];
  readonly history: BoostingHistory;
};

/** Gradient boosting for numbers: `baseline` plus the sum of the trees' steps. */
export type RegressionBoosting = {
  readonly kind: "regression-boosting";
  readonly version: 1;
  readonly featureNames: readonly string[];
  readonly baseline: readonly number[];
  readonly trees: readonly TreeNodes[];
  readonly history: BoostingHistory;
};

/** Every model made of trees. */
export type TreeModel =
  | ClassificationTree
  | RegressionTree
  | ClassificationForest
  | RegressionForest
  | ClassificationBoosting
  | RegressionBoosting;

/** The version of each kind that can be read. */
export const treeKinds: Readonly<Record<TreeModel["kind"], 1>> = {
  "classification-tree": 1,
  "regression-tree": 1,
  "classification-forest": 1,
  "regression-forest": 1,
  "classification-boosting": 1,
  "regression-boosting": 1,
};
