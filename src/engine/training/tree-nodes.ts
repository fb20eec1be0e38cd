/**
 * One decision tree as plain columns: node i is entry i of each, the root is node 0.
 *
 * A row starts at the root. In a node with `feature` f it goes left where its value of f is at most `threshold`, right where
 * it is above, and where the value is missing as `missingLeft` says, until it stands in a leaf (`feature` −1), whose `values` are the answer.
 */
export type TreeNodes = {
  /** The column that the node asks for; −1 in a leaf. */
  readonly feature: readonly number[];
  /** At most this goes left; 0 in a leaf. The largest double stands for "every number left, only missing values right". */
  readonly threshold: readonly number[];
  /** The left child; the right one is the node after it. −1 in a leaf. */
  readonly left: readonly number[];
  /** Where rows without a value go: the side that lowered the loss more, or the larger side where none was missing. */
  readonly missingLeft: readonly boolean[];
  /** The weight of the training rows that passed through the node. */
  readonly cover: readonly number[];
  /** How much the split lowered the training loss; 0 in a leaf. */
  readonly gain: readonly number[];
  /** Nodes × outputs, node after node: what the tree says if it stops here. */
  readonly values: readonly number[];
};

/** A tree that still grows. */
export type GrowingTree = {
  readonly outputCount: number;
  readonly feature: number[];
  readonly threshold: number[];
  readonly left: number[];
  readonly missingLeft: boolean[];
  readonly cover: number[];
  readonly gain: number[];
  readonly values: number[];
};

/** What is known of a node's question before it has children. */
export type NodeSplit = {
  readonly feature: number;
  readonly threshold: number;
  readonly missingLeft: boolean;
  readonly gain: number;
};

export function plantTree(outputCount: number): GrowingTree {
  return { outputCount, feature: [], threshold: [], left: [], missingLeft: [], cover: [], gain: [], values: [] };
}

/** Adds a leaf and returns its number. */
export function addLeaf(tree: GrowingTree, cover: number): number {
  tree.feature.push(-1);
  tree.threshold.push(0);
  tree.left.push(-1);
  tree.missingLeft.push(false);
  tree.cover.push(cover);
  tree.gain.push(0);
  for (let k = 0; k < tree.outputCount; k++) tree.values.push(0);
  return tree.feature.length - 1;
}

/** Turns a leaf into a question with two new leaves and returns the number of the left one. */
export function splitLeaf(
  tree: GrowingTree,
  node: number,
  { feature, threshold, missingLeft, gain }: NodeSplit,
  covers: { readonly left: number; readonly right: number },
): number {
  tree.feature[node] = feature;
  tree.threshold[node] = threshold;
  tree.missingLeft[node] = missingLeft;
  tree.gain[node] = gain;
  const left = addLeaf(tree, covers.left);
  addLeaf(tree, covers.right);
  tree.left[node] = left;
  return left;
}

/** The threshold between two neighboring values: halfway, and never so rounded that the upper one goes left. */
export function thresholdBetween(lower: number, upper: number): number {
  const middle = lower / 2 + upper / 2;
  // + 0 makes 0 of −0, which JSON does not know.
  return (middle < upper && middle >= lower ? middle : lower) + 0;
}

export function harvestTree({ feature, threshold, left, missingLeft, cover, gain, values }: GrowingTree): TreeNodes {
  return { feature, threshold, left, missingLeft, cover, gain, values };
}
