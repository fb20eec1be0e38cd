import { exp, expm1 } from "#engine/core/exp.ts";
import { log, log1p } from "#engine/core/log.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { Table } from "#engine/data/table.ts";
import { inputColumn, inputColumns } from "./input-columns.ts";
import { type MadeColumn, outputName } from "./made-columns.ts";
import { mapNumbers, numbersOf } from "./number-column.ts";
import type { ColumnTransformer } from "./transformer.ts";

/** A logarithm of columns as plain data. */
export type LogTransform = ColumnTransformer & {
  readonly kind: "log";
  readonly columns: readonly { readonly name: string }[];
  readonly offset: number;
};

/**
 * The natural logarithm of columns, ln(x + offset): products become sums, and a long right tail becomes short.
 *
 * From 10 to 20 is then as far as from 100 to 200, which is how prices, counts and populations usually matter. There is
 * nothing to learn; it is fitted all the same, so that it can stand in a pipeline and be inverted. With an offset of 1 zero
 * stays zero (counts). Whatever is not above 0 is refused, not turned into −Infinity. Missing values stay missing. O(n).
 *
 * @param table        rows to check the columns on
 * @param columns      names of number columns
 * @param offset       0 or more; default 0
 * @param keepsInputs  whether inputs stay and the results are called `…_log`; default false
 * @throws {EngineError} "unknown-column", "wrong-type", "not-finite"; "out-of-range" where x + offset is not above 0
 * @example
 * const table = fromColumns({ visits: [0, 1] });
 * numbers(transform({ transformer: fitLog({ table, columns: ["visits"], offset: 1 }), table }), "visits") // => [0, Math.log(2)]
 */
export function fitLog(options: {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly offset?: number;
  readonly keepsInputs?: boolean;
}): LogTransform {
  const functionName = "fitLog";
  const {
    table,
    columns,
    offset = 0,
    keepsInputs = false,
  } = requireOptions(functionName, options, ["table", "columns", "offset", "keepsInputs"]);
  requireNumber({ functionName, name: "offset", value: offset, least: 0 });
  for (const { name, column } of inputColumns({ functionName, table, columns })) {
    for (const value of numbersOf({ functionName, name, column })) requireAbove({ functionName, name, value, offset });
  }
  return { kind: "log", version: 1, columns: columns.map((name) => ({ name })), offset, keepsInputs };
}

function requireAbove({
  functionName,
  name,
  value,
  offset,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly value: number;
  readonly offset: number;
}): void {
  if (!(value + offset <= 0)) return; // above, or missing
  const need = `values above ${offset === 0 ? 0 : -offset} in ${shown(name)}`;
  throw refusal({ code: "out-of-range", functionName, need, got: String(value), facts: { name } });
}

export function applyLog({
  transformer,
  table,
}: {
  readonly transformer: LogTransform;
  readonly table: Table;
}): MadeColumn[] {
  const functionName = "transform";
  const { offset, keepsInputs } = transformer;
  return transformer.columns.map(({ name }) => {
    const values = numbersOf({ functionName, name, column: inputColumn({ functionName, table, name }) });
    const column = mapNumbers(values, (value) => {
      requireAbove({ functionName, name, value, offset });
      return logarithm(value, offset);
    });
    return { from: name, name: outputName({ name, suffix: "log", keepsInputs }), column };
  });
}

/** With an offset of 1 through log1p, which keeps the digits of a small x. */
function logarithm(value: number, offset: number): number {
  return offset === 1 ? log1p(value) : log(value + offset);
}

export function undoLog(value: number, offset: number): number {
  return offset === 1 ? expm1(value) : exp(value) - offset;
}
