/** Items that are joined two by two and end up in clusters. */
export type Clusters = {
  readonly join: (a: number, b: number) => void;
  /** The items of each cluster, single ones included. */
  readonly members: () => number[][];
};

/**
 * Union–find: each item points towards the head of its cluster, and every look-up shortens the way. Nearly O(1) a join.
 *
 * @source Tarjan 1975, Efficiency of a good but not linear set union algorithm
 */
export function createClusters(count: number): Clusters {
  const parent = Int32Array.from({ length: count }, (_, item) => item);
  const headOf = (item: number): number => {
    let at = item;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number; // parents are items
      at = parent[at] as number; // parents are items
    }
    return at;
  };
  return {
    join: (a, b) => {
      const [headA, headB] = [headOf(a), headOf(b)];
      // The smaller number leads, so that the result does not depend on the order of the pairs.
      parent[Math.max(headA, headB)] = Math.min(headA, headB);
    },
    members: () => {
      const clusters = new Map<number, number[]>();
      for (let item = 0; item < count; item++) {
        const head = headOf(item);
        const found = clusters.get(head);
        if (found === undefined) clusters.set(head, [item]);
        else found.push(item);
      }
      return [...clusters.values()];
    },
  };
}
