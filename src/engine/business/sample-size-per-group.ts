import { EngineError } from "#engine/core/errors.ts";
import { normalCdf } from "#engine/core/normal-cdf.ts";
import { normalQuantile } from "#engine/core/normal-quantile.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { type Alternative, criticalZ, requireAlternative } from "./alternative.ts";

/** The difference that an experiment is to find: between two rates, or between two means. */
export type ExperimentDesign =
  | { readonly kind: "proportions"; readonly control: number; readonly treatment: number }
  | { readonly kind: "means"; readonly difference: number; readonly standardDeviation: number };

type Asked = { readonly design: ExperimentDesign; readonly significance?: number; readonly alternative?: Alternative };

/**
 * How many rows each group of an experiment needs.
 *
 * Decide three things before the first visitor comes: the smallest difference that would change what you do, how often
 * equals may be taken for different (significance) and how often such a difference shall be found (power). The size
 * follows, and it grows with the inverse square of the difference: half the difference, four times the rows. O(1).
 *
 * @param design        two rates in (0, 1), or a difference of means and the deviation within a group
 * @param power         in (0, 1), above significance; default 0.8
 * @param significance  in (0, 1); default 0.05
 * @param alternative   default "two-sided"; for "larger" the treatment must be larger, for "smaller" smaller
 * @returns             rows in each of two equal groups, not rounded: round up
 * @throws {EngineError} "out-of-range" (also for a design without a difference), "not-finite", "wrong-type"
 * @example Math.ceil(sampleSizePerGroup({ design: { kind: "proportions", control: 0.1, treatment: 0.12 } })) // => 3841
 * @example Math.ceil(sampleSizePerGroup({ design: { kind: "means", difference: 0.5, standardDeviation: 1 } })) // => 63
 * @source  Fleiss, Levin & Paik 2003, chapter 4; agrees with R power.prop.test. Means: normal approximation, one row a group
 *          below R power.t.test
 */
export function sampleSizePerGroup(options: Asked & { readonly power?: number }): number {
  const functionName = "sampleSizePerGroup";
  const {
    power = 0.8,
    significance = 0.05,
    alternative = "two-sided",
    design,
  } = requireOptions(functionName, options, ["design", "significance", "alternative", "power"]);
  const { difference, deviationIfEqual, deviation } = parseDesign({ functionName, design, significance, alternative });
  requireNumber({ functionName, name: "power", value: power, above: significance, most: 1 - 1e-12 });
  const reach = criticalZ({ significance, alternative }) * deviationIfEqual + normalQuantile(power) * deviation;
  return (reach / difference) ** 2;
}

/**
 * The chance that an experiment of a given size finds a difference that is really there.
 *
 * An experiment of power 0.3 misses the difference seven times in ten, and "not significant" then says nothing. O(1).
 *
 * @param design        two rates in (0, 1), or a difference of means and the deviation within a group
 * @param rowsPerGroup  in each of two equal groups
 * @param significance  in (0, 1); default 0.05
 * @param alternative   default "two-sided"
 * @returns             in (0, 1); the tiny chance to be significant in the wrong direction is left out
 * @throws {EngineError} "out-of-range", "not-finite", "wrong-type"
 * @example experimentPower({ design: { kind: "proportions", control: 0.5, treatment: 0.75 }, rowsPerGroup: 50 }) // => 0.740165901285
 * @source  agrees with R power.prop.test (test/conformance)
 */
export function experimentPower(options: Asked & { readonly rowsPerGroup: number }): number {
  const functionName = "experimentPower";
  const {
    rowsPerGroup,
    significance = 0.05,
    alternative = "two-sided",
    design,
  } = requireOptions(functionName, options, ["design", "significance", "alternative", "rowsPerGroup"]);
  const { difference, deviationIfEqual, deviation } = parseDesign({ functionName, design, significance, alternative });
  requireNumber({ functionName, name: "rowsPerGroup", value: rowsPerGroup, least: 1 });
  const reach = Math.sqrt(rowsPerGroup) * difference - criticalZ({ significance, alternative }) * deviationIfEqual;
  return normalCdf(reach / deviation);
}

/** The difference in the direction looked for, and √(sum of variances of one row of each group), if equal and as designed. */
function parseDesign({
  functionName,
  design,
  significance,
  alternative,
}: Required<Asked> & { readonly functionName: string }) {
  requireRecord({ functionName, name: "design", value: design });
  requireAlternative(functionName, alternative);
  requireNumber({ functionName, name: "significance", value: significance, least: 1e-12, most: 1 - 1e-12 });
  const { kind } = design;
  requireOneOf<typeof kind>({ functionName, name: "design.kind", value: kind, options: ["proportions", "means"] });
  if (design.kind === "means") {
    requireNumber({ functionName, name: "design.difference", value: design.difference });
    const value = design.standardDeviation;
    requireNumber({ functionName, name: "design.standardDeviation", value, above: 0 });
    const deviation = Math.SQRT2 * value;
    const difference = directed({ functionName, difference: design.difference, alternative });
    return { difference, deviationIfEqual: deviation, deviation };
  }
  const rate = (name: "control" | "treatment"): number =>
    requireNumber({ functionName, name: `design.${name}`, value: design[name], least: 1e-12, most: 1 - 1e-12 });
  const [p, q] = [rate("control"), rate("treatment")];
  return {
    difference: directed({ functionName, difference: q - p, alternative }),
    deviationIfEqual: Math.sqrt((p + q) * (1 - (p + q) / 2)),
    deviation: Math.sqrt(p * (1 - p) + q * (1 - q)),
  };
}

function directed({
  functionName,
  difference,
  alternative,
}: {
  readonly functionName: string;
  readonly difference: number;
  readonly alternative: Alternative;
}): number {
  const size = alternative === "two-sided" ? Math.abs(difference) : alternative === "larger" ? difference : -difference;
  if (size > 0) return size;
  const need = alternative === "two-sided" ? "a difference" : `a treatment that is ${alternative}`;
  throw new EngineError("out-of-range", `${functionName} requires ${need}, got a difference of ${difference}`, {
    function: functionName,
    argument: "design",
    got: difference,
  });
}
