/**
 * The end of a sentence about a name that is not there: the names a typing error away, or else the first few there are.
 */
export function nearNames(name: string, names: readonly string[]): string {
  if (names.length === 0) return "there are no columns";
  const limit = Math.max(1, Math.floor(name.length / 3));
  const near = names
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3);
  if (near.length > 0) return `did you mean ${near.map(({ candidate }) => JSON.stringify(candidate)).join(" or ")}?`;
  const shown = names.slice(0, 8).map((one) => JSON.stringify(one));
  return `there are ${shown.join(", ")}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ""}`;
}

/** Least number of letters to insert, delete or replace that turns one word into the other (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = at(previous, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replace, at(previous, j) + 1, at(current, j - 1) + 1));
    }
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], j: number): number {
  return row[j] as number; // 0 ≤ j ≤ b.length
}
