/**
 * The mean of scores of classes, in which NaN means "this class has no score" and is left out.
 *
 * A caller who sets `whenUndefined` to NaN asks for this: the undefined class neither helps nor harms the average. When
 * every class is undefined, or those that count weigh 0, so is the mean: NaN. O(k).
 *
 * @param values   one score a class, length k
 * @param weights  how much each class counts, length k; default 1 each
 * @returns        Σ weight × value / Σ weight over the defined values
 * @example meanOfDefined({ values: [0.5, NaN, 1] }) // => 0.75
 * @source  scikit-learn 1.3 and later with zero_division=np.nan
 */
export function meanOfDefined({
  values,
  weights,
}: {
  readonly values: readonly number[];
  readonly weights?: readonly number[];
}): number {
  let sum = 0;
  let weightSum = 0;
  for (const [i, value] of values.entries()) {
    if (Number.isNaN(value)) continue;
    const weight = weights?.[i] ?? 1;
    sum += weight * value;
    weightSum += weight;
  }
  return sum / weightSum;
}
