import type { Rng } from "#engine/core/random.ts";
import { shuffleInPlace } from "./split-shuffle.ts";

/**
 * Deals whole groups out to parts: the groups in random order, each to the part that lacks most rows at that moment. A
 * part can exceed its size only by its last group, so it ends at most one largest group away from it; only where a part
 * would be left without any group does it take the next one.
 *
 * @returns  the part of each row
 */
export function assignGroups({
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
  const rowsIn = new Int32Array(firstRows.length);
  for (const code of codes) rowsIn[code] = (rowsIn[code] as number) + 1; // a code is an index of firstRows
  const order = Int32Array.from(firstRows, (_, group) => group);
  shuffleInPlace(order, rng);
  const lacking = [...sizes];
  const isEmpty = sizes.map(() => true);
  let emptyParts = sizes.length;
  const partOf = new Int32Array(order.length);
  for (const [at, group] of order.entries()) {
    const mustFill = order.length - at <= emptyParts;
    let part = mustFill ? isEmpty.indexOf(true) : 0;
    for (let other = part + 1; other < lacking.length; other++) {
      if (mustFill && isEmpty[other] !== true) continue;
      if ((lacking[other] as number) > (lacking[part] as number)) part = other; // both are parts
    }
    if (isEmpty[part] === true) emptyParts--;
    isEmpty[part] = false;
    lacking[part] = (lacking[part] as number) - (rowsIn[group] as number); // both exist
    partOf[group] = part;
  }
  return codes.map((code) => partOf[code] as number); // a code is a group
}
