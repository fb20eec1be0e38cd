import { log } from "#engine/core/log.ts";

/** One row of the exponential histogram: buckets of 2^row values each, the oldest first. */
type BucketRow = {
  readonly sums: readonly number[];
  /** Sum of squared deviations from the bucket's own mean. */
  readonly squares: readonly number[];
};

/** What ADWIN remembers of its window: about 5 log₂(n) buckets instead of n values. */
export type AdwinState = {
  readonly kind: "adwin";
  readonly version: 1;
  readonly falseAlarmChance: number;
  readonly bucketsPerRow: number;
  readonly checkEvery: number;
  readonly leastPart: number;
  /** Values seen in all, and in the window with their sum and sum of squared deviations. */
  readonly seen: number;
  readonly width: number;
  readonly sum: number;
  readonly squares: number;
  readonly rows: readonly BucketRow[];
};

/**
 * ADWIN (Bifet & Gavaldà 2007): keep a window as long as it looks like one source, and drop its old end when it does
 * not.
 *
 * Every `checkEvery` values, each cut between buckets splits the window into an older part of n₀ and a newer of n₁
 * values. If their means differ by more than √(2/m × variance × ln(2/δ′)) + 2/(3m) × ln(2/δ′), with 1/m = 1/n₀ + 1/n₁
 * and δ′ = δ / ln n, chance would do that with at most about δ: the oldest bucket is dropped, and the cuts are tried
 * again. So the width of the window is itself the answer to "how much of the past still holds?". Values are held in
 * buckets of 1, 2, 4, 8 …; when a row holds more than `bucketsPerRow`, its two oldest are merged into one of the next
 * row.
 *
 * The bound is proved for values in [0, 1]: divide by the range first. All buckets are looked at, the last of each row
 * too, which River skips: on its test stream it rings 32 values later.
 */
export function stepAdwin(state: AdwinState, value: number): { state: AdwinState; status: "stable" | "drift" } {
  const next = shrinkIfDue(insert(state, value));
  return { state: next, status: next.width <= state.width ? "drift" : "stable" };
}

function insert(state: AdwinState, value: number): AdwinState {
  const width = state.width + 1;
  const squares =
    state.width === 0 ? 0 : state.squares + (state.width * (value - state.sum / state.width) ** 2) / width;
  const first = state.rows[0] ?? { sums: [], squares: [] };
  let rows: readonly BucketRow[] = [
    { sums: [...first.sums, value], squares: [...first.squares, 0] },
    ...state.rows.slice(1),
  ];
  for (let row = 0; (rows[row]?.sums.length ?? 0) > state.bucketsPerRow; row++) rows = mergeOldest(rows, row);
  return { ...state, seen: state.seen + 1, width, sum: state.sum + value, squares, rows };
}

/** The two oldest buckets of a row become the newest bucket of the next. */
function mergeOldest(rows: readonly BucketRow[], row: number): readonly BucketRow[] {
  const { sums, squares } = rows[row] as BucketRow; // the caller found it full
  const size = 2 ** row;
  const [first, second] = [sums[0] as number, sums[1] as number]; // a full row holds two or more
  const between = (size * (first / size - second / size) ** 2) / 2;
  const next = rows[row + 1] ?? { sums: [], squares: [] };
  const merged = (squares[0] as number) + (squares[1] as number) + between; // likewise
  const changed = [
    { sums: sums.slice(2), squares: squares.slice(2) },
    { sums: [...next.sums, first + second], squares: [...next.squares, merged] },
  ];
  return [...rows.slice(0, row), ...changed, ...rows.slice(row + 2)];
}

function shrinkIfDue(state: AdwinState): AdwinState {
  if (state.seen % state.checkEvery !== 0) return state;
  let next = state;
  while (hasCut(next)) next = dropOldest(next);
  return next;
}

/** Whether some cut has parts whose means differ by more than chance allows. */
function hasCut({ rows, width, sum, squares, leastPart, falseAlarmChance }: AdwinState): boolean {
  if (width < 2 * leastPart) return false;
  const certainty = log((2 * log(width)) / falseAlarmChance);
  const variance = Math.max(0, squares) / width;
  let older = 0;
  let olderSum = 0;
  for (let row = rows.length - 1; row >= 0; row--) {
    for (const bucketSum of (rows[row] as BucketRow).sums) {
      older += 2 ** row;
      olderSum += bucketSum;
      const newer = width - older;
      if (newer < leastPart) return false;
      if (older < leastPart) continue;
      const share = 1 / older + 1 / newer;
      const allowed = Math.sqrt(2 * share * variance * certainty) + (2 / 3) * share * certainty;
      if (Math.abs(olderSum / older - (sum - olderSum) / newer) > allowed) return true;
    }
  }
  return false;
}

function dropOldest(state: AdwinState): AdwinState {
  const row = state.rows.length - 1;
  const last = state.rows[row] as BucketRow; // a window that can be cut has rows
  const size = 2 ** row;
  const bucketSum = last.sums[0] as number; // the last row is never empty
  const width = state.width - size;
  const sum = state.sum - bucketSum;
  const between = (size * width * (bucketSum / size - sum / width) ** 2) / (size + width);
  const rest = { sums: last.sums.slice(1), squares: last.squares.slice(1) };
  return {
    ...state,
    width,
    sum,
    squares: state.squares - (last.squares[0] as number) - between, // likewise
    rows: rest.sums.length > 0 ? [...state.rows.slice(0, row), rest] : state.rows.slice(0, row),
  };
}
