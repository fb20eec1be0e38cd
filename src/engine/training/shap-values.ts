import type { Features, Matrix } from "#engine/core/matrix.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { parseModelFeatures } from "./model-features.ts";
import { explainTree, pathsFor, type ShapTree } from "./shap-tree.ts";
import { ensembleOf } from "./tree-ensemble.ts";
import { type TreeModel, treeKinds } from "./tree-models.ts";
import type { TreeNodes } from "./tree-nodes.ts";
import { outputNames } from "./tree-raw-scores.ts";

/** Why the model says what it says, row by row. */
export type ShapValues = {
  /** The mean score over the training rows, one an output: what the model says before it knows any feature. */
  readonly base: readonly number[];
  /** For each output n × d: by how much each feature moves the row's score away from the base. */
  readonly values: readonly Matrix[];
  /** What each output is: a class, or "value". */
  readonly outputs: readonly string[];
};

/**
 * SHAP values: a row's score, shared out fairly among its features.
 *
 * Tell the model the row's features one by one and note how its expectation moves with each; the move depends on what was told before, so average over all
 * orders. That average (the Shapley value) is the only way of sharing in which the shares add up to the whole, equal contributors get equal
 * shares, and who changes nothing gets nothing. So base + the sum of a row's values = its score (`predictScores`), exactly.
 *
 * A score is the prediction itself in trees and forests; in boosting for classes it is log-odds (two classes) or logits. "Not told yet" means that
 * both sides of a question are taken in proportion to the training rows that went there (path-dependent TreeSHAP). It explains the model, not
 * the world: of two features that say the same, the model may use one, and a large value is no proof of a cause.
 *
 * @param model     a tree, forest or boosting, fresh or back from JSON
 * @param features  n × d, with the columns that the model was fitted on; NaN = missing
 * @returns         exact, in O(n × trees × leaves × depth²)
 * @throws {EngineError} "wrong-type", "unsupported-version", "length-mismatch", "unknown-column", "not-finite" for infinity, "empty"
 * @example
 * const model = fitTree({ features: [[0, 7], [1, 7]], targets: [10, 20] });
 * shapValues({ model, features: [[1, 7]] }).base // => [15]
 * shapValues({ model, features: [[1, 7]] }).values[0].values // => [5, 0]
 * @source  Lundberg, Erion & Lee 2018, Consistent Individualized Feature Attribution for Tree Ensembles
 */
export function shapValues(options: { readonly model: TreeModel; readonly features: Features }): ShapValues {
  const { model, features } = requireOptions("shapValues", options, ["model", "features"]);
  return runToEnd(explain("shapValues", model, features));
}

/**
 * `shapValues`, a few rows at a time.
 *
 * @returns  a generator of progress (`done` of `total` rows) that returns what `shapValues` returns, bit by bit
 * @throws {EngineError} as `shapValues`, at once
 * @example
 * const model = fitTree({ features: [[0], [1]], targets: [10, 20] });
 * shapValuesSteps({ model, features: [[0], [1]] }).next().value // => { done: 2, total: 2 }
 */
export function shapValuesSteps(options: {
  readonly model: TreeModel;
  readonly features: Features;
}): Steps<Progress, ShapValues> {
  const { model, features } = requireOptions("shapValues", options, ["model", "features"]);
  return explain("shapValuesSteps", model, features);
}

function explain(functionName: string, model: TreeModel, features: Features): Steps<Progress, ShapValues> {
  requireFitted({ functionName, fitted: model, kinds: treeKinds });
  return explainRows(model, parseModelFeatures({ functionName, model, features }));
}

/** Visits to leaves that take about five milliseconds. */
const visitsPerSlice = 20_000;

function* explainRows(model: TreeModel, matrix: Matrix): Steps<Progress, ShapValues> {
  const { trees: nodes, leafWidth, outputCount, baseline, scale } = ensembleOf(model);
  const { rowCount, columnCount, values: cells, names } = matrix;
  const trees = nodes.map((tree) => flattenForShap(tree, leafWidth, scale));
  const base = baseline.slice();
  for (const [at, tree] of trees.entries()) {
    const first = leafWidth === 1 ? at % outputCount : 0;
    for (const [k, mean] of meanOfLeaves(tree).entries()) base[first + k] = (base[first + k] ?? 0) + mean;
  }
  const contributions = base.map(() => new Float64Array(rowCount * columnCount));
  const paths = pathsFor(trees.reduce((deepest, { depth }) => Math.max(deepest, depth), 0));
  const visitsPerRow = trees.reduce((sum, { feature }) => sum + feature.length, 0);
  const rowsPerSlice = Math.max(1, Math.floor(visitsPerSlice / visitsPerRow));
  for (let row = 0; row < rowCount; row++) {
    const place = row * columnCount;
    for (const [at, tree] of trees.entries()) {
      const contributionsApart = leafWidth === 1 ? at % outputCount : 0;
      explainTree({ tree, cells, firstCell: place, paths, contributions, place, contributionsApart });
    }
    if ((row + 1) % rowsPerSlice === 0 || row + 1 === rowCount) yield { done: row + 1, total: rowCount };
  }
  const values = contributions.map((ofOutput) => ({ rowCount, columnCount, values: ofOutput, names }));
  return { base, values, outputs: outputNames(model) };
}

function flattenForShap(nodes: TreeNodes, leafWidth: number, scale: number): ShapTree {
  const depths = new Int32Array(nodes.feature.length);
  for (const [node, child] of nodes.left.entries()) {
    if (child >= 0) depths.fill((depths[node] ?? 0) + 1, child, child + 2);
  }
  return {
    feature: Int32Array.from(nodes.feature),
    threshold: Float64Array.from(nodes.threshold),
    left: Int32Array.from(nodes.left),
    missingLeft: Uint8Array.from(nodes.missingLeft, Number),
    cover: Float64Array.from(nodes.cover),
    values: Float64Array.from(nodes.values, (value) => value * scale),
    leafWidth,
    depth: depths.reduce((deepest, depth) => Math.max(deepest, depth), 0),
  };
}

/** What the tree says on the average of its training rows, one number for each of a leaf's. */
function meanOfLeaves({ feature, left, cover, values, leafWidth }: ShapTree): Float64Array {
  const reach = new Float64Array(feature.length);
  const means = new Float64Array(leafWidth);
  reach[0] = 1;
  for (let node = 0; node < feature.length; node++) {
    const child = left[node] ?? -1;
    const share = reach[node] ?? 0;
    if (child < 0) {
      for (let k = 0; k < leafWidth; k++) means[k] = (means[k] ?? 0) + share * (values[node * leafWidth + k] ?? 0);
      continue;
    }
    // The very products that the paths are made of, so that the shares add up.
    reach[child] = share * ((cover[child] ?? 0) / (cover[node] ?? 1));
    reach[child + 1] = share * ((cover[child + 1] ?? 0) / (cover[node] ?? 1));
  }
  return means;
}
