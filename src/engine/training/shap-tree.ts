/** One tree in the form that the explanation reads. */
export type ShapTree = {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly missingLeft: Uint8Array;
  readonly cover: Float64Array;
  readonly values: Float64Array;
  readonly leafWidth: number;
  readonly depth: number;
};

/**
 * The features on the way to a node, each once, with what is needed to average over all orders in which they might be told: the share of
 * training rows that would come through if the feature were unknown (`zero`), whether this row comes through (`one`), and for
 * each number of known features the weight of all such orders. Each level of the tree writes its own stretch.
 */
type Paths = {
  readonly feature: Int32Array;
  readonly zero: Float64Array;
  readonly one: Float64Array;
  readonly weight: Float64Array;
};

export function pathsFor(depth: number): Paths {
  const size = ((depth + 3) * (depth + 4)) / 2;
  return {
    feature: new Int32Array(size),
    zero: new Float64Array(size),
    one: new Float64Array(size),
    weight: new Float64Array(size),
  };
}

/**
 * Adds what each feature contributes to one tree's answer for one row: TreeSHAP, Algorithm 2 of Lundberg, Erion & Lee.
 * Walks the whole tree once, both ways at every question. O(leaves × depth²).
 */
export function explainTree({
  tree,
  cells,
  firstCell,
  paths,
  contributions,
  place,
  contributionsApart,
}: {
  readonly tree: ShapTree;
  readonly cells: Float64Array;
  readonly firstCell: number;
  readonly paths: Paths;
  readonly contributions: readonly Float64Array[];
  /** Where the row's contributions begin in each output's. */
  readonly place: number;
  /** The output to which the tree's first value belongs. */
  readonly contributionsApart: number;
}): void {
  const { feature, threshold, left, missingLeft, cover, values, leafWidth } = tree;
  visit(0, 0, 0, 1, 1, -1);

  /** `length` features are known on the way; the parent's path of that many entries begins at `from`. */
  function visit(node: number, from: number, length: number, zero: number, one: number, told: number): void {
    const at = from + length;
    for (let i = 0; i < length; i++) {
      paths.feature[at + i] = paths.feature[from + i] ?? 0;
      paths.zero[at + i] = paths.zero[from + i] ?? 0;
      paths.one[at + i] = paths.one[from + i] ?? 0;
      paths.weight[at + i] = paths.weight[from + i] ?? 0;
    }
    extendPath({ paths, at, length, zero, one, told });
    let last = length;
    const asked = feature[node] ?? -1;
    if (asked < 0) {
      for (let i = 1; i <= last; i++) {
        const share = weightWithout(paths, at, last, i) * ((paths.one[at + i] ?? 0) - (paths.zero[at + i] ?? 0));
        const cell = place + (paths.feature[at + i] ?? 0);
        for (let k = 0; k < leafWidth; k++) {
          const ofOutput = contributions[contributionsApart + k];
          if (ofOutput !== undefined)
            ofOutput[cell] = (ofOutput[cell] ?? 0) + share * (values[node * leafWidth + k] ?? 0);
        }
      }
      return;
    }
    const value = cells[firstCell + asked] ?? 0;
    const isRight = value > (threshold[node] ?? 0) || (Number.isNaN(value) && missingLeft[node] === 0);
    const child = left[node] ?? 0;
    const hot = isRight ? child + 1 : child;
    const cold = isRight ? child : child + 1;
    const whole = cover[node] ?? 1;
    let zeroBefore = 1;
    let oneBefore = 1;
    for (let i = 1; i <= last; i++) {
      if (paths.feature[at + i] !== asked) continue;
      zeroBefore = paths.zero[at + i] ?? 0;
      oneBefore = paths.one[at + i] ?? 0;
      unwindPath(paths, at, last, i);
      last--;
      break;
    }
    visit(hot, at, last + 1, ((cover[hot] ?? 0) / whole) * zeroBefore, oneBefore, asked);
    visit(cold, at, last + 1, ((cover[cold] ?? 0) / whole) * zeroBefore, 0, asked);
  }
}

/** One more feature on the way: every order of those before gets longer by one place. */
function extendPath({
  paths: { feature, zero: zeros, one: ones, weight },
  at,
  length,
  zero,
  one,
  told,
}: {
  readonly paths: Paths;
  readonly at: number;
  readonly length: number;
  readonly zero: number;
  readonly one: number;
  readonly told: number;
}): void {
  feature[at + length] = told;
  zeros[at + length] = zero;
  ones[at + length] = one;
  weight[at + length] = length === 0 ? 1 : 0;
  for (let i = length - 1; i >= 0; i--) {
    const before = weight[at + i] ?? 0;
    weight[at + i + 1] = (weight[at + i + 1] ?? 0) + (one * before * (i + 1)) / (length + 1);
    weight[at + i] = (zero * before * (length - i)) / (length + 1);
  }
}

/** Takes feature `index` out again; the path has entries 0 to `last`. */
function unwindPath(paths: Paths, at: number, last: number, index: number): void {
  const { feature, zero: zeros, one: ones, weight } = paths;
  const zero = zeros[at + index] ?? 0;
  const one = ones[at + index] ?? 0;
  let next = weight[at + last] ?? 0;
  for (let i = last - 1; i >= 0; i--) {
    const before = weight[at + i] ?? 0;
    if (one !== 0) {
      const now = (next * (last + 1)) / ((i + 1) * one);
      weight[at + i] = now;
      next = before - (now * zero * (last - i)) / (last + 1);
    } else {
      weight[at + i] = zero === 0 ? 0 : (before * (last + 1)) / (zero * (last - i));
    }
  }
  for (let i = index; i < last; i++) {
    feature[at + i] = feature[at + i + 1] ?? 0;
    zeros[at + i] = zeros[at + i + 1] ?? 0;
    ones[at + i] = ones[at + i + 1] ?? 0;
  }
}

/** The sum of the weights if feature `index` were taken out, without taking it out. */
function weightWithout({ zero: zeros, one: ones, weight }: Paths, at: number, last: number, index: number): number {
  const zero = zeros[at + index] ?? 0;
  const one = ones[at + index] ?? 0;
  let next = weight[at + last] ?? 0;
  let total = 0;
  for (let i = last - 1; i >= 0; i--) {
    if (one !== 0) {
      const now = (next * (last + 1)) / ((i + 1) * one);
      total += now;
      next = (weight[at + i] ?? 0) - (now * zero * (last - i)) / (last + 1);
    } else if (zero !== 0) {
      total += ((weight[at + i] ?? 0) * (last + 1)) / (zero * (last - i));
    }
  }
  return total;
}
