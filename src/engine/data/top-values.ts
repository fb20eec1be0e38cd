import { cellAt } from "./cell.ts";
import { codeRows } from "./row-codes.ts";
import type { Column } from "./table.ts";

/**
 * The most frequent values of a column, equal counts in order of first appearance. Only counts that reach the k-th largest
 * are sorted, so a column of a million different values costs no sort of a million. O(n).
 */
export function topValues({
  column,
  top,
  rowCount,
}: {
  readonly column: Column;
  readonly top: number;
  readonly rowCount: number;
}): { readonly value: string | number | boolean; readonly count: number }[] {
  const { codes, firstRows } = codeRows({ columns: [column], rowCount });
  const counts = new Int32Array(firstRows.length);
  for (let row = 0; row < rowCount; row++) counts[codes[row] as number] = (counts[codes[row] as number] as number) + 1; // one code a row
  // One more than asked for, because missing may be among them.
  const wanted = Math.min(counts.length, top + 1);
  const least = counts.toSorted()[counts.length - wanted] ?? 0;
  const codesAbove = codesWhere(counts, (count) => count > least, wanted);
  const codesAt = codesWhere(counts, (count) => count === least, wanted - codesAbove.length);
  return [...codesAbove, ...codesAt]
    .map((code) => ({ value: cellAt(column, firstRows[code] as number), count: counts[code] as number })) // codes have a first row
    .flatMap(({ value, count }) => (value === null ? [] : [{ value, count }]))
    .sort((a, b) => b.count - a.count)
    .slice(0, top);
}

/** The first codes for whose count the rule holds, at most `limit`. */
function codesWhere(counts: Int32Array, isWanted: (count: number) => boolean, limit: number): number[] {
  const found: number[] = [];
  for (let code = 0; code < counts.length && found.length < limit; code++) {
    if (isWanted(counts[code] as number)) found.push(code); // code < length
  }
  return found;
}
