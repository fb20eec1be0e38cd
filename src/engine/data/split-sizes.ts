import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal, shown } from "./refusal.ts";
import { requireEntries } from "./require-names.ts";

/**
 * How many rows each part gets: shares of a whole number of rows, rounded so that the parts add up.
 *
 * Every part first gets its share rounded down; the rows that are left go, one each, to the parts with the largest cut-off
 * fraction (the largest-remainder method of Hamilton, as in elections), the earlier part first where fractions are equal.
 * So no part is ever a whole row away from its share. O(parts log parts).
 *
 * @param rowCount  n
 * @param shares    a positive share by name, e.g. 0.8 or 80: they are divided by their sum
 * @returns         whole numbers by name that sum to n
 * @throws {EngineError} "empty" without a share, "out-of-range" for a negative one or when all are 0, "wrong-type", "not-finite"
 * @example splitSizes({ rowCount: 11, shares: { train: 0.8, validation: 0.1, test: 0.1 } }) // => { train: 9, validation: 1, test: 1 }
 * @source  Balinski & Young 2001, Fair Representation
 */
export function splitSizes<Name extends string>(options: {
  readonly rowCount: number;
  readonly shares: Readonly<Record<Name, number>>;
}): Record<Name, number> {
  const functionName = "splitSizes";
  const { rowCount, shares } = requireOptions(functionName, options, ["rowCount", "shares"]);
  requireNumber({ functionName, name: "rowCount", value: rowCount, least: 0, whole: true });
  const entries = requireShares({ functionName, shares });
  const total = entries.reduce((sum, [, share]) => sum + share, 0);
  const sizes = largestRemainder({ rowCount, portions: entries.map(([, share]) => (rowCount * share) / total) });
  return Object.fromEntries(entries.map(([name], at) => [name, sizes[at]])) as Record<Name, number>; // names are the keys of shares
}

/** The shares as entries, checked. */
export function requireShares({
  functionName,
  shares,
}: {
  readonly functionName: string;
  readonly shares: Readonly<Record<string, number>>;
}): readonly (readonly [string, number])[] {
  const entries = requireEntries({ functionName, argument: "shares", entries: shares });
  if (entries.length === 0) throw refusal({ code: "empty", functionName, need: "at least one share", got: "none" });
  for (const [name, share] of entries) requireNumber({ functionName, name: `shares.${name}`, value: share, least: 0 });
  const total = entries.reduce((sum, [, share]) => sum + share, 0);
  if (total > 0 && total < Number.POSITIVE_INFINITY) return entries;
  throw refusal({ code: "out-of-range", functionName, need: "shares that sum to more than 0", got: shown(total) });
}

/** Whole numbers near the portions, which sum to rowCount. */
function largestRemainder({
  rowCount,
  portions,
}: {
  readonly rowCount: number;
  readonly portions: readonly number[];
}): readonly number[] {
  // 0.1 × 30 is 3.0000000000000004 and 0.3 × 10 may be 2.9999999999999996: what is whole but for rounding is whole.
  const near = portions.map((portion) => {
    const whole = Math.round(portion);
    return Math.abs(portion - whole) < 1e-9 * Math.max(1, whole) ? whole : portion;
  });
  const sizes = near.map(Math.floor);
  const left = rowCount - sizes.reduce((sum, size) => sum + size, 0);
  const byFraction = near
    .map((portion, at) => ({ at, fraction: portion - Math.floor(portion) }))
    .sort((a, b) => b.fraction - a.fraction || a.at - b.at);
  for (const { at } of byFraction.slice(0, left)) sizes[at] = (sizes[at] as number) + 1; // at is an index of sizes
  return sizes;
}
