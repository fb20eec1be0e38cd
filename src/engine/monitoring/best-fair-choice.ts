import type { Candidates } from "./group-candidates.ts";

/**
 * Of all ways to choose one candidate in each group such that no rate differs by more than the tolerance, the one with
 * most right rows.
 *
 * In the best choice some group has the lowest rate; call it `low`, and all others lie in [low, low + tolerance]. As a
 * group's rates rise from candidate to candidate, its allowed ones are a run, and the most right of a run is looked up
 * in a table of the best of every 1, 2, 4, 8 … neighbors. So it is enough to try each rate that occurs as `low` (for
 * two rates, each pair of them).
 *
 * @param candidates  one entry a group
 * @param rates       for each group one or two rates at each candidate, ascending
 * @param tolerance   0 or more
 * @returns           the index of the chosen candidate of each group
 */
export function bestFairChoice({
  candidates,
  rates,
  tolerance,
}: {
  readonly candidates: readonly Candidates[];
  readonly rates: readonly (readonly Float64Array[])[];
  readonly tolerance: number;
}): readonly number[] {
  const tables = candidates.map(({ right }) => bestOfRuns(right));
  const first = allowedRuns(
    rates.map((of) => of[0] as Float64Array),
    tolerance,
  ); // one rate at least
  const isTwofold = (rates[0]?.length ?? 0) > 1;
  const second = isTwofold
    ? allowedRuns(
        rates.map((of) => of[1] as Float64Array),
        tolerance,
      )
    : [undefined]; // two rates
  let best = -1;
  let choice = candidates.map(() => 0);
  for (const runs of first) {
    for (const others of second) {
      const tried = bestInRuns({ candidates, tables, runs, others });
      if (tried === undefined || tried.right <= best) continue;
      best = tried.right;
      choice = tried.choice;
    }
  }
  return choice;
}

/** From and to (inclusive) of each group's allowed candidates: 2 × groups numbers. */
type Runs = Int32Array;

/** For every rate that occurs: which candidates of each group lie within the tolerance above it. */
function allowedRuns(rates: readonly Float64Array[], tolerance: number): readonly Runs[] {
  const lows = [...new Set(rates.flatMap((of) => Array.from(of)))].sort((a, b) => a - b);
  // 1e-12 forgives the rounding of rates such as 0.1 + 0.2.
  return lows.map((low) => {
    const runs = new Int32Array(2 * rates.length);
    for (const [g, of] of rates.entries()) {
      runs[2 * g] = countBelow(of, low);
      runs[2 * g + 1] = countBelow(of, low + tolerance + 1e-12) - 1;
    }
    return runs;
  });
}

/** How many of ascending numbers lie below a limit. */
function countBelow(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < limit)
      low = middle + 1; // middle < length
    else high = middle;
  }
  return low;
}

function bestInRuns({
  candidates,
  tables,
  runs,
  others,
}: {
  readonly candidates: readonly Candidates[];
  readonly tables: readonly (readonly Int32Array[])[];
  readonly runs: Runs;
  readonly others: Runs | undefined;
}): { readonly right: number; readonly choice: number[] } | undefined {
  const choice: number[] = [];
  let right = 0;
  for (let g = 0; g < candidates.length; g++) {
    const from = Math.max(runs[2 * g] as number, others?.[2 * g] ?? 0); // 2 × groups
    const to = Math.min(runs[2 * g + 1] as number, others?.[2 * g + 1] ?? Number.POSITIVE_INFINITY); // 2 × groups
    if (from > to) return undefined;
    const counts = (candidates[g] as Candidates).right; // g < groups
    const at = bestOf({ table: tables[g] as readonly Int32Array[], counts, from, to }); // g < groups
    choice.push(at);
    right += counts[at] as number; // a candidate
  }
  return { right, choice };
}

/** Row k of the table holds, for each place, where the best of the next 2^k candidates is; of equals the first. */
function bestOfRuns(counts: Float64Array): readonly Int32Array[] {
  const table = [Int32Array.from(counts.keys())];
  for (let length = 2; length <= counts.length; length *= 2) {
    const half = table.at(-1) as Int32Array; // not empty
    table.push(
      Int32Array.from(
        { length: counts.length - length + 1 },
        (_, from) => better({ counts, first: half[from] as number, second: half[from + length / 2] as number }), // inside
      ),
    );
  }
  return table;
}

function bestOf({
  table,
  counts,
  from,
  to,
}: {
  readonly table: readonly Int32Array[];
  readonly counts: Float64Array;
  readonly from: number;
  readonly to: number;
}): number {
  const power = 31 - Math.clz32(to - from + 1);
  const row = table[power] as Int32Array; // the run is not longer than the counts
  return better({ counts, first: row[from] as number, second: row[to - 2 ** power + 1] as number }); // inside
}

function better({
  counts,
  first,
  second,
}: {
  readonly counts: Float64Array;
  readonly first: number;
  readonly second: number;
}): number {
  return (counts[second] as number) > (counts[first] as number) ? second : first; // candidates
}
