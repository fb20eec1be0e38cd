import { requireColumn } from "./column.ts";
import { refusal, shown } from "./refusal.ts";
import type { Column, Table } from "./table.ts";

/**
 * Column names as the caller gave them, one or a list, checked: each is there and none stands twice.
 *
 * @throws {EngineError} "wrong-type" for what is no name, "unknown-column", "duplicate-key" for a name given twice, "empty"
 */
export function requireNames({
  functionName,
  table,
  names,
  argument,
  mayBeEmpty = false,
}: {
  readonly functionName: string;
  readonly table: Table;
  readonly names: string | readonly string[];
  readonly argument: string;
  readonly mayBeEmpty?: boolean;
}): readonly string[] {
  const list: readonly unknown[] = typeof names === "string" ? [names] : Array.isArray(names) ? names : [undefined];
  const checked: string[] = [];
  for (const name of list) {
    const facts = { argument };
    if (typeof name !== "string") {
      const need = `column names in ${argument}`;
      const got = shown(Array.isArray(names) ? name : names);
      throw refusal({ code: "wrong-type", functionName, need, got, facts });
    }
    requireColumn(table, name, functionName);
    if (checked.includes(name)) {
      const need = `names that differ in ${argument}`;
      throw refusal({ code: "duplicate-key", functionName, need, got: `${shown(name)} twice`, facts });
    }
    checked.push(name);
  }
  if (checked.length === 0 && !mayBeEmpty) {
    const need = `at least one column name in ${argument}`;
    throw refusal({ code: "empty", functionName, need, got: "none", facts: { argument } });
  }
  return checked;
}

/** A column whose presence was checked before, as by `requireNames`. */
export function columnOf(table: Table, name: string): Column {
  return table.columns[name] as Column; // checked before
}

/** An options object with one entry for each column, checked to be one; gives its entries. */
export function requireEntries<Value>({
  functionName,
  argument,
  entries,
}: {
  readonly functionName: string;
  readonly argument: string;
  readonly entries: Readonly<Record<string, Value>>;
}): readonly (readonly [string, Value])[] {
  if (typeof entries === "object" && entries !== null && !Array.isArray(entries)) return Object.entries(entries);
  const need = `an object of column names in ${argument}`;
  throw refusal({ code: "wrong-type", functionName, need, got: shown(entries), facts: { argument } });
}
