import type { TreeModel } from "./tree-models.ts";
import type { TreeNodes } from "./tree-nodes.ts";

/** Any model of trees in one form: score of output o = baseline[o] + scale × the sum of what the trees say. */
export type TreeEnsemble = {
  readonly trees: readonly TreeNodes[];
  /** How many numbers a leaf holds: k in trees and forests for classes, else 1. */
  readonly leafWidth: number;
  /** Scores a row: k, or 1. */
  readonly outputCount: number;
  readonly baseline: readonly number[];
  readonly scale: number;
};

/**
 * The scores of a tree or forest are its predictions (shares of classes, or means); those of boosting are log-odds or logits,
 * which become probabilities at the very end. With one number a leaf, tree t belongs to output t mod `outputCount`.
 */
export function ensembleOf(model: TreeModel): TreeEnsemble {
  switch (model.kind) {
    case "classification-tree":
    case "regression-tree": {
      const leafWidth = model.kind === "regression-tree" ? 1 : model.classes.length;
      return averageOf([model.nodes], leafWidth);
    }
    case "classification-forest":
      return averageOf(model.trees, model.classes.length);
    case "regression-forest":
      return averageOf(model.trees, 1);
    case "classification-boosting":
    case "regression-boosting": {
      const { trees, baseline } = model;
      return { trees, leafWidth: 1, outputCount: baseline.length, baseline, scale: 1 };
    }
  }
}

function averageOf(trees: readonly TreeNodes[], leafWidth: number): TreeEnsemble {
  const baseline = Array.from({ length: leafWidth }, () => 0);
  return { trees, leafWidth, outputCount: leafWidth, baseline, scale: 1 / trees.length };
}
