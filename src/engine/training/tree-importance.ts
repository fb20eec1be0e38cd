import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { ensembleOf } from "./tree-ensemble.ts";
import { type TreeModel, treeKinds } from "./tree-models.ts";

/** What a model of trees owes to one feature. */
export type FeatureImportance = {
  readonly name: string;
  /** The feature's share of all that splits lowered the training loss; all features sum to 1 (to 0 where no tree asks anything). */
  readonly gain: number;
  /** How many nodes ask for it. */
  readonly splitCount: number;
};

/**
 * Which features a model of trees leans on: by how much their questions lowered the training loss, and how often they are asked.
 *
 * It costs nothing, as the trees know it already, and it flatters: a feature with many different values has more chances to look useful on
 * the training rows, even pure noise; and of two features that say the same, one gets the credit by luck. Where a decision
 * depends on it, look at permutation importance on held-out rows, and at `shapValues` for single rows.
 *
 * In a forest each tree's shares count equally, as in scikit-learn; in boosting the gains are summed over all trees.
 *
 * @param model  a tree, forest or boosting, fresh or back from JSON
 * @returns      one entry a feature, in the order of the columns, length d. O(nodes)
 * @throws {EngineError} "wrong-type", "unsupported-version"
 * @example featureImportance({ model: fitTree({ features: [[1, 5], [2, 5], [3, 5]], targets: [0, 1, 1] }) })[0].gain // => 1
 * @source  Breiman et al. 1984; agrees with feature_importances_ of sklearn.tree
 */
export function featureImportance(options: { readonly model: TreeModel }): FeatureImportance[] {
  const { model } = requireOptions("featureImportance", options, ["model"]);
  requireFitted({ functionName: "featureImportance", fitted: model, kinds: treeKinds });
  const { featureNames } = model;
  const gains = new Float64Array(featureNames.length);
  const counts = new Int32Array(featureNames.length);
  const isForest = model.kind === "classification-forest" || model.kind === "regression-forest";
  for (const { feature, gain } of ensembleOf(model).trees) {
    const whole = gain.reduce((sum, one) => sum + one, 0);
    const share = isForest && whole > 0 ? 1 / whole : 1;
    for (const [node, asked] of feature.entries()) {
      if (asked < 0) continue;
      gains[asked] = (gains[asked] ?? 0) + share * (gain[node] ?? 0);
      counts[asked] = (counts[asked] ?? 0) + 1;
    }
  }
  const total = gains.reduce((sum, gain) => sum + gain, 0);
  return featureNames.map((name, at) => {
    return { name, gain: total > 0 ? (gains[at] ?? 0) / total : 0, splitCount: counts[at] ?? 0 };
  });
}
