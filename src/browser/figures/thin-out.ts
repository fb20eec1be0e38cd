export type Point = { readonly x: number; readonly y: number };
type Lists = { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };

/** At most `limit` points of a cloud, every k-th of those that can be drawn. */
export function thinCloud({ x, y }: Lists, limit: number): readonly Point[] {
  const drawn: number[] = [];
  for (let i = 0; i < x.length; i++) if (Number.isFinite(x[i]) && Number.isFinite(y[i])) drawn.push(i);
  const step = Math.max(1, drawn.length / limit);
  return Array.from({ length: Math.min(drawn.length, limit) }, (_, i) =>
    pointAt({ x, y }, drawn[Math.floor(i * step)] ?? 0),
  );
}

/**
 * At most `limit` points of a line with the same outline: of each run of neighbours the first, lowest, highest and last stay, so
 * that no peak disappears, and a missing value if there is one, so that the gap stays. Shorter lines are returned whole.
 */
export function thinLine(lists: Lists, limit: number): readonly Point[] {
  const { x, y } = lists;
  if (x.length <= limit) return Array.from(x, (_, i) => pointAt(lists, i));
  const runs = Math.max(1, Math.floor(limit / 5));
  const kept: Point[] = [];
  for (let run = 0; run < runs; run++) {
    const from = Math.floor((run * x.length) / runs);
    const to = Math.floor(((run + 1) * x.length) / runs) - 1;
    let [low, high, gap] = [from, from, from];
    for (let i = from; i <= to; i++) {
      const value = y[i] ?? Number.NaN;
      if (!Number.isFinite(value)) gap = i;
      else {
        if (!(value >= pointAt(lists, low).y)) low = i;
        if (!(value <= pointAt(lists, high).y)) high = i;
      }
    }
    for (const i of [...new Set([from, low, high, gap, to])].sort((a, b) => a - b)) kept.push(pointAt(lists, i));
  }
  return kept;
}

/** A y that is no finite number becomes NaN: a gap in the line. */
function pointAt({ x, y }: Lists, i: number): Point {
  const value = y[i] ?? Number.NaN;
  return { x: x[i] ?? Number.NaN, y: Number.isFinite(value) ? value : Number.NaN };
}
