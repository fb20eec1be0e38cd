export type SeriesFacts = {
  /** Points whose x and y are both finite numbers: those that are drawn. */
  readonly count: number;
  readonly leftOut: number;
  readonly xMin: number;
  readonly xMax: number;
  readonly yMin: number;
  readonly yMax: number;
};

/** What a caption says of a series; NaN where no point can be drawn. */
export function seriesFacts({ x, y }: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> }): SeriesFacts {
  let count = 0;
  let [xMin, xMax, yMin, yMax] = [Infinity, -Infinity, Infinity, -Infinity];
  const length = Math.max(x.length, y.length);
  for (let i = 0; i < length; i++) {
    const px = x[i] ?? Number.NaN;
    const py = y[i] ?? Number.NaN;
    if (!Number.isFinite(px) || !Number.isFinite(py)) continue;
    count++;
    xMin = Math.min(xMin, px);
    xMax = Math.max(xMax, px);
    yMin = Math.min(yMin, py);
    yMax = Math.max(yMax, py);
  }
  const leftOut = length - count;
  const none = Number.NaN;
  return count === 0
    ? { count, leftOut, xMin: none, xMax: none, yMin: none, yMax: none }
    : { count, leftOut, xMin, xMax, yMin, yMax };
}
