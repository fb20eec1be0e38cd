import fc from "fast-check";

export type ScoredRow = { readonly label: number; readonly score: number; readonly weight: number };

/** Rows with ties and small whole weights, 0 among them; weighted, both classes are there. */
export const scoredRows: fc.Arbitrary<readonly ScoredRow[]> = fc
  .array(
    fc.record({
      label: fc.integer({ min: 0, max: 1 }),
      score: fc.oneof(
        fc.integer({ min: -5, max: 5 }),
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
      ),
      weight: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 2, maxLength: 40 },
  )
  .filter((rows) => [0, 1].every((wanted) => rows.some(({ label, weight }) => label === wanted && weight > 0)));

export function columnsOf(rows: readonly ScoredRow[]) {
  return {
    labels: rows.map(({ label }) => label),
    scores: rows.map(({ score }) => score),
    weights: rows.map(({ weight }) => weight),
  };
}

/** Each row as often as its weight says, without weights. */
export function repeatedColumns(rows: readonly ScoredRow[]) {
  const { labels, scores } = columnsOf(rows.flatMap((row) => Array.from({ length: row.weight }, () => row)));
  return { labels, scores };
}
