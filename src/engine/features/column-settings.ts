import { requireRecord } from "#engine/core/require-record.ts";
import { isBlank } from "#engine/data/is-blank.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import type { NamedColumn } from "./input-columns.ts";

/** Settings by column name, such as edges or an order, after looking that each is for a column that the function works on. */
export function requireSettings({
  functionName,
  argument,
  settings,
  columns,
}: {
  readonly functionName: string;
  readonly argument: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly columns: readonly string[];
}): void {
  requireRecord({ functionName, name: argument, value: settings });
  const name = Object.keys(settings).find((key) => !columns.includes(key));
  if (name === undefined) return;
  const need = `${argument} for the columns that it works on`;
  throw refusal({ code: "unknown-column", functionName, need, got: shown(name), facts: { name } });
}

/** A value that could stand in a column: of its type, if it has one, and finite. */
export function requireValueOf({
  functionName,
  name,
  column,
  value,
}: NamedColumn & { readonly functionName: string; readonly value: Label | undefined }): Label {
  const type = column.type === "text" ? "string" : column.type;
  const isUsable = typeof value !== "number" || Number.isFinite(value);
  const fits = isBlank(column) ? ["string", "number", "boolean"].includes(typeof value) : typeof value === type;
  if (value !== undefined && fits && isUsable) return value;
  const need = `a value of type ${column.type} for ${shown(name)}`;
  throw refusal({ code: "wrong-type", functionName, need, got: shown(value), facts: { name } });
}
