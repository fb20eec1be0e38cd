import type { BinnedFeatures } from "./histogram-bins.ts";
import { type BinnedTree, leafOfCodes, walkOf } from "./histogram-walk.ts";
import type { OutOfBag } from "./tree-models.ts";
import type { TreeRows } from "./tree-rows.ts";

/** For each row, the sum of what the trees say that have not seen it. */
export type Ballot = { readonly outputCount: number; readonly sums: Float64Array; readonly voters: Int32Array };

export function openBallot({ weights, classes }: TreeRows): Ballot {
  const outputCount = classes?.length ?? 1;
  return { outputCount, sums: new Float64Array(weights.length * outputCount), voters: new Int32Array(weights.length) };
}

/** Asks one tree about every row that it did not draw. O(n × depth). */
export function askOutOfBag({
  ballot: { outputCount, sums, voters },
  tree,
  binned,
  draws,
}: {
  readonly ballot: Ballot;
  readonly tree: BinnedTree;
  readonly binned: BinnedFeatures;
  readonly draws: Int32Array;
}): void {
  const walk = walkOf(tree, binned);
  const values = Float64Array.from(tree.nodes.values);
  for (let row = 0; row < draws.length; row++) {
    if ((draws[row] ?? 0) > 0) continue;
    const leaf = leafOfCodes(walk, binned.codes, row * binned.columnCount);
    voters[row] = (voters[row] ?? 0) + 1;
    for (let k = 0; k < outputCount; k++) {
      const place = row * outputCount + k;
      sums[place] = (sums[place] ?? 0) + (values[leaf * outputCount + k] ?? 0);
    }
  }
}

/** Accuracy or R² over the rows that at least one tree could be asked about, by their weights. O(n × k). */
export function scoreBallot(
  { outputCount, sums, voters }: Ballot,
  { classes, codes, targets, weights }: TreeRows,
): OutOfBag {
  let rowCount = 0;
  let weight = 0;
  let right = 0;
  let mean = 0;
  for (let row = 0; row < voters.length; row++) {
    if (voters[row] === 0) continue;
    rowCount++;
    weight += weights[row] ?? 0;
    mean += (weights[row] ?? 0) * (targets[row] ?? 0);
    if (classes !== undefined && mostVotes(sums, row * outputCount, outputCount) === codes[row])
      right += weights[row] ?? 0;
  }
  if (rowCount === 0) return { score: null, rowCount };
  if (classes !== undefined) return { score: right / weight, rowCount };
  mean /= weight;
  let errors = 0;
  let spread = 0;
  for (let row = 0; row < voters.length; row++) {
    const count = voters[row] ?? 0;
    if (count === 0) continue;
    errors += (weights[row] ?? 0) * ((targets[row] ?? 0) - (sums[row] ?? 0) / count) ** 2;
    spread += (weights[row] ?? 0) * ((targets[row] ?? 0) - mean) ** 2;
  }
  return { score: spread > 0 ? 1 - errors / spread : null, rowCount };
}

function mostVotes(sums: Float64Array, first: number, outputCount: number): number {
  let best = 0;
  for (let k = 1; k < outputCount; k++) if ((sums[first + k] ?? 0) > (sums[first + best] ?? 0)) best = k;
  return best;
}
