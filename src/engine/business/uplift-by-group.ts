import type { Undefined } from "#engine/core/ratio.ts";
import { ratio } from "#engine/core/ratio.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { parseUpliftRows, type UpliftRows } from "./uplift-rows.ts";

/** One group of neighbors in the ranking. */
export type UpliftGroup = {
  readonly lowestScore: number;
  readonly highestScore: number;
  readonly meanScore: number;
  readonly treatedCount: number;
  readonly controlCount: number;
  readonly treatedMean: number;
  readonly controlMean: number;
  /** treatedMean − controlMean. */
  readonly uplift: number;
};

/**
 * Uplift by decile: the ranking cut into ten groups of equal size, and in each what the treatment changed.
 *
 * The table to show to a manager. A good uplift model has its uplifts falling from the first group to the last; a negative
 * last group is a list of customers whom one should leave alone. Where the size does not divide, the first groups are one
 * row larger; rows of equal score stay in their order. Cost: O(n log n).
 *
 * @param outcomes       0 or 1, or amounts, length n
 * @param treated        1 for treated, 0 for control, length n
 * @param scores         larger means treat first, length n
 * @param groups         default 10, at most n
 * @param whenUndefined  the mean of a group without treated (or control) rows, e.g. NaN
 * @returns              the groups, highest scores first
 * @throws {EngineError} "undefined-ratio" for a group that lacks one side, unless `whenUndefined` is given; else as `qiniCurve`
 * @example upliftByGroup({ outcomes: [1, 0, 0, 1], treated: [1, 0, 1, 0], scores: [4, 3, 2, 1], groups: 2 }).map(({ uplift }) => uplift) // => [1, -1]
 * @source  Radcliffe 2007; formulas computed by NumPy in test/conformance/business
 */
export function upliftByGroup(options: UpliftRows & Undefined & { readonly groups?: number }): readonly UpliftGroup[] {
  const functionName = "upliftByGroup";
  const {
    groups = 10,
    whenUndefined,
    ...rows
  } = requireOptions(functionName, options, ["outcomes", "treated", "scores", "whenUndefined", "groups"]);
  const { rowCount, outcomes, treated, scores } = parseUpliftRows(functionName, rows);
  requireNumber({ functionName, name: "groups", value: groups, least: 1, most: rowCount, whole: true });
  const order = Array.from({ length: rowCount }, (_, row) => row).sort(
    (a, b) => (scores[b] as number) - (scores[a] as number), // rows
  );
  const size = Math.floor(rowCount / groups);
  const larger = rowCount - size * groups;
  return Array.from({ length: groups }, (_, group) => {
    const from = group * size + Math.min(group, larger);
    const members = order.slice(from, from + size + (group < larger ? 1 : 0));
    const counts = [0, 0];
    const sums = [0, 0];
    let scoreSum = 0;
    for (const row of members) {
      const side = treated[row] === 1 ? 1 : 0;
      counts[side] = (counts[side] ?? 0) + 1;
      sums[side] = (sums[side] ?? 0) + (outcomes[row] as number); // a row
      scoreSum += scores[row] as number; // a row
    }
    const mean = (side: 0 | 1, name: string): number =>
      ratio({
        functionName,
        numerator: sums[side] ?? 0,
        denominator: counts[side] ?? 0,
        needs: `a ${name} row in group ${group + 1}`,
        whenUndefined,
      });
    const treatedMean = mean(1, "treated");
    const controlMean = mean(0, "control");
    return {
      lowestScore: scores[members.at(-1) as number] as number, // no group is empty: groups <= n
      highestScore: scores[members[0] as number] as number, // likewise
      meanScore: scoreSum / members.length,
      treatedCount: counts[1] ?? 0,
      controlCount: counts[0] ?? 0,
      treatedMean,
      controlMean,
      uplift: treatedMean - controlMean,
    };
  });
}
