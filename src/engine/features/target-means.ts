/** The smoothed mean of the target for each category, and over all rows. */
export type TargetMeans = { readonly overall: number; readonly means: Float64Array };

/**
 * Mean target by category, drawn towards the overall mean where a category has few rows.
 *
 * With a number m, each category gets m further rows of overall mean: (n × mean + m × overall) / (n + m). With "auto", m
 * comes from the data: a category whose rows scatter little about their mean needs little help (empirical Bayes).
 *
 * @param codes    category of each row; below 0 = none
 * @param targets  length n
 * @param rows     the rows to learn from
 */
export function targetMeans({
  codes,
  targets,
  rows,
  categoryCount,
  smoothing,
}: {
  readonly codes: Int32Array;
  readonly targets: Float64Array;
  readonly rows: Int32Array;
  readonly categoryCount: number;
  readonly smoothing: number | "auto";
}): TargetMeans {
  const sums = new Float64Array(categoryCount);
  const counts = new Float64Array(categoryCount);
  let total = 0;
  for (const row of rows) {
    const target = targets[row] as number; // a row
    total += target;
    const code = codes[row] as number; // a row
    if (code < 0) continue;
    sums[code] = (sums[code] as number) + target; // a code
    counts[code] = (counts[code] as number) + 1;
  }
  const overall = total / rows.length;
  const own = sums.map((sum, code) => sum / (counts[code] as number)); // as many counts as sums
  const spread = smoothing === "auto" ? squaresAbout({ codes, targets, rows, overall, own }) : undefined;
  const means = own.map((mean, code) => {
    const count = counts[code] as number; // as many counts as means
    if (count === 0) return overall;
    if (spread === undefined) return (count * mean + (smoothing as number) * overall) / (count + (smoothing as number)); // not "auto"
    const between = (spread.total / rows.length) * count;
    const within = (spread.own[code] as number) / count; // likewise
    const trust = between / (between + within);
    return Number.isNaN(trust) ? overall : trust * mean + (1 - trust) * overall;
  });
  return { overall, means };
}

/** Sums of squared distances: of all rows from the overall mean, of each category's rows from its own. */
function squaresAbout({
  codes,
  targets,
  rows,
  overall,
  own,
}: {
  readonly codes: Int32Array;
  readonly targets: Float64Array;
  readonly rows: Int32Array;
  readonly overall: number;
  readonly own: Float64Array;
}): { readonly total: number; readonly own: Float64Array } {
  const squares = new Float64Array(own.length);
  let total = 0;
  for (const row of rows) {
    const target = targets[row] as number; // a row
    total += (target - overall) ** 2;
    const code = codes[row] as number; // a row
    if (code >= 0) squares[code] = (squares[code] as number) + (target - (own[code] as number)) ** 2; // a code
  }
  return { total, own: squares };
}
