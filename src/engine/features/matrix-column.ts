import type { Matrix } from "#engine/core/matrix.ts";

/** Column j of a matrix as a fresh array of length n, where it lies together in memory. */
export function matrixColumn(matrix: Matrix, j: number): Float64Array<ArrayBuffer> {
  const { rowCount, columnCount, values } = matrix;
  const column = new Float64Array(rowCount);
  for (let row = 0, at = j; row < rowCount; row++, at += columnCount) column[row] = values[at] as number; // j < columnCount
  return column;
}

/** The matrix with only some of its columns, by their places. */
export function matrixOfColumns(matrix: Matrix, places: readonly number[]): Matrix {
  const { rowCount, columnCount, values, names } = matrix;
  const kept = new Float64Array(rowCount * places.length);
  let to = 0;
  for (let row = 0; row < rowCount; row++) {
    for (const place of places) kept[to++] = values[row * columnCount + place] as number; // place < columnCount
  }
  return { rowCount, columnCount: places.length, values: kept, names: places.map((place) => names[place] ?? "") };
}
