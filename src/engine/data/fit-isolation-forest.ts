import { type Features, parseMatrix } from "#engine/core/matrix.ts";
import { createRng, type Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { growIsolationTree, type IsolationTree } from "./isolation-tree.ts";
import { refusal } from "./refusal.ts";

/** A forest of random cuts; plain data that survives `structuredClone` and JSON. */
export type IsolationForest = {
  readonly kind: "isolation-forest";
  readonly version: 1;
  readonly columns: readonly string[];
  /** Rows that each tree saw. */
  readonly sampleSize: number;
  readonly trees: readonly IsolationTree[];
};

export type IsolationForestOptions = {
  readonly features: Features;
  readonly rng: Rng;
  readonly treeCount?: number | undefined;
  readonly sampleSize?: number | undefined;
};

/**
 * Isolation forest: finds rows that are easy to set apart from all others, in many columns at once.
 *
 * A tree takes a few rows and cuts them apart at random: a random column, a random value between its smallest and largest, and
 * again on both sides, until every row is alone. A usual row sits in a crowd and needs many cuts; an odd one is alone after
 * few. Averaged over many trees the number of cuts says how odd a row is, without any distance and whatever the units.
 * Small samples are a strength: in a large one, odd rows that look alike hide each other.
 *
 * @param features    n × d, without missing values
 * @param rng         the source of chance; each tree gets a seed of its own
 * @param treeCount   from 1 to 10,000; default 100
 * @param sampleSize  rows for each tree, drawn without replacement; from 2, default 256, never more than n
 * @returns           plain data. O(trees × sample × log sample), whatever n
 * @throws {EngineError} "empty", "not-finite", "wrong-type"; "too-few-rows" below two rows; "out-of-range" for an option
 * @example
 * const features = [[1, 2], [1.1, 2.1], [0.9, 1.9], [1, 2.1], [9, -4]];
 * const forest = fitIsolationForest({ features, rng: createRng(1) });
 * const scores = anomalyScores({ forest, features });
 * scores.indexOf(Math.max(...scores)) // => 4
 * @source  Liu, Ting & Zhou 2008, Isolation Forest; scores agree with sklearn.ensemble.IsolationForest within its spread over seeds
 */
export function fitIsolationForest(options: IsolationForestOptions): IsolationForest {
  return runToEnd(fitIsolationForestSteps(options));
}

/**
 * `fitIsolationForest` tree by tree, with progress in trees; stop it with `return()`.
 *
 * @example runToEnd(fitIsolationForestSteps({ features: [[1], [2], [9]], rng: createRng(1), treeCount: 3 })).trees.length // => 3
 */
export function* fitIsolationForestSteps(options: IsolationForestOptions): Steps<Progress, IsolationForest> {
  const functionName = "fitIsolationForest";
  const {
    features,
    rng,
    treeCount = 100,
    sampleSize = 256,
  } = requireOptions(functionName, options, ["features", "rng", "treeCount", "sampleSize"]);
  requireNumber({ functionName, name: "treeCount", value: treeCount, least: 1, most: 10_000, whole: true });
  requireNumber({ functionName, name: "sampleSize", value: sampleSize, least: 2, most: 1_000_000, whole: true });
  const matrix = parseMatrix({ functionName, features });
  if (matrix.rowCount < 2) {
    throw refusal({ code: "too-few-rows", functionName, need: "at least two rows", got: String(matrix.rowCount) });
  }
  const size = Math.min(sampleSize, matrix.rowCount);
  const seeds = Array.from({ length: treeCount }, () => rng.uint32());
  const order = new Int32Array(matrix.rowCount).map((_, row) => row);
  const trees: IsolationTree[] = [];
  for (const [done, seed] of seeds.entries()) {
    const treeRng = createRng(seed);
    const rows = drawSample({ order, size, rng: treeRng });
    trees.push(growIsolationTree({ matrix, rows, rng: treeRng }));
    if (done + 1 < treeCount) yield { done: done + 1, total: treeCount };
  }
  return { kind: "isolation-forest", version: 1, columns: [...matrix.names], sampleSize: size, trees };
}

/** Draws without replacement, then puts `order` back as it was, so that no tree depends on another. */
function drawSample({
  order,
  size,
  rng,
}: {
  readonly order: Int32Array;
  readonly size: number;
  readonly rng: Rng;
}): Int32Array {
  const swaps = new Int32Array(size);
  for (let place = 0; place < size; place++) {
    const drawn = place + rng.integer(order.length - place);
    swaps[place] = drawn;
    swap(order, place, drawn);
  }
  const rows = order.slice(0, size);
  for (let place = size - 1; place >= 0; place--) swap(order, place, swaps[place] as number); // place < size
  return rows;
}

function swap(order: Int32Array, a: number, b: number): void {
  const row = order[a] as number; // a place
  order[a] = order[b] as number; // a place
  order[b] = row;
}
