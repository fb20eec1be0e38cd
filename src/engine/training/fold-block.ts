/**
 * Reflects a block of rows into an upper triangle: afterwards the triangle alone stands for all rows seen so far. O(count × width²).
 *
 * Column by column, a Householder reflection turns the column's part in the block to zero and moves its length into the
 * diagonal; lengths and angles, and with them all sums of squares, stay as they were.
 *
 * @param triangle   width × width, row after row; changed
 * @param block      column after column, each `blockRows` long; its first `count` rows count; destroyed
 */
export function foldBlock({
  triangle,
  block,
  width,
  blockRows,
  count,
}: {
  readonly triangle: Float64Array;
  readonly block: Float64Array;
  readonly width: number;
  readonly blockRows: number;
  readonly count: number;
}): void {
  for (let k = 0; k < width; k++) {
    const mirror = k * blockRows;
    let square = 0;
    for (let i = mirror; i < mirror + count; i++) square += (block[i] ?? 0) * (block[i] ?? 0);
    if (square === 0) continue;
    const diagonal = triangle[k * width + k] ?? 0;
    const length = Math.sqrt(diagonal * diagonal + square);
    const moved = diagonal >= 0 ? -length : length;
    // The mirror's normal is (diagonal − moved, block column); twice over its squared length is 1 / (length × |diagonal − moved|).
    const first = diagonal - moved;
    const scale = 1 / (length * Math.abs(first));
    triangle[k * width + k] = moved;
    for (let j = k + 1; j < width; j++) {
      const column = j * blockRows;
      let product = first * (triangle[k * width + j] ?? 0);
      for (let i = 0; i < count; i++) product += (block[mirror + i] ?? 0) * (block[column + i] ?? 0);
      product *= scale;
      triangle[k * width + j] = (triangle[k * width + j] ?? 0) - product * first;
      for (let i = 0; i < count; i++) {
        block[column + i] = (block[column + i] ?? 0) - product * (block[mirror + i] ?? 0);
      }
    }
  }
}
