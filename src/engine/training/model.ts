import type { MajorityClass } from "./fit-majority-class.ts";
import type { MeanValue } from "./fit-mean-value.ts";
import type { SingleRule } from "./fit-single-rule.ts";
import type { LinearModel } from "./linear-model.ts";
import type { LogisticRegression } from "./logistic-model.ts";
import type { NaiveBayes } from "./naive-bayes-model.ts";
import type { ClassificationNeighbors, RegressionNeighbors } from "./neighbors-models.ts";
import type { ClassificationNet, RegressionNet } from "./net.ts";
import type {
  ClassificationBoosting,
  ClassificationForest,
  ClassificationTree,
  RegressionBoosting,
  RegressionForest,
  RegressionTree,
} from "./tree-models.ts";

/** Fitted models that predict numbers: what `predictValues` takes. A new kind: one line here, one in `regressorKinds`, one in `predict-values.ts`. */
export type Regressor =
  | LinearModel
  | MeanValue
  | RegressionNeighbors
  | RegressionNet
  | RegressionTree
  | RegressionForest
  | RegressionBoosting;

/** Fitted models that predict classes: what `predictProbabilities` takes. A new kind: one line here, one in `classifierKinds`, one in `predict-probabilities.ts`. */
export type Classifier =
  | MajorityClass
  | SingleRule
  | LogisticRegression
  | NaiveBayes
  | ClassificationNeighbors
  | ClassificationNet
  | ClassificationTree
  | ClassificationForest
  | ClassificationBoosting;

/** Everything that this folder fits and predicts with. Each is plain data with `kind` and `version`. */
export type Model = Regressor | Classifier;

/** The version of each kind that can be read. */
export const regressorKinds: Readonly<Record<Regressor["kind"], 1>> = {
  "linear-regression": 1,
  ridge: 1,
  lasso: 1,
  "elastic-net": 1,
  "mean-value": 1,
  "regression-neighbors": 1,
  "regression-net": 1,
  "regression-tree": 1,
  "regression-forest": 1,
  "regression-boosting": 1,
};

export const classifierKinds: Readonly<Record<Classifier["kind"], 1>> = {
  "majority-class": 1,
  "single-rule": 1,
  "logistic-regression": 1,
  "naive-bayes": 1,
  "classification-neighbors": 1,
  "classification-net": 1,
  "classification-tree": 1,
  "classification-forest": 1,
  "classification-boosting": 1,
};

/** The kinds that know what to do where a value is missing (NaN); all others refuse it. */
export const kindsForMissing: ReadonlySet<string> = new Set<string>([
  "classification-tree",
  "regression-tree",
  "classification-forest",
  "regression-forest",
  "classification-boosting",
  "regression-boosting",
]);
