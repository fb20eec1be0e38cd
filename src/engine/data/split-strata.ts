import type { Rng } from "#engine/core/random.ts";
import { gatherRowsByCode } from "./rows-by-code.ts";
import { controlledRounding } from "./split-controlled-rounding.ts";
import { shuffleInPlace } from "./split-shuffle.ts";

/**
 * Deals the rows of each stratum out to the parts at random, in whole numbers that fit both ways: each stratum's part is
 * its exact share rounded up or down, and the parts as a whole have exactly their sizes.
 *
 * @returns  the part of each row
 */
export function assignStrata({
  codes,
  firstRows,
  sizes,
  rng,
}: {
  readonly codes: Int32Array;
  readonly firstRows: Int32Array;
  readonly sizes: readonly number[];
  readonly rng: Rng;
}): Int32Array {
  const { starts, rows } = gatherRowsByCode({ codes, codeCount: firstRows.length });
  const strata = Array.from(firstRows, (_, code) => (starts[code + 1] as number) - (starts[code] as number)); // starts is one longer
  const counts = controlledRounding({ strata, sizes });
  const partOfRow = new Int32Array(codes.length);
  for (const [code, partCounts] of counts.entries()) {
    const members = rows.slice(starts[code], starts[code + 1]);
    shuffleInPlace(members, rng);
    let at = 0;
    for (const [part, count] of partCounts.entries()) {
      for (const end = at + count; at < end; at++) partOfRow[members[at] as number] = part; // counts sum to the members
    }
  }
  return partOfRow;
}
