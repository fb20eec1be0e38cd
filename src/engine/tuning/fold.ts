/**
 * One way to divide the rows: learn from `train`, measure on `test`. Row numbers in ascending order; no row stands in both.
 */
export type Fold = { readonly train: Int32Array; readonly test: Int32Array };

/** Folds from the number of the fold in which each row is tested: every other row is for training. O(k × n). */
export function foldsOfAssignment({
  testFold,
  foldCount,
}: {
  readonly testFold: Int32Array;
  readonly foldCount: number;
}): readonly Fold[] {
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
