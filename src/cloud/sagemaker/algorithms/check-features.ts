import { AlgorithmFailure } from "./algorithm-failure.ts";
import type { NumberTable } from "./number-table.ts";

/** `feature_dim` has to be what the data has, and these algorithms know no missing value. */
export function checkFeatures({
  table,
  featureDim,
  labelColumns,
}: {
  readonly table: NumberTable;
  readonly featureDim: string | undefined;
  readonly labelColumns: number;
}): void {
  const width = table.columnCount - labelColumns;
  if (featureDim !== undefined && featureDim !== "auto" && Number(featureDim) !== width) {
    throw new AlgorithmFailure(
      "ClientError",
      `The feature dimension of the data, ${width}, is not the hyperparameter feature_dim, ${featureDim}`,
    );
  }
  if (table.values.some(Number.isNaN)) {
    throw new AlgorithmFailure("ClientError", "The data has missing values, which this algorithm does not accept");
  }
}
