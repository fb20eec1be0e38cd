import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { ClassificationTree, RegressionTree } from "./tree-models.ts";
import type { TreeNodes } from "./tree-nodes.ts";

/** One tree on the way from the full tree to its root. */
export type PruningStep = {
  /** From this penalty on (up to the next step's) the pruned tree is this one. */
  readonly complexityPenalty: number;
  readonly leafCount: number;
  /** The mean impurity of the leaves, weighted by the rows in them. */
  readonly impurity: number;
};

/**
 * All trees that pruning can make of one tree, from the full one to the bare root, with the penalty from which each is the best.
 *
 * The weakest link goes first: the branch that lowers impurity least for each leaf that it adds. Penalties between two steps change nothing,
 * so a search for the right penalty, by cross-validation or on a validation set, need only try these.
 *
 * @param tree  as `fitTree` returns it, unpruned
 * @returns     steps with growing penalties; links of equal strength go together. O(nodes × depth × log nodes)
 * @throws {EngineError} "wrong-type", "unsupported-version"
 * @example pruningPath({ tree: fitTree({ features: [[1], [2], [3]], targets: [0, 0, 3] }) }).map((step) => step.complexityPenalty) // => [0, 2]
 * @source  Breiman, Friedman, Olshen & Stone 1984, chapter 3; agrees with sklearn's cost_complexity_pruning_path
 */
export function pruningPath(options: { readonly tree: ClassificationTree | RegressionTree }): PruningStep[] {
  const functionName = "pruningPath";
  const { tree } = requireOptions(functionName, options, ["tree"]);
  requireFitted({ functionName, fitted: tree, kinds: { "classification-tree": 1, "regression-tree": 1 } });
  const { nodes } = tree;
  const parent = parentsOf(nodes);
  const branchGain = Float64Array.from(nodes.gain);
  const leafCount = Int32Array.from(nodes.left, (child) => (child < 0 ? 1 : 0));
  // Children come after their parent, so that from the back each branch is complete when it is added to the one above.
  for (let node = parent.length - 1; node > 0; node--) {
    const above = parent[node] ?? 0;
    branchGain[above] = (branchGain[above] ?? 0) + (branchGain[node] ?? 0);
    leafCount[above] = (leafCount[above] ?? 0) + (leafCount[node] ?? 0);
  }
  const fullImpurity = (tree.impurity[0] ?? 0) - (branchGain[0] ?? 0);
  const steps = [{ complexityPenalty: 0, leafCount: leafCount[0] ?? 1, impurity: fullImpurity }];
  for (const complexityPenalty of cutWeakestLinks({ nodes, parent, branchGain, leafCount })) {
    const impurity = (tree.impurity[0] ?? 0) - (branchGain[0] ?? 0);
    const step = { complexityPenalty, leafCount: leafCount[0] ?? 1, impurity };
    const before = steps.at(-1)?.complexityPenalty ?? 0;
    if (complexityPenalty <= before * (1 + sameStrength)) steps[steps.length - 1] = step;
    else steps.push(step);
  }
  return steps;
}

/** Equal strengths differ by the rounding of the sums behind them. */
const sameStrength = 1e-10;

function parentsOf({ left }: TreeNodes): Int32Array {
  const parent = new Int32Array(left.length).fill(-1);
  for (const [node, child] of left.entries()) {
    if (child < 0) continue;
    parent[child] = node;
    parent[child + 1] = node;
  }
  return parent;
}

/** Cuts the weakest branch again and again until the root is a leaf; hands over each penalty after its cut. */
function* cutWeakestLinks({
  nodes: { left },
  parent,
  branchGain,
  leafCount,
}: {
  readonly nodes: TreeNodes;
  readonly parent: Int32Array;
  readonly branchGain: Float64Array;
  readonly leafCount: Int32Array;
}): Generator<number, void, void> {
  const strengthOf = (node: number): number => (branchGain[node] ?? 0) / ((leafCount[node] ?? 2) - 1);
  const weakest: Link[] = [];
  for (const [node, child] of left.entries()) if (child >= 0) pushLink(weakest, { node, strength: strengthOf(node) });
  let penalty = 0;
  for (let link = popLink(weakest); link !== undefined; link = popLink(weakest)) {
    const { node, strength } = link;
    // A branch above was cut, or this entry is older than the last cut below it.
    if (leafCount[node] === 1 || strength !== strengthOf(node)) continue;
    const gain = branchGain[node] ?? 0;
    const fewer = (leafCount[node] ?? 1) - 1;
    markLeaves({ left, leafCount, node });
    for (let above = node; above >= 0; above = parent[above] ?? -1) {
      branchGain[above] = above === node ? 0 : (branchGain[above] ?? 0) - gain;
      if (above === node) continue;
      leafCount[above] = (leafCount[above] ?? 0) - fewer;
      pushLink(weakest, { node: above, strength: strengthOf(above) });
    }
    penalty = Math.max(penalty, strength);
    yield penalty;
  }
}

function markLeaves({
  left,
  leafCount,
  node,
}: {
  readonly left: readonly number[];
  readonly leafCount: Int32Array;
  readonly node: number;
}): void {
  const below = [node];
  for (let next = below.pop(); next !== undefined; next = below.pop()) {
    if (leafCount[next] === 1) continue;
    leafCount[next] = 1;
    const child = left[next] ?? -1;
    if (child >= 0) below.push(child, child + 1);
  }
}

type Link = { readonly node: number; readonly strength: number };

/** A heap: the parent of place i is place (i − 1) / 2, and no parent is stronger than its children. */
function pushLink(heap: Link[], link: Link): void {
  let at = heap.length;
  heap.push(link);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const other = heap[above] ?? link;
    if (!isWeaker(link, other)) break;
    heap[at] = other;
    at = above;
  }
  heap[at] = link;
}

function popLink(heap: Link[]): Link | undefined {
  const top = heap[0];
  const link = heap.pop();
  if (link === undefined || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    const first = heap[child];
    if (first === undefined) break;
    const second = heap[child + 1];
    if (second !== undefined && isWeaker(second, first)) child++;
    const smaller = heap[child] ?? first;
    if (!isWeaker(smaller, link)) break;
    heap[at] = smaller;
    at = child;
  }
  heap[at] = link;
  return top;
}

/** Of equal strengths the deeper node goes first, so that a branch never hides a cut below it. */
function isWeaker(a: Link, b: Link): boolean {
  return a.strength === b.strength ? a.node > b.node : a.strength < b.strength;
}
