/**
 * Rows that are worked on together: first all their scores, then what follows from the scores, then their part of the gradient.
 * Their features stay in the processor's cache in between, and each of the three loops is simple enough to run at full speed.
 */
export const blockRows = 256;

type Block = {
  /** Features, row after row. */
  readonly values: Float64Array;
  /** Where the block begins in `values`, and how many rows of d columns it has. */
  readonly at: number;
  readonly count: number;
  readonly d: number;
};

/**
 * level + features · slopes for each row of a block; four rows at a time, so that a slope is read once for four. O(count × d).
 *
 * @param slopes  d numbers from `from` on
 * @param scores  written from 0 on
 */
export function scoreBlock({
  values,
  at,
  count,
  d,
  slopes,
  from,
  level,
  scores,
}: Block & {
  readonly slopes: Float64Array;
  readonly from: number;
  readonly level: number;
  readonly scores: Float64Array;
}): void {
  let row = 0;
  let a = at;
  for (; row + 4 <= count; row += 4, a += 4 * d) {
    const b = a + d;
    const c = b + d;
    const e = c + d;
    let first = level;
    let second = level;
    let third = level;
    let fourth = level;
    for (let j = 0; j < d; j++) {
      const slope = slopes[from + j] ?? 0;
      first += (values[a + j] ?? 0) * slope;
      second += (values[b + j] ?? 0) * slope;
      third += (values[c + j] ?? 0) * slope;
      fourth += (values[e + j] ?? 0) * slope;
    }
    scores[row] = first;
    scores[row + 1] = second;
    scores[row + 2] = third;
    scores[row + 3] = fourth;
  }
  for (; row < count; row++, a += d) {
    let score = level;
    for (let j = 0; j < d; j++) score += (values[a + j] ?? 0) * (slopes[from + j] ?? 0);
    scores[row] = score;
  }
}

/**
 * Adds each row's features × its factor to the gradient: the same walk as `scoreBlock` the other way. O(count × d).
 *
 * @param factors   one a row, from 0 on
 * @param gradient  d numbers from `from` on, added to
 */
export function addRowsTo({
  values,
  at,
  count,
  d,
  factors,
  gradient,
  from,
}: Block & { readonly factors: Float64Array; readonly gradient: Float64Array; readonly from: number }): void {
  let row = 0;
  let a = at;
  for (; row + 4 <= count; row += 4, a += 4 * d) {
    const b = a + d;
    const c = b + d;
    const e = c + d;
    const first = factors[row] ?? 0;
    const second = factors[row + 1] ?? 0;
    const third = factors[row + 2] ?? 0;
    const fourth = factors[row + 3] ?? 0;
    for (let j = 0; j < d; j++) {
      gradient[from + j] =
        (gradient[from + j] ?? 0) +
        (first * (values[a + j] ?? 0) + second * (values[b + j] ?? 0)) +
        (third * (values[c + j] ?? 0) + fourth * (values[e + j] ?? 0));
    }
  }
  for (; row < count; row++, a += d) {
    const factor = factors[row] ?? 0;
    for (let j = 0; j < d; j++) gradient[from + j] = (gradient[from + j] ?? 0) + factor * (values[a + j] ?? 0);
  }
}
