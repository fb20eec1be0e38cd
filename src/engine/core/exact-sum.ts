/**
 * Adds a number to a sum that loses nothing: the sum is kept as a few doubles that do not overlap, smallest first.
 *
 * Added in another order, ordinary sums differ in the last digits, because every addition rounds. Here what rounding cuts
 * off is kept as another part, so the parts stand for the exact sum, and `exactTotal` rounds once, at the end. So events
 * that arrive in another order give the same total, bit by bit. O(parts), seldom more than three or four.
 *
 * @param parts  the sum so far; [] is 0; left as it is
 * @param value  a finite number
 * @returns      the new sum
 * @example exactTotal(addExactly(addExactly(addExactly([], 1e16), 1), -1e16)) // => 1
 * @source  Shewchuk 1997, Adaptive precision floating-point arithmetic, grow-expansion; as Python's math.fsum
 */
export function addExactly(parts: readonly number[], value: number): number[] {
  const grown: number[] = [];
  let carried = value;
  for (const part of parts) {
    const [large, small] = Math.abs(carried) >= Math.abs(part) ? [carried, part] : [part, carried];
    const sum = large + small;
    const lost = small - (sum - large);
    if (lost !== 0) grown.push(lost);
    carried = sum;
  }
  grown.push(carried);
  return grown;
}

/**
 * The sum that `addExactly` keeps, rounded once to the nearest number.
 *
 * @param parts  as `addExactly` returns them
 * @returns      the double nearest to the exact sum, ties to even
 * @example exactTotal([0.1, 0.2, 0.3].reduce(addExactly, [])) // => 0.6
 * @source  the rounding of Python's math.fsum
 */
export function exactTotal(parts: readonly number[]): number {
  let at = parts.length - 1;
  let total = parts[at] ?? 0;
  let lost = 0;
  while (at > 0 && lost === 0) {
    at--;
    const before = total;
    const part = parts[at] ?? 0;
    total = before + part;
    lost = part - (total - before);
  }
  // Half way between two doubles, the parts below decide: they pull the total to their side.
  const below = at > 0 ? (parts[at - 1] ?? 0) : 0;
  if ((lost < 0 && below < 0) || (lost > 0 && below > 0)) {
    const doubled = lost * 2;
    const moved = total + doubled;
    if (moved - total === doubled) total = moved;
  }
  return total;
}
