import type { Column, Table } from "#engine/data/table.ts";
import { tableOf } from "#engine/data/table-of.ts";
import { numbersOf } from "./number-column.ts";

/** A column that a transformer made, and the input in whose place it stands. */
export type MadeColumn = { readonly from: string; readonly name: string; readonly column: Column };

/**
 * The table with the inputs of a transformer replaced by what it made of them, each in the place of its input. All other
 * columns stay, shared and not copied.
 *
 * @throws {EngineError} "duplicate-key" when a made column has the name of one that stays
 */
export function replaceColumns({
  functionName,
  table,
  inputs,
  made,
  keepsInputs,
}: {
  readonly functionName: string;
  readonly table: Table;
  readonly inputs: readonly string[];
  readonly made: readonly MadeColumn[];
  readonly keepsInputs: boolean;
}): Table {
  const replaced = new Set(inputs);
  const byInput = new Map<string, MadeColumn[]>();
  for (const one of made) {
    const together = byInput.get(one.from);
    if (together === undefined) byInput.set(one.from, [one]);
    else together.push(one);
  }
  const entries: (readonly [string, Column])[] = [];
  for (const name of table.names) {
    if (!replaced.has(name) || keepsInputs) entries.push([name, table.columns[name] as Column]); // names name the columns
    for (const one of byInput.get(name) ?? []) entries.push([one.name, one.column]);
  }
  return tableOf({ functionName, rowCount: table.rowCount, entries });
}

/** A number that is too large to be one must not reach a model as infinity. O(n) a column. */
export function requireFiniteNumbers({
  functionName,
  made,
}: {
  readonly functionName: string;
  readonly made: readonly MadeColumn[];
}): void {
  for (const { name, column } of made) if (column.type === "number") numbersOf({ functionName, name, column });
}

/** What a one-to-one transformer calls its result: the input's own name, or beside it `mass_log`. */
export function outputName({
  name,
  suffix,
  keepsInputs,
}: {
  readonly name: string;
  readonly suffix: string;
  readonly keepsInputs: boolean;
}): string {
  return keepsInputs ? `${name}_${suffix}` : name;
}
