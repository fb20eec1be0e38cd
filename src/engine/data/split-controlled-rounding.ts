/**
 * Rounds a table of shares so that all row and column sums stay what they are (controlled rounding).
 *
 * Stratum i with nᵢ of n rows and part j of size sⱼ share nᵢ × sⱼ / n rows, seldom a whole number. Rounding each by itself
 * breaks the sums. Here all are rounded down first; the rows that are then left in a stratum go to the parts with the
 * largest fractions that still lack rows; and where none of these lacks any, another stratum gives up its place there and
 * takes one elsewhere, along a chain that ends at a part that lacks rows. Such a chain always exists, because the fractions
 * themselves are a solution and flows between whole numbers can be whole (Ford & Fulkerson). Cost about O(strata × parts²).
 *
 * @param strata  rows of each stratum
 * @param sizes   rows of each part; both sum to n
 * @returns       for each stratum the rows of each part: its exact share rounded down or up
 * @source  Cox 1987, A constructive procedure for unbiased controlled rounding
 */
export function controlledRounding({
  strata,
  sizes,
}: {
  readonly strata: readonly number[];
  readonly sizes: readonly number[];
}): number[][] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const cells = strata.map((rows) => sizes.map((size) => roundedDown(rows * size, total)));
  const lacking = sizes.map((size, part) => size - cells.reduce((sum, row) => sum + (row[part]?.count ?? 0), 0));
  for (const [stratum, row] of cells.entries()) {
    let left = (strata[stratum] ?? 0) - row.reduce((sum, cell) => sum + cell.count, 0);
    const byFraction = [...row.entries()].sort(([, a], [, b]) => b.fraction - a.fraction);
    for (const [part, cell] of byFraction) {
      if (left === 0) break;
      if (cell.fraction === 0 || (lacking[part] ?? 0) === 0) continue;
      cell.isUp = true;
      lacking[part] = (lacking[part] ?? 0) - 1;
      left--;
    }
    for (; left > 0; left--) giveAlongChain({ cells, lacking, stratum });
  }
  return cells.map((row) => row.map(({ count, isUp }) => count + (isUp ? 1 : 0)));
}

type RoundedCell = { readonly count: number; readonly fraction: number; isUp: boolean };

/** product / total without rounding of the fraction: both are whole numbers below 2⁵³. */
function roundedDown(product: number, total: number): RoundedCell {
  const fraction = total === 0 ? 0 : product % total;
  return { count: total === 0 ? 0 : (product - fraction) / total, fraction, isUp: false };
}

/** Breadth first over parts: stratum → part whose places are taken by another stratum → a part that this one could take … */
function giveAlongChain({
  cells,
  lacking,
  stratum,
}: {
  readonly cells: readonly (readonly RoundedCell[])[];
  readonly lacking: number[];
  readonly stratum: number;
}): void {
  /** Who takes a place in the part, and which part it leaves for that (-1: none, it is the stratum itself). */
  const reached = new Map<number, { readonly taker: number; readonly from: number }>();
  const queue: number[] = [];
  const reach = (taker: number, from: number): void => {
    for (const [part, cell] of (cells[taker] ?? []).entries()) {
      if (cell.isUp || cell.fraction === 0 || reached.has(part)) continue;
      reached.set(part, { taker, from });
      queue.push(part);
    }
  };
  reach(stratum, -1);
  for (let at = 0; at < queue.length; at++) {
    let part = queue[at] ?? -1;
    if ((lacking[part] ?? 0) > 0) {
      lacking[part] = (lacking[part] ?? 0) - 1;
      for (let step = reached.get(part); step !== undefined; step = reached.get(part)) {
        setUp(cells, step.taker, part, true);
        if (step.from < 0) return;
        setUp(cells, step.taker, step.from, false);
        part = step.from;
      }
    }
    const partCount = lacking.length;
    for (let other = 0; other < cells.length && reached.size < partCount; other++) {
      if (cells[other]?.[part]?.isUp === true) reach(other, part);
    }
  }
}

function setUp(cells: readonly (readonly RoundedCell[])[], stratum: number, part: number, isUp: boolean): void {
  const cell = cells[stratum]?.[part];
  if (cell !== undefined) cell.isUp = isUp;
}
