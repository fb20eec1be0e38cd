import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRng } from "#engine/core/random.ts";

export const classCount = 10;

/** The columns of the sample, each a file of bare numbers in the machine's own order, so that every language reads the same. */
export const sampleColumns = {
  labels: Uint8Array,
  scores: Float64Array,
  tiedScores: Float64Array,
  actualClass: Uint8Array,
  predictedClass: Uint8Array,
  actualValue: Float64Array,
  predictedValue: Float64Array,
} as const;
export type SampleColumn = keyof typeof sampleColumns;

/**
 * Writes one sample of n rows: a ranking that is right more often than not (AUC about 0.76, scores from 0 to 1; once with all their bits,
 * once rounded to hundredths), ten classes guessed right in seven rows of ten, and values with an error.
 */
export function writeMetricsSample({ folder, rowCount }: { readonly folder: string; readonly rowCount: number }): void {
  const rng = createRng(20261124);
  const columns = {
    labels: new Uint8Array(rowCount),
    scores: new Float64Array(rowCount),
    tiedScores: new Float64Array(rowCount),
    actualClass: new Uint8Array(rowCount),
    predictedClass: new Uint8Array(rowCount),
    actualValue: new Float64Array(rowCount),
    predictedValue: new Float64Array(rowCount),
  };
  for (let row = 0; row < rowCount; row++) {
    const label = rng.integer(3) === 0 ? 1 : 0;
    const score = (rng.uniform() + rng.uniform() + rng.uniform() + 0.5 * label) / 3.5;
    columns.labels[row] = label;
    columns.scores[row] = score;
    columns.tiedScores[row] = Math.round(score * 100) / 100;
    const actual = rng.integer(classCount);
    columns.actualClass[row] = actual;
    columns.predictedClass[row] = rng.integer(10) < 7 ? actual : rng.integer(classCount);
    const value = rng.uniform() * 500_000;
    columns.actualValue[row] = value;
    columns.predictedValue[row] = value + (rng.uniform() - 0.4) * 90_000;
  }
  for (const [name, column] of Object.entries(columns)) writeFileSync(join(folder, name), column);
}
