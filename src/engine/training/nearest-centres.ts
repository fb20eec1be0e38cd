/** Where every row stands between the centres, kept from one iteration to the next. */
export type Assignment = {
  /** The nearest centre of each row. */
  readonly nearest: Int32Array;
  /** At least the distance to it. */
  readonly upper: Float64Array;
  /** At most the distance to the second nearest. */
  readonly lower: Float64Array;
};

/**
 * Finds the nearest centre of the rows from `from` to `to`, and looks only at rows for which it may have changed.
 *
 * A centre that moved by m cannot have come nearer to a row by more than m. So each row keeps an upper bound of the distance to
 * its own centre and a lower one to all others; as long as the first is below the second, or below half of the way from its
 * centre to the next, nothing can have changed and no distance is computed. The result is that of Lloyd's method, which computes
 * all of them. O(rows looked at × d × k).
 *
 * @param halfGaps  half of the distance from each centre to the nearest other one, length k
 * @returns         how many rows changed their centre
 * @source  Hamerly 2010, Making k-means even faster
 */
export function assignRows({
  values,
  d,
  centres,
  halfGaps,
  assignment: { nearest, upper, lower },
  from,
  to,
}: {
  readonly values: Float64Array;
  readonly d: number;
  readonly centres: Float64Array;
  readonly halfGaps: Float64Array;
  readonly assignment: Assignment;
  readonly from: number;
  readonly to: number;
}): number {
  const clusters = halfGaps.length;
  let changes = 0;
  for (let row = from; row < to; row++) {
    const own = nearest[row] ?? 0;
    const safe = Math.max(halfGaps[own] ?? 0, lower[row] ?? 0);
    if ((upper[row] ?? 0) <= safe) continue;
    const at = row * d;
    let square = 0;
    for (let column = 0, c = own * d; column < d; column++, c++) {
      const distance = (values[at + column] ?? 0) - (centres[c] ?? 0);
      square += distance * distance;
    }
    upper[row] = Math.sqrt(square);
    if ((upper[row] ?? 0) <= safe) continue;
    let best = own;
    let first = square;
    let second = Number.POSITIVE_INFINITY;
    for (let k = 0; k < clusters; k++) {
      if (k === own) continue;
      let other = 0;
      for (let column = 0, c = k * d; column < d; column++, c++) {
        const distance = (values[at + column] ?? 0) - (centres[c] ?? 0);
        other += distance * distance;
      }
      if (other < first || (other === first && k < best)) {
        second = first;
        first = other;
        best = k;
      } else if (other < second) second = other;
    }
    if (best !== own) changes++;
    nearest[row] = best;
    upper[row] = Math.sqrt(first);
    lower[row] = Math.sqrt(second);
  }
  return changes;
}

/** Half of the distance from each centre to the nearest other one. O(d × k²). */
export function halfGapsOf({ centres, d }: { readonly centres: Float64Array; readonly d: number }): Float64Array {
  const clusters = centres.length / d;
  const gaps = new Float64Array(clusters).fill(Number.POSITIVE_INFINITY);
  for (let a = 0; a < clusters; a++) {
    for (let b = 0; b < a; b++) {
      let square = 0;
      for (let column = 0; column < d; column++) {
        square += ((centres[a * d + column] ?? 0) - (centres[b * d + column] ?? 0)) ** 2;
      }
      const half = Math.sqrt(square) / 2;
      gaps[a] = Math.min(gaps[a] ?? 0, half);
      gaps[b] = Math.min(gaps[b] ?? 0, half);
    }
  }
  return gaps;
}

/** Widens the bounds by how far each centre moved. O(n). */
export function widenBounds({
  assignment: { nearest, upper, lower },
  moves,
}: {
  readonly assignment: Assignment;
  readonly moves: Float64Array;
}): void {
  let farthest = 0;
  let most = 0;
  let secondMost = 0;
  for (const [k, move] of moves.entries()) {
    if (move > most) {
      secondMost = most;
      most = move;
      farthest = k;
    } else if (move > secondMost) secondMost = move;
  }
  for (let row = 0; row < nearest.length; row++) {
    const own = nearest[row] ?? 0;
    upper[row] = (upper[row] ?? 0) + (moves[own] ?? 0);
    lower[row] = (lower[row] ?? 0) - (own === farthest ? secondMost : most);
  }
}
