import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRng } from "#engine/core/random.ts";

export const treeColumnCount = 20;

/** Rows for training or test: features n × 20 and a label 0 or 1. */
export type TreesSample = { readonly features: Float64Array; readonly labels: Uint8Array };

/** Six of twenty columns matter: alone, in a product, in a wave, as a step. The best possible AUC is about 0.86. */
export function writeTreesSample({ folder, rowCount }: { readonly folder: string; readonly rowCount: number }): void {
  const rng = createRng(20261124);
  for (const [name, count] of [
    ["train", rowCount],
    ["test", 5000],
  ] as const) {
    // biome-ignore format: a pair of pairs
    const features = new Float64Array(count * treeColumnCount).map(() => rng.uniform() * 2 - 1);
    const labels = new Uint8Array(count);
    for (let row = 0; row < count; row++) {
      const at = row * treeColumnCount;
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = features.subarray(at, at + 6);
      const score = 2 * a + 3 * b * c + Math.sin(3 * d) + (e > 0.3 ? 1 : 0) + f;
      labels[row] = rng.uniform() < 1 / (1 + Math.exp(-1.2 * score)) ? 1 : 0;
    }
    writeFileSync(join(folder, `${name}-features`), features);
    writeFileSync(join(folder, `${name}-labels`), labels);
  }
}

export function readTreesSample(folder: string, name: "train" | "test"): TreesSample {
  const bytes = readFileSync(join(folder, `${name}-features`));
  const features = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return { features, labels: new Uint8Array(readFileSync(join(folder, `${name}-labels`))) };
}
