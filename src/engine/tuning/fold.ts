import { requireNumber } from "#engine/core/require-number.ts";

/**
 * One way to divide the rows: learn from `train`, measure on `test`. Row numbers in ascending order; no row stands in both.
 */
export type Fold = { readonly train: Int32Array; readonly test: Int32Array };

/** Every fold lists every row once: beyond this, the lists would not fit into memory (1 GB). */
const mostRowNumbers = 250_000_000;

/** Folds from the number of the fold in which each row is tested: every other row is for training. O(k × n). */
export function foldsOfAssignment({
  functionName,
  testFold,
  foldCount,
}: {
  readonly functionName: string;
  readonly testFold: Int32Array;
  readonly foldCount: number;
}): readonly Fold[] {
  requireNumber({ functionName, name: "folds × rows", value: foldCount * testFold.length, most: mostRowNumbers });
  const sizes = new Int32Array(foldCount);
  for (const fold of testFold) sizes[fold] = (sizes[fold] ?? 0) + 1;
  return Array.from(sizes, (size, fold) => {
    const test = new Int32Array(size);
    const train = new Int32Array(testFold.length - size);
    let tested = 0;
    let trained = 0;
    for (let row = 0; row < testFold.length; row++) {
      if (testFold[row] === fold) test[tested++] = row;
      else train[trained++] = row;
    }
    return { train, test };
  });
}
