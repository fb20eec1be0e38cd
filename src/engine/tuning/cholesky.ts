/**
 * The square root of a symmetric positive matrix A: the lower triangle L with L Lᵀ = A. With it, A x = b is solved by two
 * sweeps, and the logarithm of A's determinant is twice the sum of the logarithms on L's diagonal.
 *
 * Works in place on n × n numbers, row after row; only the lower triangle is read and written. O(n³ / 6).
 *
 * @returns  whether the matrix was positive definite; if not, its content is of no use
 */
export function choleskyInPlace(matrix: Float64Array, n: number): boolean {
  for (let row = 0; row < n; row++) {
    const rowStart = row * n;
    for (let column = 0; column <= row; column++) {
      const columnStart = column * n;
      let sum = matrix[rowStart + column] as number; // inside n × n
      for (let k = 0; k < column; k++) {
        sum -= (matrix[rowStart + k] as number) * (matrix[columnStart + k] as number); // inside n × n
      }
      if (column < row) {
        matrix[rowStart + column] = sum / (matrix[columnStart + column] as number); // inside n × n
      } else {
        if (!(sum > 0)) return false;
        matrix[rowStart + row] = Math.sqrt(sum);
      }
    }
  }
  return true;
}

/** Replaces b by the x that solves L x = b: from the first row down. O(n² / 2). */
export function solveLower(lower: ArrayLike<number>, n: number, b: Float64Array): void {
  for (let row = 0; row < n; row++) {
    let sum = b[row] as number; // row < n
    const start = row * n;
    for (let k = 0; k < row; k++) sum -= (lower[start + k] as number) * (b[k] as number); // inside n × n
    b[row] = sum / (lower[start + row] as number); // inside n × n
  }
}

/** Replaces b by the x that solves Lᵀ x = b: from the last row up. O(n² / 2). */
export function solveUpper(lower: ArrayLike<number>, n: number, b: Float64Array): void {
  for (let row = n - 1; row >= 0; row--) {
    const x = (b[row] as number) / (lower[row * n + row] as number); // inside n × n
    b[row] = x;
    for (let k = 0; k < row; k++) b[k] = (b[k] as number) - (lower[row * n + k] as number) * x; // inside n × n
  }
}

/** The inverse of A = L Lᵀ, n × n, lower triangle only. Inner loops run along rows, as memory lies. O(n³ / 3). */
export function inverseOf(lower: Float64Array, n: number): Float64Array {
  // Row i of L⁻¹ is minus the sum of L(i, k) × row k of L⁻¹ over k < i, and 1 in its own place, all divided by L(i, i).
  const inverseLower = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    const start = row * n;
    for (let k = 0; k < row; k++) {
      const factor = lower[start + k] as number; // inside n × n
      for (let column = 0, from = k * n; column <= k; column++) {
        const at = start + column;
        inverseLower[at] = (inverseLower[at] as number) - factor * (inverseLower[from + column] as number); // inside n × n
      }
    }
    const diagonal = lower[start + row] as number; // inside n × n
    for (let column = 0; column < row; column++) {
      inverseLower[start + column] = (inverseLower[start + column] as number) / diagonal; // inside n × n
    }
    inverseLower[start + row] = 1 / diagonal;
  }
  // A⁻¹ = L⁻ᵀ L⁻¹: row k of L⁻¹ adds its products to all rows up to k.
  const inverse = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const from = k * n;
    for (let row = 0; row <= k; row++) {
      const factor = inverseLower[from + row] as number; // inside n × n
      const start = row * n;
      for (let column = 0; column <= row; column++) {
        inverse[start + column] =
          (inverse[start + column] as number) + factor * (inverseLower[from + column] as number); // inside
      }
    }
  }
  return inverse;
}
