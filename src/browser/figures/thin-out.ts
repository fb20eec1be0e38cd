export type Point = { readonly x: number; readonly y: number };
type Lists = { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };

/** The points of a series that can be drawn, in their order. */
export function finitePoints({ x, y }: Lists): readonly Point[] {
  const points: Point[] = [];
  for (let i = 0; i < x.length; i++) {
    const point = { x: x[i] ?? Number.NaN, y: y[i] ?? Number.NaN };
    if (Number.isFinite(point.x) && Number.isFinite(point.y)) points.push(point);
  }
  return points;
}

/**
 * At most `limit` points of a line with the same outline: of each run of neighbours the first, lowest, highest and last stay,
 * so that no peak disappears. Fewer points are returned as they are.
 */
export function thinLine(points: readonly Point[], limit: number): readonly Point[] {
  if (points.length <= limit) return points;
  const runs = Math.max(1, Math.floor(limit / 4));
  const kept: Point[] = [];
  for (let run = 0; run < runs; run++) {
    const from = Math.floor((run * points.length) / runs);
    const to = Math.floor(((run + 1) * points.length) / runs) - 1;
    let [low, high] = [from, from];
    for (let i = from; i <= to; i++) {
      if (yAt(points, i) < yAt(points, low)) low = i;
      if (yAt(points, i) > yAt(points, high)) high = i;
    }
    for (const i of [...new Set([from, low, high, to])].sort((a, b) => a - b)) {
      const point = points[i];
      if (point !== undefined) kept.push(point);
    }
  }
  return kept;
}

/** At most `limit` points of a cloud, every k-th, k the same throughout. */
export function thinCloud(points: readonly Point[], limit: number): readonly Point[] {
  const step = points.length / limit;
  return step <= 1
    ? points
    : Array.from({ length: limit }, (_, i) => points[Math.floor(i * step)]).filter((p) => p !== undefined);
}

function yAt(points: readonly Point[], i: number): number {
  return points[i]?.y ?? Number.NaN;
}
