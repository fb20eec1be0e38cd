import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/**
 * The simplest uplift model: one model learned on the treated, one on the control rows, and the difference of what they
 * predict for the same person.
 *
 * Any two models will do, as long as they give probabilities (or amounts) and both predict for all rows. Its weakness: each
 * model explains outcomes, not their difference, so a small uplift may drown in two models' errors. Judge it by `qiniCurve`.
 * Cost: O(n).
 *
 * @param withTreatment     predictions of the model learned on treated rows, length n
 * @param withoutTreatment  predictions of the model learned on control rows, length n
 * @returns                 predicted uplift, length n
 * @throws {EngineError} "empty", "length-mismatch", "not-finite", "wrong-type"
 * @example twoModelUplift({ withTreatment: [0.5, 0.25], withoutTreatment: [0.25, 0.75] }) // => [0.25, -0.5]
 * @source  Künzel et al. 2019, Metalearners for estimating heterogeneous treatment effects (T-learner)
 */
export function twoModelUplift(options: {
  readonly withTreatment: ArrayLike<number>;
  readonly withoutTreatment: ArrayLike<number>;
}): Float64Array {
  const functionName = "twoModelUplift";
  const { withTreatment, withoutTreatment } = requireOptions(functionName, options, [
    "withTreatment",
    "withoutTreatment",
  ]);
  requireSameLength(functionName, { withTreatment, withoutTreatment });
  const above = parseNumbers({ functionName, name: "withTreatment", values: withTreatment });
  const below = parseNumbers({ functionName, name: "withoutTreatment", values: withoutTreatment });
  return above.map((value, row) => value - (below[row] as number)); // one length
}
