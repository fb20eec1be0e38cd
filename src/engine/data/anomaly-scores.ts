import { type Features, parseMatrix } from "#engine/core/matrix.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
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
export function* anomalyScoresSteps({ forest, features }: AnomalyScoreOptions): Steps<Progress, Float64Array> {
  const functionName = "anomalyScores";
  requireFitted({ functionName, fitted: forest, kinds: { "isolation-forest": 1 } });
  const { values, rowCount, columnCount } = parseMatrix({ functionName, features, columnCount: forest.columns.length });
  const { columns, thresholds, lefts, rights, depths, roots } = flatten(forest);
  const usual = averagePathLength(forest.sampleSize) * roots.length;
  const rowsPerSlice = Math.max(1, Math.floor(400_000 / (roots.length * Math.log2(2 * forest.sampleSize))));
  const scores = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const start = row * columnCount;
    let cuts = 0;
    for (let tree = 0; tree < roots.length; tree++) {
      let node = roots[tree] as number; // tree < length
      let column = columns[node] as number; // nodes have all lists
      while (column >= 0) {
        const goesLeft = (values[start + column] as number) <= (thresholds[node] as number); // a cell of the row
        node = (goesLeft ? lefts[node] : rights[node]) as number; // inner nodes have two children
        column = columns[node] as number; // nodes have all lists
      }
      cuts += depths[node] as number; // nodes have all lists
    }
    scores[row] = 2 ** (-cuts / usual);
    if ((row + 1) % rowsPerSlice === 0 && row + 1 < rowCount) yield { done: row + 1, total: rowCount };
  }
  return scores;
}

/** All trees in one set of typed arrays, children by their place in it. */
function flatten({ trees }: IsolationForest): {
  readonly columns: Int32Array;
  readonly thresholds: Float64Array;
  readonly lefts: Int32Array;
  readonly rights: Int32Array;
  readonly depths: Float64Array;
  readonly roots: Int32Array;
} {
  const count = trees.reduce((sum, tree) => sum + tree.columns.length, 0);
  const all = {
    columns: new Int32Array(count),
    thresholds: new Float64Array(count),
    lefts: new Int32Array(count),
    rights: new Int32Array(count),
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
    all.lefts.set(
      tree.lefts.map((node) => node + offset),
      offset,
    );
    all.rights.set(
      tree.rights.map((node) => node + offset),
      offset,
    );
    start += tree.columns.length;
  }
  return all;
}
