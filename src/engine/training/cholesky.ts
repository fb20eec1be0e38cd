/**
 * A positive definite matrix as L × Lᵀ with L lower triangular, in place: its lower triangle becomes L. O(d³).
 *
 * A pivot that rounding has brought to 0 or below is replaced by the diagonal it came from, so that the result is always
 * positive definite: good enough for a guess of curvature, which is what it serves for.
 */
export function factorize({ matrix, d }: { readonly matrix: Float64Array; readonly d: number }): void {
  for (let row = 0; row < d; row++) {
    const rowAt = row * d;
    const original = matrix[rowAt + row] ?? 0;
    for (let column = 0; column <= row; column++) {
      const columnAt = column * d;
      let sum = matrix[rowAt + column] ?? 0;
      for (let k = 0; k < column; k++) sum -= (matrix[rowAt + k] ?? 0) * (matrix[columnAt + k] ?? 0);
      if (column < row) matrix[rowAt + column] = sum / (matrix[columnAt + column] ?? 1);
      else matrix[rowAt + row] = Math.sqrt(sum > 1e-13 * original ? sum : original > 0 ? original : 1);
    }
  }
}

/** Solves L × Lᵀ x = b, from `offset` on, in place. O(d²). */
export function solveFactorized({
  factor,
  d,
  values,
  offset,
}: {
  readonly factor: Float64Array;
  readonly d: number;
  readonly values: Float64Array;
  readonly offset: number;
}): void {
  for (let row = 0; row < d; row++) {
    let sum = values[offset + row] ?? 0;
    for (let k = 0; k < row; k++) sum -= (factor[row * d + k] ?? 0) * (values[offset + k] ?? 0);
    values[offset + row] = sum / (factor[row * d + row] ?? 1);
  }
  for (let row = d - 1; row >= 0; row--) {
    let sum = values[offset + row] ?? 0;
    for (let k = row + 1; k < d; k++) sum -= (factor[k * d + row] ?? 0) * (values[offset + k] ?? 0);
    values[offset + row] = sum / (factor[row * d + row] ?? 1);
  }
}
