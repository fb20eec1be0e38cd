import { createRng, type Rng } from "#engine/core/random.ts";
import type { Progress, Steps } from "#engine/core/steps.ts";
import { type ForestLimits, growForestTree, prepareForestGround } from "./forest-growth.ts";
import { askOutOfBag, openBallot, scoreBallot } from "./forest-out-of-bag.ts";
import { binFeatures } from "./histogram-bins.ts";
import type { OutOfBag } from "./tree-models.ts";
import type { TreeNodes } from "./tree-nodes.ts";
import type { TreeRows } from "./tree-rows.ts";

/** What a forest is grown from, checked. */
export type ForestRun = {
  readonly rows: TreeRows;
  readonly rng: Rng;
  readonly treeCount: number;
  readonly bootstrap: boolean;
  readonly limits: ForestLimits;
};

/** Row-and-feature visits that take about five milliseconds. */
const visitsPerSlice = 1_000_000;

/** Draw rows, grow a tree, ask it about the rows that it has not seen; tree after tree. */
export function* growForest({
  rows,
  rng,
  treeCount: total,
  bootstrap,
  limits,
}: ForestRun): Steps<Progress, { readonly trees: readonly TreeNodes[]; readonly outOfBag: OutOfBag }> {
  // A seed for each tree first, so that no tree depends on how much chance another one took.
  const seeds = Array.from({ length: total }, () => rng.uint32());
  const ground = prepareForestGround({ rows, binned: binFeatures(rows.matrix), limits });
  const ballot = openBallot(rows);
  const trees: TreeNodes[] = [];
  const draws = new Int32Array(rows.weights.length);
  for (const [at, seed] of seeds.entries()) {
    const chance = createRng(seed);
    drawRows({ draws, bootstrap, chance });
    const growing = growForestTree({ ground, draws, chance });
    let visits = 0;
    let step = growing.next();
    for (; step.done !== true; step = growing.next()) {
      visits += step.value;
      if (visits < visitsPerSlice) continue;
      visits = 0;
      yield { done: at, total };
    }
    trees.push(step.value.nodes);
    if (bootstrap) askOutOfBag({ ballot, tree: step.value, binned: ground.binned, draws });
    yield { done: at + 1, total };
  }
  return { trees, outOfBag: scoreBallot(ballot, rows) };
}

/** How often each row was drawn: n draws with replacement, or once each. */
function drawRows({
  draws,
  bootstrap,
  chance,
}: {
  readonly draws: Int32Array;
  readonly bootstrap: boolean;
  readonly chance: Rng;
}): void {
  draws.fill(bootstrap ? 0 : 1);
  if (!bootstrap) return;
  for (let at = 0; at < draws.length; at++) {
    const row = chance.integer(draws.length);
    draws[row] = (draws[row] ?? 0) + 1;
  }
}
