/**
 * The least number of characters to insert, delete or replace that turns one text into the other (Levenshtein's distance).
 *
 * The table of distances between all beginnings of the two texts is filled row by row; each cell is one more than the best of its
 * three neighbors, or the same as its diagonal neighbor where the characters agree. What both texts begin and end with is
 * skipped, and only one row is kept. O(length × length).
 *
 * @param a  code points
 * @param b  code points
 * @returns  a whole number from 0 (equal) to the length of the longer text
 * @example editDistance({ a: Uint32Array.of(1, 2, 3), b: Uint32Array.of(1, 3) }) // => 1
 * @source  Wagner & Fischer 1974
 */
export function editDistance({ a, b }: { readonly a: Uint32Array; readonly b: Uint32Array }): number {
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && a[start] === b[start]) start++;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const width = endB - start;
  if (width === 0) return endA - start;
  const row = new Uint32Array(width + 1);
  for (let j = 0; j <= width; j++) row[j] = j;
  for (let i = start; i < endA; i++) {
    let diagonal = row[0] as number; // width ≥ 0
    let left = i - start + 1;
    row[0] = left;
    for (let j = 1; j <= width; j++) {
      const above = row[j] as number; // j ≤ width
      const replaced = diagonal + (a[i] === b[start + j - 1] ? 0 : 1);
      left = Math.min(replaced, above + 1, left + 1);
      row[j] = left;
      diagonal = above;
    }
  }
  return row[width] as number; // the last cell
}
