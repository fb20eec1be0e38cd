import { type Leak, mostExamples } from "./leakage-finding.ts";
import { likenessOf, stackedColumns } from "./leakage-rows.ts";
import { codeRows } from "./row-codes.ts";
import type { Column, Table } from "./table.ts";

type Parts = {
  readonly parts: readonly string[];
  readonly tables: readonly Table[];
  readonly names: readonly string[];
};

/** Rows of a later part that stand word for word in the first one. */
export function findDuplicateRows({ parts, tables, names }: Parts): Leak[] {
  const columns = stackedColumns({ tables, names });
  return sharedRows({ parts, tables, columns }).map(({ part, pairs, count }) => ({
    kind: "duplicate-rows",
    severity: "error",
    columns: [],
    parts: [parts[0] ?? "", part],
    count,
    strength: null,
    examples: pairs,
    explanation: `${count} rows of ${part} also stand in ${parts[0]}: the model is tested on what it has memorized. Remove repeated rows before splitting.`,
  }));
}

/**
 * Rows of a later part that stand in the first one but for letter case, spaces, punctuation and digits after the third, or
 * but for one single column. With fewer than four columns nearly everything would be alike, so nothing is looked for.
 */
export function findNearDuplicateRows({ parts, tables, names }: Parts): Leak[] {
  if (names.length < 4) return [];
  const columns = stackedColumns({ tables, names });
  const exact = codeRows({ columns, rowCount: totalRows(tables) }).codes;
  const alike = columns.map(likenessOf);
  const found = new Map<string, { readonly pairs: Pair[]; readonly rows: Set<number> }>();
  const collect = (group: readonly Column[]): void => {
    for (const { part, matches } of matchRows({ parts, tables, columns: group, exact })) {
      const known = found.get(part) ?? { pairs: [], rows: new Set<number>() };
      found.set(part, known);
      for (const { first, row } of matches) {
        if (known.rows.has(row)) continue;
        known.rows.add(row);
        if (known.pairs.length < mostExamples)
          known.pairs.push([
            { part: parts[0] ?? "", row: first },
            { part, row },
          ]);
      }
    }
  };
  collect(alike);
  for (const left of alike.keys()) collect(alike.filter((_, at) => at !== left));
  return [...found].map(([part, { pairs, rows }]) => ({
    kind: "near-duplicate-rows",
    severity: "warning",
    columns: [],
    parts: [parts[0] ?? "", part],
    count: rows.size,
    strength: null,
    examples: pairs,
    explanation: `${rows.size} rows of ${part} are almost the same as rows of ${parts[0]} (but for spelling, rounding or one column). If they are the same case twice, keep all its rows in one part (method "grouped").`,
  }));
}

/** Groups, such as customers, with rows in the first part and in a later one. */
export function findSharedGroups({
  parts,
  tables,
  group,
}: Omit<Parts, "names"> & { readonly group: readonly string[] }): Leak[] {
  const columns = stackedColumns({ tables, names: group });
  return sharedRows({ parts, tables, columns, isOncePerCode: true }).map(({ part, pairs, count }) => ({
    kind: "shared-groups",
    severity: "error",
    columns: group,
    parts: [parts[0] ?? "", part],
    count,
    strength: null,
    examples: pairs,
    explanation: `${count} values of ${group.join(", ")} occur in ${parts[0]} and in ${part}: the model can recognize whom it already knows, which it cannot do with new ones. Split by group (method "grouped").`,
  }));
}

type Pair = readonly { readonly part: string; readonly row: number }[];

function totalRows(tables: readonly Table[]): number {
  return tables.reduce((sum, table) => sum + table.rowCount, 0);
}

/** Where rows of later parts equal rows of the first one; each row counts, or each code once. */
function sharedRows({
  parts,
  tables,
  columns,
  isOncePerCode = false,
}: Omit<Parts, "names"> & { readonly columns: readonly Column[]; readonly isOncePerCode?: boolean }): {
  readonly part: string;
  readonly count: number;
  readonly pairs: readonly Pair[];
}[] {
  return matchRows({ parts, tables, columns, isOncePerCode }).map(({ part, matches }) => ({
    part,
    count: matches.length,
    pairs: matches.slice(0, mostExamples).map(({ first, row }) => [
      { part: parts[0] ?? "", row: first },
      { part, row },
    ]),
  }));
}

/** With `exact`, rows that are equal in every way are left out: they are duplicates, not near ones. */
function matchRows({
  parts,
  tables,
  columns,
  exact,
  isOncePerCode = false,
}: Omit<Parts, "names"> & {
  readonly columns: readonly Column[];
  readonly exact?: Int32Array;
  readonly isOncePerCode?: boolean;
}): { readonly part: string; readonly matches: readonly { readonly first: number; readonly row: number }[] }[] {
  const { codes, firstRows } = codeRows({ columns, rowCount: totalRows(tables) });
  const learnedRows = tables[0]?.rowCount ?? 0;
  const learnedExactly = new Set(exact?.subarray(0, learnedRows));
  let from = learnedRows;
  return tables.slice(1).flatMap((table, at) => {
    const start = from;
    from += table.rowCount;
    const matches: { first: number; row: number }[] = [];
    const seen = new Set<number>();
    for (let row = 0; row < table.rowCount; row++) {
      const code = codes[start + row] as number; // within the stacked rows
      const first = firstRows[code] as number; // a code has a first row
      if (first >= learnedRows || (isOncePerCode && seen.has(code))) continue;
      if (exact !== undefined && learnedExactly.has(exact[start + row] as number)) continue; // as codes
      seen.add(code);
      matches.push({ first, row });
    }
    return matches.length > 0 ? [{ part: parts[at + 1] ?? "", matches }] : [];
  });
}
