import type { Matrix } from "#engine/core/matrix.ts";
import { codeColumn, gridOver } from "./histogram-codes.ts";
import { findBinEdges, mostBins } from "./histogram-edges.ts";

/** Features as small codes, one byte a cell: what forests and boosting learn from. */
export type BinnedFeatures = {
  readonly rowCount: number;
  readonly columnCount: number;
  /** n × d, row after row; where a value is missing, the code after the column's last bin. */
  readonly codes: Uint8Array;
  /** Of each column, the thresholds between its bins: one fewer than bins. */
  readonly edges: readonly Float64Array[];
};

/**
 * Replaces every value by the number of its bin.
 *
 * A tree cares only about the order of values, and hardly about differences within one bin of 255; but to count rows in 255
 * bins takes one pass, where sorting takes many. O(d × n log n) for the borders, once for all trees.
 */
export function binFeatures(matrix: Matrix, bins: number = mostBins): BinnedFeatures {
  return codeFeatures(matrix, findBinEdges(matrix, bins));
}

/** Codes of other rows over the same borders. */
export function codeFeatures(matrix: Matrix, edges: readonly Float64Array[]): BinnedFeatures {
  const { rowCount, columnCount } = matrix;
  const codes = new Uint8Array(rowCount * columnCount);
  for (const [feature, ofColumn] of edges.entries()) {
    const grid = gridOver(ofColumn);
    const missingCode = missingBin(ofColumn);
    codeColumn({
      matrix,
      grid,
      feature,
      fromRow: 0,
      toRow: rowCount,
      codes,
      firstCode: feature,
      codesPerRow: columnCount,
      missingCode,
    });
  }
  return { rowCount, columnCount, codes, edges };
}

/** The code of a missing value: the bins of a column are 0 to `edges.length`, and this comes next. */
export function missingBin(edges: Float64Array): number {
  return edges.length + 1;
}

/** The threshold behind a bin; behind the last one only missing values are left. */
export function thresholdAfterBin(edges: Float64Array, bin: number): number {
  return edges[bin] ?? Number.MAX_VALUE;
}
