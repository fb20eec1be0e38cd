/** The rows of code g are `rows[starts[g]] … rows[starts[g + 1] − 1]`, ascending. */
export type RowsByCode = { readonly starts: Int32Array; readonly rows: Int32Array };

/**
 * Rows gathered by their code (counting sort): first how many each code has, then each row to its place. Rows of a
 * negative code are left out. O(n + codes), stable.
 */
export function gatherRowsByCode({
  codes,
  codeCount,
}: {
  readonly codes: Int32Array;
  readonly codeCount: number;
}): RowsByCode {
  const starts = new Int32Array(codeCount + 1);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number; // row < n
    if (code >= 0) starts[code + 1] = (starts[code + 1] as number) + 1; // code < codeCount
  }
  for (let code = 0; code < codeCount; code++)
    starts[code + 1] = (starts[code + 1] as number) + (starts[code] as number); // code < codeCount
  const next = starts.slice();
  const rows = new Int32Array(starts[codeCount] as number); // the last start is the total
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number; // row < n
    if (code < 0) continue;
    const place = next[code] as number; // code < codeCount
    rows[place] = row;
    next[code] = place + 1;
  }
  return { starts, rows };
}
