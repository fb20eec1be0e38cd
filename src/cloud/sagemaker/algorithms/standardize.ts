import type { Matrix } from "#engine/core/matrix.ts";

export type Scaling = { readonly means: readonly number[]; readonly deviations: readonly number[] };

export function scalingOf({ rowCount, columnCount, values }: Matrix): Scaling {
  const means = Array.from({ length: columnCount }, (_, column) => {
    let sum = 0;
    for (let row = 0; row < rowCount; row++) sum += values[row * columnCount + column] ?? 0;
    return sum / rowCount;
  });
  const deviations = means.map((mean, column) => {
    let sum = 0;
    for (let row = 0; row < rowCount; row++) sum += ((values[row * columnCount + column] ?? 0) - mean) ** 2;
    return Math.sqrt(sum / rowCount) || 1;
  });
  return { means, deviations };
}

export function scaled(matrix: Matrix, { means, deviations }: Scaling): Matrix {
  const { columnCount } = matrix;
  const values = matrix.values.map((value, at) => {
    const column = at % columnCount;
    return (value - (means[column] ?? 0)) / (deviations[column] ?? 1);
  });
  return { ...matrix, values };
}
