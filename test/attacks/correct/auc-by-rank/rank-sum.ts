/** Mann and Whitney: from the sum of the positives' mean ranks. */
export function aucByRank(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  const rows = [...new Float64Array(Array.from(scores)).keys()];
  rows.sort((a, b) => Number(scores[a]) - Number(scores[b]));
  const ranks = new Float64Array(rows.length);
  for (let from = 0; from < rows.length; ) {
    let to = from + 1;
    while (to < rows.length && scores[rows[to] ?? -1] === scores[rows[from] ?? -1]) to++;
    for (const row of rows.slice(from, to)) ranks[row] = (from + 1 + to) / 2;
    from = to;
  }
  const positives = rows.filter((row) => labels[row] === 1);
  const n = positives.length;
  const sum = positives.reduce((total, row) => total + (ranks[row] ?? 0), 0);
  return (sum - (n * (n + 1)) / 2) / (n * (rows.length - n));
}
