import type { Rng } from "#engine/core/random.ts";
import type { Steps } from "#engine/core/steps.ts";
import type { BoostingGround, BoostingTreeRules } from "./boosting-branch.ts";
import { type BoostedTree, growBoostingTree } from "./boosting-growth.ts";
import { layOutHistogram, liftAbove } from "./boosting-histogram.ts";
import { type BoostingState, baselineOf, measureLoss, measurePulls, stateAt } from "./boosting-loss.ts";
import type { BoostingProgress } from "./fit-boosting.ts";
import { type BinnedFeatures, binFeatures, codeFeatures } from "./histogram-bins.ts";
import { leafOfCodes, walkOf } from "./histogram-walk.ts";
import type { BoostingHistory } from "./tree-models.ts";
import type { TreeNodes } from "./tree-nodes.ts";
import type { TreeRows } from "./tree-rows.ts";

/** What boosting runs on, checked. */
export type BoostingRun = {
  readonly rows: TreeRows;
  readonly validation: TreeRows | undefined;
  readonly rng: Rng | undefined;
  readonly isWeighted: boolean;
  readonly iterations: number;
  readonly subsample: number;
  readonly bins: number;
  readonly patience: number;
  readonly minImprovement: number;
  readonly rules: BoostingTreeRules;
};

/** What every boosted model has. */
export type Boosted = {
  readonly baseline: readonly number[];
  readonly trees: readonly TreeNodes[];
  readonly history: BoostingHistory;
};

/** Cells that are counted in about five milliseconds. */
const cellsPerSlice = 2_000_000;

/** Round after round: measure how every row's loss falls, grow a tree for each output, step, look at the loss. */
export function* boost(run: BoostingRun): Steps<BoostingProgress, Boosted> {
  const { rows, validation, iterations: total, patience, minImprovement } = run;
  const baseline = baselineOf(rows);
  const ground = prepareGround(run);
  const learned = stateAt(rows, baseline);
  const unseen = validation && {
    state: stateAt(validation, baseline),
    binned: codeFeatures(validation.matrix, ground.binned.edges),
  };
  const pulls = new Float64Array(2 * learned.rowCount);
  const trees: TreeNodes[] = [];
  const training = [measureLoss(learned)];
  const validated = unseen === undefined ? [] : [measureLoss(unseen.state)];
  let best = 0;
  for (let done = 1; done <= total; done++) {
    const rowCount = drawRows(ground.rows, run);
    for (let output = 0; output < baseline.length; output++) {
      const lift = liftAbove(measurePulls(learned, output, pulls));
      const growing = growBoostingTree({ ground, rowCount, pulls, lift });
      let cells = 0;
      let step = growing.next();
      for (; step.done !== true; step = growing.next()) {
        cells += step.value;
        if (cells < cellsPerSlice) continue;
        cells = 0;
        yield progress(done - 1);
      }
      const tree = step.value;
      trees.push(tree.nodes);
      stepLeaves({ ground, rowCount, tree, state: learned, output });
      if (unseen !== undefined) stepRows({ ...unseen, tree, output, fromRow: 0 });
    }
    training.push(measureLoss(learned));
    if (unseen !== undefined) {
      const loss = measureLoss(unseen.state);
      if (loss < (validated[best] ?? 0) - minImprovement) best = done;
      validated.push(loss);
    } else best = done;
    yield progress(done);
    if (done - best >= patience) break;
  }
  const history = { training, validation: validated };
  return { baseline, trees: trees.slice(0, best * baseline.length), history };

  function progress(done: number): BoostingProgress {
    return { done, total, trainingLoss: training.at(-1) ?? 0, validationLoss: validated.at(-1) };
  }
}

function prepareGround({ rows, bins, rules, isWeighted }: BoostingRun): BoostingGround {
  const binned = binFeatures(rows.matrix, bins);
  return {
    binned,
    layout: layOutHistogram(binned),
    weights: isWeighted ? rows.weights : undefined,
    rules,
    rows: new Int32Array(binned.rowCount),
    spare: new Int32Array(binned.rowCount),
    histograms: [],
  };
}

/**
 * The rows of this round first, the others behind them, both in their order in the data (memory is read forwards); returns how many they are.
 * Selection sampling: each row is taken with the chance that exactly the right number is taken in the end. O(n).
 */
function drawRows(rows: Int32Array, { subsample, rng }: BoostingRun): number {
  const { length } = rows;
  const count = Math.max(1, Math.round(length * subsample));
  let to = 0;
  let aside = count;
  for (let row = 0; row < length; row++) {
    const isTaken = count === length || rng === undefined || rng.uniform() * (length - row) < count - to;
    if (isTaken) rows[to++] = row;
    else rows[aside++] = row;
  }
  return count;
}

/** Every row moves by the step of its leaf. Rows of the round stand sorted by leaf; those that were not drawn walk through the tree. */
function stepLeaves({
  ground,
  rowCount,
  tree,
  state,
  output,
}: {
  readonly ground: BoostingGround;
  readonly rowCount: number;
  readonly tree: BoostedTree;
  readonly state: BoostingState;
  readonly output: number;
}): void {
  const { rows, binned } = ground;
  const { raw } = state;
  const first = output * state.rowCount;
  for (const { node, start, end } of tree.leaves) {
    const step = tree.nodes.values[node] ?? 0;
    for (let at = start; at < end; at++) {
      const place = first + (rows[at] ?? 0);
      raw[place] = (raw[place] ?? 0) + step;
    }
  }
  if (rowCount < rows.length) stepRows({ state, binned, tree, output, fromRow: rowCount, order: rows });
}

/** The rows from `fromRow` on (of `order`, or as they come) walk through the tree by their bins. O(m × depth). */
function stepRows({
  state: { raw, rowCount },
  binned,
  tree,
  output,
  fromRow,
  order,
}: {
  readonly state: BoostingState;
  readonly binned: BinnedFeatures;
  readonly tree: BoostedTree;
  readonly output: number;
  readonly fromRow: number;
  readonly order?: Int32Array;
}): void {
  const walk = walkOf(tree, binned);
  const values = Float64Array.from(tree.nodes.values);
  const first = output * rowCount;
  for (let at = fromRow; at < rowCount; at++) {
    const row = order === undefined ? at : (order[at] ?? 0);
    const leaf = leafOfCodes(walk, binned.codes, row * binned.columnCount);
    raw[first + row] = (raw[first + row] ?? 0) + (values[leaf] ?? 0);
  }
}
