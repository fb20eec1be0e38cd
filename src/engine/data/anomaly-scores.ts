import { type Features, parseMatrix } from "#engine/core/matrix.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import type { IsolationForest } from "./fit-isolation-forest.ts";
import { averagePathLength } from "./isolation-tree.ts";

export type AnomalyScoreOptions = { readonly forest: IsolationForest; readonly features: Features };

/**
 * How odd each row is to an isolation forest: 2 to the power of −(mean number of cuts ÷ cuts of an average row).
 *
 * Near 1 a row is alone after a few cuts; around 0.5 and below it is like the others. When all scores are about 0.5, the data
 * has no odd rows. There is no natural limit: look at the sorted scores, or decide how many rows someone has time to look at.
 *
 * @param forest    from `fitIsolationForest`
 * @param features  n × d, the columns that the forest was fitted on, in the same order
 * @returns         length n, in (0, 1); larger is odder. scikit-learn's score_samples is the negative of it. O(n × trees × log sample)
 * @throws {EngineError} "wrong-type", "unsupported-version", "length-mismatch", "empty", "not-finite"
 * @example anomalyScores({ forest: fitIsolationForest({ features: [[5], [5]], rng: createRng(1) }), features: [[5]] }) // => [0.5]
 * @source  Liu, Ting & Zhou 2008, equation 2
 */
export function anomalyScores(options: AnomalyScoreOptions): Float64Array {
  return runToEnd(anomalyScoresSteps(options));
}

/**
 * `anomalyScores` in slices of some milliseconds, with progress in rows; stop it with `return()`.
 *
 * @example runToEnd(anomalyScoresSteps({ forest: fitIsolationForest({ features: [[5], [5]], rng: createRng(1) }), features: [[5]] })) // => [0.5]
 */
export function* anomalyScoresSteps(options: AnomalyScoreOptions): Steps<Progress, Float64Array> {
  const functionName = "anomalyScores";
  const { forest, features } = requireOptions(functionName, options, ["forest", "features"]);
  requireFitted({ functionName, fitted: forest, kinds: { "isolation-forest": 1 } });
  const { values, rowCount, columnCount } = parseMatrix({ functionName, features, columnCount: forest.columns.length });
  const { columns, thresholds, children, depths, roots } = flatten(forest);
  const usual = averagePathLength(forest.sampleSize) * roots.length;
  const scores = new Float64Array(rowCount);
  for (let from = 0; from < rowCount; from += rowsPerBlock) {
    const to = Math.min(rowCount, from + rowsPerBlock);
    // Tree after tree over a block of rows: both then stay in the fastest memory. Cuts add up in the order of the trees.
    for (let tree = 0; tree < roots.length; tree++) {
      const root = roots[tree] as number; // tree < length
      for (let row = from; row < to; row++) {
        let node = root;
        let column = columns[node] as number; // nodes have all lists
        while (column >= 0) {
          const value = values[row * columnCount + column] as number; // a cell of the row
          node = children[2 * node + (value <= (thresholds[node] as number) ? 0 : 1)] as number; // inner nodes have two children
          column = columns[node] as number; // nodes have all lists
        }
        scores[row] = (scores[row] as number) + (depths[node] as number); // row < n
      }
    }
    for (let row = from; row < to; row++) scores[row] = 2 ** (-(scores[row] as number) / usual); // row < n
    if (to < rowCount) yield { done: to, total: rowCount };
  }
  return scores;
}

const rowsPerBlock = 512;

/** All trees in one set of typed arrays, children by their place in it. */
function flatten({ trees }: IsolationForest): {
  readonly columns: Int32Array;
  readonly thresholds: Float64Array;
  /** Left and right child of node k at 2k and 2k + 1. */
  readonly children: Int32Array;
  readonly depths: Float64Array;
  readonly roots: Int32Array;
} {
  const count = trees.reduce((sum, tree) => sum + tree.columns.length, 0);
  const all = {
    columns: new Int32Array(count),
    thresholds: new Float64Array(count),
    children: new Int32Array(2 * count),
    depths: new Float64Array(count),
    roots: new Int32Array(trees.length),
  };
  let start = 0;
  for (const [k, tree] of trees.entries()) {
    const offset = start;
    all.roots[k] = offset;
    all.columns.set(tree.columns, offset);
    all.thresholds.set(tree.thresholds, offset);
    all.depths.set(tree.depths, offset);
    for (let node = 0; node < tree.columns.length; node++) {
      all.children[2 * (offset + node)] = offset + (tree.lefts[node] as number); // nodes have all lists
      all.children[2 * (offset + node) + 1] = offset + (tree.rights[node] as number); // nodes have all lists
    }
    start += tree.columns.length;
  }
  return all;
}
