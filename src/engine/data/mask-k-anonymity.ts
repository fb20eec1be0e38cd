import { requireOptions } from "#engine/core/require-options.ts";
import { columnOf, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import { codeRows } from "./row-codes.ts";
import { gatherRowsByCode } from "./rows-by-code.ts";
import type { Table } from "./table.ts";

/** How well people hide among others who look the same. */
export type KAnonymity = {
  /** The size of the smallest group: everybody looks like at least k − 1 others. 0 for an empty table. */
  readonly k: number;
  /** How many groups of equal rows there are. */
  readonly groups: number;
  /** How many rows stand alone: their combination occurs once, so whoever knows it knows the person. */
  readonly uniqueRows: number;
  /** Of all rows, the mean chance to be picked out: groups ÷ rows, as each of g equal rows is found with chance 1 / g. */
  readonly meanRisk: number;
  /** Row numbers of a smallest group. */
  readonly smallestGroup: readonly number[];
  /**
   * With `sensitive`: the fewest different values of it within a group. At 1 a group of any size hides nobody, because all
   * of its people share the secret. null when no sensitive column was named.
   */
  readonly leastDiversity: number | null;
};

/**
 * Counts how many people share the same combination of quasi-identifiers, the harmless facts that together name a person.
 *
 * A table is k-anonymous when each combination of them occurs at least k times. Three such facts (birthday, sex, postcode)
 * were enough to single out most people of a country, with all names removed. The remedy is to generalize (`maskColumns`
 * with "band", "date", "prefix") until k is large enough, and to look at what the analysis loses. A missing value counts as
 * a value of its own. O(rows × columns).
 *
 * @param table    n rows, one a person
 * @param columns  the quasi-identifiers
 * @param sensitive  a column whose value must not be guessed from the group (l-diversity); left out = not looked at
 * @returns        k and where it is smallest
 * @throws {EngineError} "wrong-type", "unknown-column", "empty" without a column
 * @example kAnonymity({ table: fromColumns({ age: ["30s", "30s", "40s"], city: ["Bogor", "Bogor", "Bogor"] }), columns: ["age", "city"] }).k // => 1
 * @example kAnonymity({ table: fromColumns({ age: ["30s", "30s"], illness: ["flu", "flu"] }), columns: "age", sensitive: "illness" }).leastDiversity // => 1
 * @source  Sweeney 2002, k-anonymity; Machanavajjhala et al. 2007, l-diversity
 */
export function kAnonymity(options: {
  readonly table: Table;
  readonly columns: string | readonly string[];
  readonly sensitive?: string;
}): KAnonymity {
  const functionName = "kAnonymity";
  const { table, columns, sensitive } = requireOptions(functionName, options, ["table", "columns", "sensitive"]);
  requireTable(functionName, table);
  const names = requireNames({ functionName, table, names: columns, argument: "columns" });
  const coded = codeRows({ columns: names.map((name) => columnOf(table, name)), rowCount: table.rowCount });
  const groups = coded.firstRows.length;
  const { starts, rows } = gatherRowsByCode({ codes: coded.codes, codeCount: groups });
  const sizes = Array.from({ length: groups }, (_, g) => (starts[g + 1] as number) - (starts[g] as number)); // g < groups
  const k = sizes.reduce((least, size) => Math.min(least, size), groups === 0 ? 0 : table.rowCount);
  const smallest = sizes.indexOf(k);
  return {
    k,
    groups,
    uniqueRows: sizes.filter((size) => size === 1).length,
    meanRisk: table.rowCount === 0 ? 0 : groups / table.rowCount,
    smallestGroup: smallest < 0 ? [] : Array.from(rows.subarray(starts[smallest], starts[smallest + 1])),
    leastDiversity:
      sensitive === undefined ? null : leastDiversity({ functionName, table, sensitive, codes: coded.codes, groups }),
  };
}

function leastDiversity({
  functionName,
  table,
  sensitive,
  codes,
  groups,
}: {
  readonly functionName: string;
  readonly table: Table;
  readonly sensitive: string;
  readonly codes: Int32Array;
  readonly groups: number;
}): number {
  requireNames({ functionName, table, names: [sensitive], argument: "sensitive" });
  const group = { type: "number", values: Float64Array.from(codes), missing: 0 } as const;
  const pairs = codeRows({ columns: [group, columnOf(table, sensitive)], rowCount: table.rowCount });
  const different = new Int32Array(groups);
  for (const row of pairs.firstRows) {
    const code = codes[row] as number; // one code a row
    different[code] = (different[code] as number) + 1; // code < groups
  }
  return groups === 0 ? 0 : different.reduce((least, count) => Math.min(least, count));
}
