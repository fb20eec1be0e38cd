import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRng } from "#engine/core/random.ts";

export const linearColumnCount = 20;
export const clusterCount = 8;

/** Features n × 20 with a label 0 or 1, and where k-means begins: 8 × 20. */
export type LinearSample = {
  readonly features: Float64Array;
  readonly labels: Uint8Array;
  readonly start: Float64Array;
};

/** Eight overlapping clouds; the log odds of the label are a line in the columns. */
export function writeLinearSample({ folder, rowCount }: { readonly folder: string; readonly rowCount: number }): void {
  const rng = createRng(20261124);
  const bell = (): number => 2 * (rng.uniform() + rng.uniform() + rng.uniform()) - 3;
  const slopes = Array.from({ length: linearColumnCount }, () => 2 * rng.uniform() - 1);
  const clouds = Array.from({ length: clusterCount }, () =>
    Array.from({ length: linearColumnCount }, () => bell() / 2),
  );
  const features = new Float64Array(rowCount * linearColumnCount);
  const labels = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const cloud = clouds[rng.integer(clusterCount)] ?? [];
    let score = -0.5;
    for (const [column, slope] of slopes.entries()) {
      const value = (cloud[column] ?? 0) + bell();
      features[row * linearColumnCount + column] = value;
      score += slope * value;
    }
    labels[row] = rng.uniform() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  }
  writeFileSync(join(folder, "features"), features);
  writeFileSync(join(folder, "labels"), labels);
  writeFileSync(join(folder, "start"), features.slice(0, clusterCount * linearColumnCount));
}

export function readLinearSample(folder: string): LinearSample {
  const doubles = (name: string): Float64Array => {
    const bytes = readFileSync(join(folder, name));
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  return {
    features: doubles("features"),
    labels: new Uint8Array(readFileSync(join(folder, "labels"))),
    start: doubles("start"),
  };
}
