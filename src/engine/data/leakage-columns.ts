import { associationOf } from "./leakage-association.ts";
import type { Leak } from "./leakage-finding.ts";
import { columnOf } from "./require-names.ts";
import { codeRows } from "./row-codes.ts";
import type { Column, Table } from "./table.ts";

type Learned = { readonly part: string; readonly table: Table };

/** Features that know the target nearly by themselves. */
export function findTargetProxies({
  part,
  table,
  target,
  features,
  threshold,
}: Learned & { readonly target: string; readonly features: readonly string[]; readonly threshold: number }): Leak[] {
  return features.flatMap((name): Leak[] => {
    const strength = associationOf({ feature: columnOf(table, name), target: columnOf(table, target) });
    if (strength === null || strength.value < threshold) return [];
    const shown = Math.round(strength.value * 1000) / 1000;
    return [
      {
        kind: "target-proxy",
        severity: "error",
        columns: [name, target],
        parts: [part],
        count: table.rowCount,
        strength,
        examples: [],
        explanation: `${name} alone nearly determines ${target} (${strength.measure} ${shown}). Real causes are seldom so sure: ask whether it is written down only after ${target} is known, and leave it out if so.`,
      },
    ];
  });
}

/**
 * Columns that say the same in every row: equal, or one a renaming of the other ("yes" and "no" for 1 and 0). Numbers must
 * be equal, because two columns of different numbers are always a renaming of each other; and a renaming is only looked for
 * where values repeat, at least twice each on average.
 */
export function findIdenticalColumns({ part, table }: Learned): Leak[] {
  const groups = new Map<string, string[]>();
  for (const name of table.names) {
    const key = contentKey(columnOf(table, name), table.rowCount);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups.values()]
    .filter((names) => names.length > 1)
    .map((names) => ({
      kind: "identical-columns",
      severity: "warning",
      columns: names,
      parts: [part],
      count: table.rowCount,
      strength: null,
      examples: [],
      explanation: `${names.join(", ")} say the same in every row. Keep one: copies share out importance between them, and a copy of the target is a leak.`,
    }));
}

/** Equal for columns that say the same; two hashes of 32 bits over the codes of rows, so a chance match is out of question. */
function contentKey(column: Column, rowCount: number): string | null {
  const { codes, firstRows } = codeRows({ columns: [column], rowCount });
  if (firstRows.length < 2) return null;
  const isRepeating = 2 * firstRows.length <= rowCount;
  if (isRepeating && firstRows.length <= 1000 && !(column.type === "number" && firstRows.length > 20)) {
    return `codes ${hashOf(codes)}`;
  }
  if (column.type === "number") {
    const { buffer, byteOffset, length } = column.values.map((value) => value + 0);
    return `numbers ${hashOf(new Int32Array(buffer, byteOffset, 2 * length))}`;
  }
  return column.type === "text" ? `texts ${hashOf(codes)} ${hashOfTexts(column, firstRows)}` : `codes ${hashOf(codes)}`;
}

function hashOf(words: Int32Array): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as number; // at < length
    a = Math.imul(a ^ word ^ (word >>> 15), 0x01000193);
    b = Math.imul(b + word, 0x85ebca6b) ^ (b >>> 13);
  }
  return `${a}.${b}`;
}

function hashOfTexts(column: Extract<Column, { type: "text" }>, firstRows: Int32Array): string {
  const units: number[] = [];
  for (const row of firstRows) {
    const code = column.codes[row] as number; // row < n
    const text = code < 0 ? "\u0001" : (column.dictionary[code] as string); // a code is an index
    for (let at = 0; at < text.length; at++) units.push(text.charCodeAt(at));
    units.push(0);
  }
  return hashOf(Int32Array.from(units));
}
