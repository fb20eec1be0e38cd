import { codeNumbers } from "./number-codes.ts";
import type { Column } from "./table.ts";

/** Rows numbered by what stands in some columns: equal rows share a code, in order of first appearance. */
export type RowCodes = {
  /** A code from 0 to k − 1 for each of n rows. */
  readonly codes: Int32Array;
  /** For each of the k codes, the row in which it came first. */
  readonly firstRows: Int32Array;
};

/**
 * Numbers the different combinations of values in the columns; the basis of grouping, joining and finding duplicates.
 *
 * One column gives a code a row. A second one refines it: code × (number of its codes) + its code is another whole number
 * a row, and after renumbering a single code again. Missing is a value like any other here. O(n × columns) on average.
 *
 * @param columns   of n rows each; without columns all rows are equal
 * @param rowCount  n
 */
export function codeRows({
  columns,
  rowCount,
}: {
  readonly columns: readonly Column[];
  readonly rowCount: number;
}): RowCodes {
  let codes = new Int32Array(rowCount);
  let codeCount = 1;
  for (const column of columns) {
    const next = codesOfColumn(column);
    if (codeCount * next.codeCount > denseLimit(rowCount)) {
      const pairs = new Float64Array(rowCount);
      for (let row = 0; row < rowCount; row++) {
        pairs[row] = (codes[row] as number) * next.codeCount + (next.codes[row] as number); // below 2⁵³, one code a row
      }
      const numbered = codeNumbers(pairs);
      codes = numbered.codes.slice();
      codeCount = numbered.firstRows.length;
    } else {
      for (let row = 0; row < rowCount; row++) {
        codes[row] = (codes[row] as number) * next.codeCount + (next.codes[row] as number); // one code a row
      }
      codeCount *= next.codeCount;
    }
  }
  return renumber(codes, codeCount);
}

/** Up to here a code is looked up in an array of all possible codes, without hashing. */
const denseLimit = (rowCount: number): number => Math.max(65_536, 4 * rowCount);

/** Codes of one column from 0 on; in text and booleans missing is code 0. */
function codesOfColumn(column: Column): { readonly codes: Int32Array; readonly codeCount: number } {
  if (column.type === "number") {
    const { codes, firstRows } = codeNumbers(column.values);
    return { codes, codeCount: Math.max(1, firstRows.length) };
  }
  if (column.type === "text") {
    return { codes: column.codes.map((code) => code + 1), codeCount: column.dictionary.length + 1 };
  }
  return { codes: new Int32Array(column.values).map((value) => (value + 1) & 255), codeCount: 3 };
}

/** Codes in order of first appearance, without gaps. */
function renumber(codes: Int32Array, codeCount: number): RowCodes {
  if (codeCount > denseLimit(codes.length)) return codeNumbers(new Float64Array(codes));
  const numberOf = new Int32Array(codeCount).fill(-1);
  const renumbered = new Int32Array(codes.length);
  const firstRows = new Int32Array(Math.min(codeCount, codes.length));
  let count = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number; // row < n
    let found = numberOf[code] as number; // code < codeCount
    if (found < 0) {
      found = count++;
      numberOf[code] = found;
      firstRows[found] = row;
    }
    renumbered[row] = found;
  }
  return { codes: renumbered, firstRows: firstRows.slice(0, count) };
}
