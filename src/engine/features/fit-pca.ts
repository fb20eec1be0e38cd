import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import { rightSingularVectorsSteps } from "#engine/core/right-singular-vectors.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { Table } from "#engine/data/table.ts";
import { centralMoments } from "./central-moments.ts";
import { inputColumn, inputColumns, type NamedColumn } from "./input-columns.ts";
import type { MadeColumn } from "./made-columns.ts";
import { numberColumn, numbersOf } from "./number-column.ts";
import type { ColumnTransformer } from "./transformer.ts";

/** A principal component analysis as plain data; k components of d columns. */
export type Pca = ColumnTransformer & {
  readonly kind: "pca";
  /** The d inputs with their training means. */
  readonly columns: readonly { readonly name: string; readonly mean: number }[];
  /** k directions of length 1, each d numbers; that of the largest variance first. */
  readonly components: readonly (readonly number[])[];
  /** Variance (divisor n − 1) along each direction, and as a share of the total. */
  readonly explainedVariance: readonly number[];
  readonly explainedVarianceRatio: readonly number[];
  readonly whiten: boolean;
  readonly prefix: string;
};

export type PcaOptions = {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly components?: number;
  readonly varianceShare?: number;
  readonly whiten?: boolean;
  readonly prefix?: string;
  readonly keepsInputs?: boolean;
};

/**
 * Principal component analysis: fewer columns that hold most of what varies in many.
 *
 * Imagine the rows as a cloud of points. The first component is the direction in which the cloud is longest, the second the
 * longest at right angles to it, and so on; a row's new columns `pc1`, `pc2` … are its coordinates along them, uncorrelated
 * with each other. Columns of large numbers make long clouds: scale first, unless all have one unit. The directions come from a
 * singular value decomposition of the centered columns. Each could as well point the other way; here the coefficient that is
 * largest in size is positive. `whiten` also divides each coordinate by its standard deviation.
 *
 * Keeps all min(n, d) components unless `components` says how many, or `varianceShare` which share of the variance they must
 * hold together. `inverse` goes back, exactly if all are kept, else to the nearest point. O(n d² + 8 d³); `fitPcaSteps` is the
 * same in slices.
 *
 * @param table          n rows without missing values in the columns, at least 2
 * @param columns        d names of number columns
 * @param components     1 to min(n, d)
 * @param varianceShare  above 0, at most 1
 * @param whiten         default false
 * @param prefix         of the new names; default "pc"
 * @param keepsInputs    default false
 * @throws {EngineError} "not-finite" at missing or infinite values, "too-few-rows", "constant-column" if nothing varies, "out-of-range"
 * @example
 * const table = fromColumns({ x: [1, 2, 3], y: [1, 2, 3] });
 * fitPca({ table, columns: ["x", "y"], components: 1 }).components // => [[Math.SQRT1_2, Math.SQRT1_2]]
 * @source  Pearson 1901; agrees with sklearn.decomposition.PCA, with the signs of version 1.5 and later (test/conformance)
 */
export function fitPca(options: PcaOptions): Pca {
  return runToEnd(fitPcaSteps(options));
}

/**
 * `fitPca` in slices of a few milliseconds: the same result, bit by bit.
 *
 * @example runToEnd(fitPcaSteps({ table: fromColumns({ x: [1, 2, 3] }), columns: ["x"] })).explainedVariance // => [1]
 */
export function* fitPcaSteps(options: PcaOptions): Steps<Progress, Pca> {
  const functionName = "fitPca";
  const {
    table,
    columns,
    components,
    varianceShare,
    whiten = false,
    prefix = "pc",
    keepsInputs = false,
  } = requireOptions(functionName, options, [
    "table",
    "columns",
    "components",
    "varianceShare",
    "whiten",
    "prefix",
    "keepsInputs",
  ]);
  const inputs = inputColumns({ functionName, table, columns });
  if (table.rowCount < 2) {
    throw refusal({ code: "too-few-rows", functionName, need: "at least 2 rows", got: String(table.rowCount) });
  }
  const most = Math.min(table.rowCount, columns.length);
  if (components !== undefined)
    requireNumber({ functionName, name: "components", value: components, least: 1, most, whole: true });
  if (varianceShare !== undefined)
    requireNumber({ functionName, name: "varianceShare", value: varianceShare, above: 0, most: 1 });
  const centered = inputs.map((input) => center(completeNumbers({ ...input, functionName })));
  const { values, vectors } = yield* rightSingularVectorsSteps(centered.map(({ distances }) => distances));
  const variances = Array.from(values, (value) => (value * value) / (table.rowCount - 1));
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  if (total === 0)
    throw refusal({ code: "constant-column", functionName, need: "variation in some column", got: "none" });
  const ratios = variances.map((variance) => variance / total);
  const kept = components ?? countForShare(ratios, varianceShare) ?? most;
  return {
    kind: "pca",
    version: 1,
    columns: inputs.map(({ name }, j) => ({ name, mean: centered[j]?.mean ?? 0 })),
    components: vectors.slice(0, kept).map(withLargestPositive),
    explainedVariance: variances.slice(0, kept),
    explainedVarianceRatio: ratios.slice(0, kept),
    whiten,
    prefix,
    keepsInputs,
  };
}

/** Numbers without a gap, and none so large that a sum of products overflows. */
function completeNumbers({
  functionName,
  name,
  column,
}: NamedColumn & { readonly functionName: string }): Float64Array {
  const values = numbersOf({ functionName, name, column });
  requireSquarable({ functionName, values, names: [name] });
  const row = column.missing > 0 ? values.findIndex(Number.isNaN) : -1;
  if (row < 0) return values;
  const need = `a value in ${shown(name)} in every row (impute first)`;
  throw refusal({ code: "not-finite", functionName, need, got: `none at row ${row}`, facts: { name, row } });
}

function center(values: Float64Array): { readonly mean: number; readonly distances: Float64Array } {
  const { mean } = centralMoments(values);
  return { mean, distances: values.map((value) => value - mean) };
}

function countForShare(ratios: readonly number[], share: number | undefined): number | undefined {
  if (share === undefined) return undefined;
  let sum = 0;
  const at = ratios.findIndex((ratio) => {
    sum += ratio;
    return sum >= share;
  });
  return at < 0 ? ratios.length : at + 1;
}

function withLargestPositive(vector: Float64Array): number[] {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return Array.from(vector, (value) => (largest < 0 ? -value : value) + 0); // + 0 turns -0 into 0
}

/** The divisor of each component's coordinate: its deviation when whitening, where it has one. */
export function componentScales({ whiten, explainedVariance }: Pca): number[] {
  return explainedVariance.map((variance) => (whiten && variance > 0 ? Math.sqrt(variance) : 1));
}

export function applyPca({ transformer, table }: { readonly transformer: Pca; readonly table: Table }): MadeColumn[] {
  const functionName = "transform";
  const scales = componentScales(transformer);
  const inputs = transformer.columns.map(({ name, mean }) => ({
    mean,
    values: completeNumbers({ functionName, name, column: inputColumn({ functionName, table, name }) }),
  }));
  const from = transformer.columns[transformer.columns.length - 1]?.name ?? "";
  return transformer.components.map((component, k) => {
    const coordinates = new Float64Array(table.rowCount);
    for (const [j, { mean, values }] of inputs.entries()) {
      const coefficient = component[j] as number; // one coefficient a column
      for (let row = 0; row < coordinates.length; row++) {
        coordinates[row] = (coordinates[row] as number) + coefficient * ((values[row] as number) - mean); // row < length
      }
    }
    const scale = scales[k] as number; // one scale a component
    return {
      from,
      name: `${transformer.prefix}${k + 1}`,
      column: numberColumn(coordinates.map((value) => value / scale)),
    };
  });
}
