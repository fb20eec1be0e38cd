import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { Table } from "#engine/data/table.ts";
import { centralMoments } from "./central-moments.ts";
import { inputColumn, inputColumns, requireRows } from "./input-columns.ts";
import { type MadeColumn, outputName } from "./made-columns.ts";
import { mapNumbers, numbersOf, presentNumbers } from "./number-column.ts";
import type { ColumnTransformer } from "./transformer.ts";

export type ScalingMethod = "standard" | "robust" | "min-max" | "max-abs";

/** A scaler as plain data: y = (x − center) / scale + offset in each column. */
export type Scaler = ColumnTransformer & {
  readonly kind: "scaler";
  readonly method: ScalingMethod;
  readonly columns: readonly {
    readonly name: string;
    readonly center: number;
    readonly scale: number;
    readonly offset: number;
  }[];
};

/**
 * Learns to bring columns to a common scale, so that grams do not outweigh meters by being more numerous.
 *
 * Needed by whatever measures distances or adds up weights (nearest neighbors, k-means, PCA, regularized and neural models);
 * trees do not care. Fit on the training rows only and transform the rest with the same numbers.
 *
 * - "standard" (default): mean 0 and standard deviation 1 (divisor n)
 * - "robust": median 0 and interquartile range 1; a few wild values do not move it
 * - "min-max": training minimum and maximum become the ends of `range`; later rows may fall outside
 * - "max-abs": largest size becomes 1; zeros stay zeros
 *
 * Missing values are left out in fitting and stay missing. A constant column has no scale; it is centered and not stretched,
 * or refused with `constant: "error"`. O(n) a column, "robust" O(n log n).
 *
 * @param table        the training rows
 * @param columns      names of number or boolean columns
 * @param method       "standard", "robust", "min-max" or "max-abs"
 * @param range        for "min-max"; default [0, 1]
 * @param quantiles    for "robust", the two that make the range; default [0.25, 0.75]
 * @param constant     "center" (default) or "error"
 * @param keepsInputs  whether inputs stay and the results are called `…_scaled`; default false
 * @throws {EngineError} "unknown-column", "wrong-type", "not-finite", "empty", "out-of-range", "constant-column"
 * @example
 * const table = fromColumns({ mass: [1, 2, 6] });
 * const transformer = fitScaler({ table, columns: ["mass"], method: "min-max" });
 * numbers(transform({ transformer, table }), "mass") // => [0, 0.2, 1]
 * @source  agrees with sklearn.preprocessing StandardScaler, RobustScaler, MinMaxScaler, MaxAbsScaler (test/conformance)
 */
export function fitScaler(options: {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly method?: ScalingMethod;
  readonly range?: readonly [number, number];
  readonly quantiles?: readonly [number, number];
  readonly constant?: "center" | "error";
  readonly keepsInputs?: boolean;
}): Scaler {
  const functionName = "fitScaler";
  const {
    table,
    columns,
    method = "standard",
    range = [0, 1],
    quantiles = [0.25, 0.75],
    constant = "center",
    keepsInputs = false,
  } = requireOptions(functionName, options, [
    "table",
    "columns",
    "method",
    "range",
    "quantiles",
    "constant",
    "keepsInputs",
  ]);
  requireOneOf({ functionName, name: "method", value: method, options: ["standard", "robust", "min-max", "max-abs"] });
  requireOneOf({ functionName, name: "constant", value: constant, options: ["center", "error"] });
  const [low, high] = requirePair({ functionName, name: "range", pair: range });
  const [lower, upper] = requirePair({ functionName, name: "quantiles", pair: quantiles, least: 0, most: 1 });
  const inputs = inputColumns({ functionName, table, columns });
  requireRows({ functionName, table });
  const fitted = inputs.map((input) => {
    const values = presentNumbers({ ...input, functionName });
    if (method === "standard") requireSquarable({ functionName, values, names: [input.name] });
    const found = measure({ values, method, low, high, lower, upper });
    if (!Number.isFinite(found.center) || !Number.isFinite(found.scale)) {
      const need = `numbers in ${shown(input.name)} whose spread is a finite number`;
      throw refusal({ code: "out-of-range", functionName, need, got: "larger ones", facts: { name: input.name } });
    }
    if (found.scale === 0 && constant === "error") {
      const need = `variation in ${shown(input.name)}`;
      throw refusal({ code: "constant-column", functionName, need, got: "none", facts: { name: input.name } });
    }
    return { name: input.name, ...found, scale: found.scale === 0 ? 1 : found.scale };
  });
  return { kind: "scaler", version: 1, method, columns: fitted, keepsInputs };
}

/** Center, scale and offset of one column; the scale of a constant one is 0. */
function measure({
  values,
  method,
  low,
  high,
  lower,
  upper,
}: {
  readonly values: Float64Array;
  readonly method: ScalingMethod;
} & Readonly<Record<"low" | "high" | "lower" | "upper", number>>): {
  readonly center: number;
  readonly scale: number;
  readonly offset: number;
} {
  if (method === "standard") {
    const { mean, variance } = centralMoments(values);
    return { center: mean, scale: Math.sqrt(variance), offset: 0 };
  }
  if (method === "robust") {
    const sorted = sortNumbers(values);
    const scale = quantileOfSorted({ sorted, p: upper }) - quantileOfSorted({ sorted, p: lower });
    return { center: quantileOfSorted({ sorted, p: 0.5 }), scale, offset: 0 };
  }
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (method === "max-abs") return { center: 0, scale: Math.max(most, -least), offset: 0 };
  return { center: least, scale: (most - least) / (high - low), offset: low };
}

/** Two numbers, the first below the second. */
function requirePair({
  functionName,
  name,
  pair,
  ...limits
}: {
  readonly functionName: string;
  readonly name: string;
  readonly pair: readonly [number, number];
  readonly least?: number;
  readonly most?: number;
}): readonly [number, number] {
  if (!Array.isArray(pair) || pair.length !== 2) {
    throw refusal({ code: "wrong-type", functionName, need: `${name} as two numbers`, got: shown(pair) });
  }
  const [low, high] = pair.map((value) => requireNumber({ functionName, name, value, ...limits })) as [number, number]; // length 2
  if (low < high) return [low, high];
  throw refusal({ code: "out-of-range", functionName, need: `${name} from low to high`, got: `${low} and ${high}` });
}

export function applyScaler({
  transformer,
  table,
}: {
  readonly transformer: Scaler;
  readonly table: Table;
}): MadeColumn[] {
  const functionName = "transform";
  const { keepsInputs } = transformer;
  return transformer.columns.map(({ name, center, scale, offset }) => {
    const values = numbersOf({ functionName, name, column: inputColumn({ functionName, table, name }) });
    const column = mapNumbers(values, (value) => (value - center) / scale + offset);
    return { from: name, name: outputName({ name, suffix: "scaled", keepsInputs }), column };
  });
}
