import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ClassificationTree, RegressionTree } from "./tree-models.ts";
import { addLeaf, harvestTree, plantTree, splitLeaf, type TreeNodes } from "./tree-nodes.ts";

/**
 * Cost-complexity pruning: cuts back the branches that do not earn the cost of their leaves.
 *
 * A tree that may grow as it likes learns its rows by heart. Pruning names a price for each leaf, in units of impurity: a branch
 * stays only if it lowers the impurity of the whole tree by more than `complexityPenalty` for each leaf that it adds. Growing
 * first and pruning afterwards sees what stopping early cannot: a poor question that makes a very good one possible.
 *
 * @param tree               as `fitTree` returns it
 * @param complexityPenalty  0 or more; `pruningPath` lists the values at which something changes
 * @returns                  a smaller tree; the given one stays as it is. O(nodes)
 * @throws {EngineError} "out-of-range", "wrong-type", "unsupported-version"
 * @example pruneTree({ tree: fitTree({ features: [[1], [2], [3]], targets: [0, 1, 1] }), complexityPenalty: 1 }).nodes.feature // => [-1]
 * @source  Breiman, Friedman, Olshen & Stone 1984, chapter 3; agrees with ccp_alpha of sklearn.tree
 */
export function pruneTree<Tree extends ClassificationTree | RegressionTree>(options: {
  readonly tree: Tree;
  readonly complexityPenalty: number;
}): Tree {
  const functionName = "pruneTree";
  const { tree, complexityPenalty } = requireOptions(functionName, options, ["tree", "complexityPenalty"]);
  requireFitted({ functionName, fitted: tree, kinds: { "classification-tree": 1, "regression-tree": 1 } });
  requireNumber({ functionName, name: "complexityPenalty", value: complexityPenalty, least: 0 });
  const worth = worthOfBranches(tree.nodes, complexityPenalty);
  const { nodes, from } = copyWhere(tree.nodes, (node) => (worth[node] ?? 0) > 0);
  return { ...tree, nodes, impurity: from.map((node) => tree.impurity[node] ?? 0) };
}

/** What each branch lowers the impurity by, beyond the cost of its leaves; 0 where it had better be a leaf. */
function worthOfBranches({ feature, left, gain }: TreeNodes, complexityPenalty: number): Float64Array {
  const worth = new Float64Array(feature.length);
  // Children come after their parent, so that from the back both are known already.
  for (let node = feature.length - 1; node >= 0; node--) {
    const child = left[node] ?? -1;
    if (child < 0) continue;
    const own = (gain[node] ?? 0) - complexityPenalty + (worth[child] ?? 0) + (worth[child + 1] ?? 0);
    worth[node] = Math.max(0, own);
  }
  return worth;
}

/** The tree with those questions only; `from` says which old node each new one was. */
function copyWhere(
  nodes: TreeNodes,
  keeps: (node: number) => boolean,
): { readonly nodes: TreeNodes; readonly from: readonly number[] } {
  const outputCount = nodes.values.length / nodes.feature.length;
  const tree = plantTree(outputCount);
  const from = [0];
  addLeaf(tree, nodes.cover[0] ?? 0);
  for (let at = 0; at < from.length; at++) {
    const node = from[at] ?? 0;
    for (let k = 0; k < outputCount; k++) {
      tree.values[at * outputCount + k] = nodes.values[node * outputCount + k] ?? 0;
    }
    const child = nodes.left[node] ?? -1;
    if (child < 0 || !keeps(node)) continue;
    const split = {
      feature: nodes.feature[node] ?? 0,
      threshold: nodes.threshold[node] ?? 0,
      missingLeft: nodes.missingLeft[node] ?? false,
      gain: nodes.gain[node] ?? 0,
    };
    splitLeaf(tree, at, split, { left: nodes.cover[child] ?? 0, right: nodes.cover[child + 1] ?? 0 });
    from.push(child, child + 1);
  }
  return { nodes: harvestTree(tree), from };
}
