import { refusal } from "./refusal.ts";
import type { Column, Table } from "./table.ts";

/**
 * A table of named columns in the order given; refuses two columns of one name, for the later would hide the earlier.
 *
 * @throws {EngineError} "duplicate-key" when a name comes twice
 */
export function tableOf({
  functionName,
  rowCount,
  entries,
}: {
  readonly functionName: string;
  readonly rowCount: number;
  readonly entries: readonly (readonly [string, Column])[];
}): Table {
  const names = entries.map(([name]) => name);
  if (new Set(names).size < names.length) {
    const seen = new Set<string>();
    const twice = names.find((name) => seen.size === seen.add(name).size) ?? "";
    const got = `${JSON.stringify(twice)} twice`;
    const need = "columns of different names in the result";
    throw refusal({ code: "duplicate-key", functionName, need, got, facts: { name: twice } });
  }
  return { rowCount, names, columns: Object.fromEntries(entries) };
}
