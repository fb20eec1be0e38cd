import { refusal } from "#engine/data/refusal.ts";

/** More cells than this (800 MB) fill a page's memory. */
const mostCells = 100_000_000;

/** Stops before a transformer makes more columns than memory holds: the browser would end the page without a word. */
export function requireCells({
  functionName,
  rowCount,
  columnCount,
}: {
  readonly functionName: string;
  readonly rowCount: number;
  readonly columnCount: number;
}): void {
  if (rowCount * columnCount <= mostCells) return;
  const got = `${rowCount} rows × ${columnCount} new columns`;
  throw refusal({ code: "out-of-range", functionName, need: `at most ${mostCells} new cells`, got });
}
