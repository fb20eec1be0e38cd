import { type BinnedFeatures, missingBin } from "./histogram-bins.ts";
import type { TreeNodes } from "./tree-nodes.ts";

/** A tree grown on bins, with the last bin that goes left in each node. */
export type BinnedTree = { readonly nodes: TreeNodes; readonly bins: readonly number[] };

/** A binned tree in the form that loops read. */
export type BinnedWalk = {
  readonly feature: Int32Array;
  readonly left: Int32Array;
  readonly bin: Int32Array;
  readonly missing: Int32Array;
  readonly missingLeft: Uint8Array;
};

export function walkOf({ nodes, bins }: BinnedTree, { edges }: BinnedFeatures): BinnedWalk {
  const { feature, left, missingLeft } = nodes;
  return {
    feature: Int32Array.from(feature),
    left: Int32Array.from(left),
    bin: Int32Array.from(bins),
    missing: Int32Array.from(feature, (asked) => missingBin(edges[asked] ?? noEdges)),
    missingLeft: Uint8Array.from(missingLeft, Number),
  };
}

const noEdges = new Float64Array();

/** The leaf in which a row ends whose codes begin at `first`. O(depth). */
export function leafOfCodes(walk: BinnedWalk, codes: Uint8Array, first: number): number {
  const { feature, left, bin, missing, missingLeft } = walk;
  let node = 0;
  for (let asked = feature[0] ?? -1; asked >= 0; asked = feature[node] ?? -1) {
    const code = codes[first + asked] ?? 0;
    const isLeft = code === missing[node] ? missingLeft[node] === 1 : code <= (bin[node] ?? 0);
    node = (left[node] ?? 0) + (isLeft ? 0 : 1);
  }
  return node;
}
