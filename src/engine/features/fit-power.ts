import { exp } from "#engine/core/exp.ts";
import { log, log1p } from "#engine/core/log.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { Table } from "#engine/data/table.ts";
import { bestPower, type LogColumn, powerHeight } from "./best-power.ts";
import { centralMoments } from "./central-moments.ts";
import { inputColumn, inputColumns, type NamedColumn, requireRows } from "./input-columns.ts";
import { type MadeColumn, outputName } from "./made-columns.ts";
import { mapNumbers, numbersOf, presentNumbers } from "./number-column.ts";
import type { ColumnTransformer } from "./transformer.ts";

/** A power transform as plain data: the power of each column, and mean and deviation of the result before it is standardized. */
export type PowerTransform = ColumnTransformer & {
  readonly kind: "power";
  readonly method: "yeo-johnson" | "box-cox";
  readonly columns: readonly {
    readonly name: string;
    readonly lambda: number;
    /** The side of zero and the mean logarithm about which heights are taken (0: as in the textbook). */
    readonly side: 1 | -1;
    readonly center: number;
    readonly mean: number;
    readonly deviation: number;
  }[];
};

/**
 * Learns for each column the power that makes its distribution most like a bell curve.
 *
 * Incomes, prices and waiting times have a long right tail, in which a linear model or a distance sees little but the few
 * largest. Box–Cox raises to a power λ, (x^λ − 1) / λ: 1 changes nothing, 0.5 is like a root, 0 is the logarithm, −1 like
 * 1/x. It needs values above 0. Yeo–Johnson (default) does the same to 1 + x and mirrors it below zero, so it takes
 * everything. λ is the one of greatest likelihood, to full precision, found where its slope vanishes.
 *
 * The result is standardized (mean 0, deviation 1) unless `standardize` is false. Missing values stay missing. About ten
 * passes over each column, O(n) each.
 *
 * @param table        the training rows
 * @param columns      names of number columns
 * @param method       "yeo-johnson" (default) or "box-cox"
 * @param standardize  default true
 * @param keepsInputs  whether inputs stay and the results are called `…_power`; default false
 * @throws {EngineError} "constant-column"; "out-of-range" for values of 0 or less with "box-cox"; "not-converged" when no power
 *                       within ±64 is best; else as `fitScaler`
 * @example
 * const table = fromColumns({ wait: [1, 2, 4, 8, 16] });
 * Math.abs(fitPower({ table, columns: ["wait"], method: "box-cox" }).columns[0].lambda) < 1e-9 // => true
 * @source  Box & Cox 1964; Yeo & Johnson 2000; agrees with sklearn.preprocessing.PowerTransformer (test/conformance)
 */
export function fitPower(options: {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly method?: "yeo-johnson" | "box-cox";
  readonly standardize?: boolean;
  readonly keepsInputs?: boolean;
}): PowerTransform {
  const functionName = "fitPower";
  const {
    table,
    columns,
    method = "yeo-johnson",
    standardize = true,
    keepsInputs = false,
  } = requireOptions(functionName, options, ["table", "columns", "method", "standardize", "keepsInputs"]);
  requireOneOf({ functionName, name: "method", value: method, options: ["yeo-johnson", "box-cox"] });
  const inputs = inputColumns({ functionName, table, columns });
  requireRows({ functionName, table });
  const fitted = inputs.map((input) => {
    const { name } = input;
    const logs = logColumn({ ...input, functionName, method });
    const { logarithms, sides } = logs;
    const signed = logarithms.map((logarithm, row) => logarithm * (sides[row] as number)); // as many sides
    if (centralMoments(signed).variance === 0) {
      throw refusal({
        code: "constant-column",
        functionName,
        need: `variation in ${shown(name)}`,
        got: "none",
        facts: { name },
      });
    }
    const lambda = bestPower(logs);
    if (lambda === undefined) {
      throw refusal({
        code: "not-converged",
        functionName,
        need: `a best power for ${shown(name)}`,
        got: "none within ±64",
        facts: { name },
      });
    }
    const center = standardize ? logs.center : 0;
    const side = sides[0] === -1 ? (-1 as const) : (1 as const);
    const bent = { name, lambda, side, center, mean: 0, deviation: 1 };
    if (!standardize) return bent;
    const heights = logarithms.map((logarithm, row) => heightOf(bent, logarithm, sides[row] as number)); // as many sides
    const { mean, variance } = centralMoments(heights);
    return { ...bent, mean, deviation: variance === 0 ? 1 : Math.sqrt(variance) };
  });
  return { kind: "power", version: 1, method, columns: fitted, keepsInputs };
}

function logColumn({
  method,
  ...input
}: NamedColumn & { readonly functionName: string; readonly method: "yeo-johnson" | "box-cox" }): LogColumn {
  const values = presentNumbers(input);
  if (method === "box-cox") {
    const { functionName, name } = input;
    const refused = values.find((value) => value <= 0);
    if (refused !== undefined) throw notPositive({ functionName, name, value: refused });
    const logarithms = values.map(log);
    return { logarithms, sides: new Int8Array(values.length).fill(1), center: centralMoments(logarithms).mean };
  }
  const sides = Int8Array.from(values, (value) => (value >= 0 ? 1 : -1));
  const logarithms = values.map((value) => log1p(Math.abs(value)));
  const isOneSided = sides.every((side) => side === sides[0]);
  return { logarithms, sides, center: isOneSided ? centralMoments(logarithms).mean : 0 };
}

type FittedPower = PowerTransform["columns"][number];

/** Height of the textbook at the center, and by how much heights about it are smaller. */
export function powerOrigin({ lambda, side, center }: FittedPower): {
  readonly height: number;
  readonly stretch: number;
} {
  const power = side > 0 ? lambda : 2 - lambda;
  return { height: powerHeight(center, side, lambda), stretch: exp(power * center) };
}

/** The height of a value about the center; on the other side of zero through the height of the textbook. */
function heightOf(fitted: FittedPower, logarithm: number, side: number): number {
  const { lambda, center } = fitted;
  if (side === fitted.side) return powerHeight(logarithm - center, side, lambda);
  const { height, stretch } = powerOrigin(fitted);
  return (powerHeight(logarithm, side, lambda) - height) / stretch;
}

function notPositive({
  functionName,
  name,
  value,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly value: number;
}): Error {
  const need = `values above 0 in ${shown(name)} for "box-cox"`;
  return refusal({ code: "out-of-range", functionName, need, got: String(value), facts: { name } });
}

export function applyPower({
  transformer,
  table,
}: {
  readonly transformer: PowerTransform;
  readonly table: Table;
}): MadeColumn[] {
  const functionName = "transform";
  const { method, keepsInputs } = transformer;
  return transformer.columns.map((fitted) => {
    const { name, mean, deviation } = fitted;
    const values = numbersOf({ functionName, name, column: inputColumn({ functionName, table, name }) });
    const column = mapNumbers(values, (value) => {
      if (method === "box-cox" && value <= 0) throw notPositive({ functionName, name, value });
      const logarithm = method === "box-cox" ? log(value) : log1p(Math.abs(value));
      const side = method === "box-cox" || value >= 0 ? 1 : -1;
      return (heightOf(fitted, logarithm, side) - mean) / deviation;
    });
    return { from: name, name: outputName({ name, suffix: "power", keepsInputs }), column };
  });
}
