import type { Matrix } from "#engine/core/matrix.ts";

/** Rows that are read together while one pair of columns is added up. */
const blockRows = 128;

/**
 * Σ weight × (xᵢ − centerᵢ)(xⱼ − centerⱼ) for every pair of columns: d × d, row after row, symmetric. O(n × d²).
 *
 * @param centers  one number a column, length d or more
 */
export function centeredGram({
  matrix,
  weights,
  centers,
}: {
  readonly matrix: Matrix;
  readonly weights: Float64Array;
  readonly centers: Float64Array;
}): Float64Array {
  const { rowCount, columnCount: d, values } = matrix;
  const gram = new Float64Array(d * d);
  // Column after column, so that the innermost loop runs over rows in two stretches of memory.
  const block = new Float64Array(d * blockRows);
  for (let start = 0; start < rowCount; start += blockRows) {
    const count = Math.min(blockRows, rowCount - start);
    for (let i = 0; i < count; i++) {
      const root = Math.sqrt(weights[start + i] ?? 0);
      const at = (start + i) * d;
      for (let column = 0; column < d; column++) {
        block[column * blockRows + i] = root * ((values[at + column] ?? 0) - (centers[column] ?? 0));
      }
    }
    for (let i = count; i < blockRows; i++)
      for (let column = 0; column < d; column++) block[column * blockRows + i] = 0;
    addProducts({ gram, block, d });
  }
  for (let row = 0; row < d; row++) {
    for (let column = 0; column < row; column++) gram[column * d + row] = gram[row * d + column] ?? 0;
  }
  return gram;
}

/** Adds the products of all pairs of columns of a block to the lower triangle, four sums at a time. */
function addProducts({
  gram,
  block,
  d,
}: {
  readonly gram: Float64Array;
  readonly block: Float64Array;
  readonly d: number;
}): void {
  for (let row = 0; row < d; row++) {
    const left = row * blockRows;
    for (let column = 0; column <= row; column++) {
      const right = column * blockRows;
      let a = 0;
      let b = 0;
      let c = 0;
      let e = 0;
      for (let i = 0; i < blockRows; i += 4) {
        a += (block[left + i] ?? 0) * (block[right + i] ?? 0);
        b += (block[left + i + 1] ?? 0) * (block[right + i + 1] ?? 0);
        c += (block[left + i + 2] ?? 0) * (block[right + i + 2] ?? 0);
        e += (block[left + i + 3] ?? 0) * (block[right + i + 3] ?? 0);
      }
      gram[row * d + column] = (gram[row * d + column] ?? 0) + (a + b + (c + e));
    }
  }
}
