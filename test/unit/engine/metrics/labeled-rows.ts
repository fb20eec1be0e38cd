import fc from "fast-check";

export type LabeledRow = { readonly actual: number; readonly predicted: number; readonly weight: number };

/** Rows of up to five classes with small whole weights, at least one of them above 0. */
export const labeledRows: fc.Arbitrary<readonly LabeledRow[]> = fc
  .array(
    fc.record({
      actual: fc.integer({ min: 0, max: 4 }),
      predicted: fc.integer({ min: 0, max: 4 }),
      weight: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .filter((rows) => rows.some(({ weight }) => weight > 0));

export const binaryRows: fc.Arbitrary<readonly LabeledRow[]> = labeledRows.map((rows) =>
  rows.map(({ actual, predicted, weight }) => ({ actual: actual % 2, predicted: predicted % 2, weight })),
);

export function columnsOf(rows: readonly LabeledRow[]) {
  return {
    actual: rows.map(({ actual }) => actual),
    predicted: rows.map(({ predicted }) => predicted),
    weights: rows.map(({ weight }) => weight),
  };
}

/** Each row as often as its weight says, without weights. */
export function repeated<Row extends { readonly weight: number }>(rows: readonly Row[]): readonly Row[] {
  return rows.flatMap((row) => Array.from({ length: row.weight }, () => row));
}
