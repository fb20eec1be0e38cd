import { EngineError } from "#engine/core/errors.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRecord } from "#engine/core/require-record.ts";

/**
 * The probability above which acting is cheaper than not acting.
 *
 * If the probabilities are honest (calibrated), no search over data is needed: acting on a case of probability p costs
 * p × tp + (1 − p) × fp, leaving it costs p × fn + (1 − p) × tn, and the two are equal at
 * (fp − tn) / (fp − tn + fn − tp). A false alarm of 1 against a miss of 9 gives 0.1: act from 10 % on. Compare it with
 * `costByThreshold(…).best`: a large difference says that the probabilities are not calibrated. O(1).
 *
 * @param costs  of the four outcomes; tp and tn default to 0
 * @returns      in (0, 1)
 * @throws {EngineError} "out-of-range" unless each error costs more than the right call of its class
 * @example thresholdFromCosts({ costs: { fp: 1, fn: 9 } }) // => 0.1
 * @source  Elkan 2001, The foundations of cost-sensitive learning, equation 2
 */
export function thresholdFromCosts(options: {
  readonly costs: { readonly fp: number; readonly fn: number; readonly tp?: number; readonly tn?: number };
}): number {
  const functionName = "thresholdFromCosts";
  const { costs } = requireOptions(functionName, options, ["costs"]);
  requireRecord({ functionName, name: "costs", value: costs });
  const number = (name: "tp" | "fp" | "fn" | "tn", value: number): number =>
    requireNumber({ functionName, name: `costs.${name}`, value });
  const alarm = number("fp", costs.fp) - number("tn", costs.tn ?? 0);
  const miss = number("fn", costs.fn) - number("tp", costs.tp ?? 0);
  if (alarm > 0 && miss > 0) return alarm / (alarm + miss);
  throw new EngineError(
    "out-of-range",
    `${functionName} requires errors that cost more than right calls, got ${alarm} more for fp and ${miss} more for fn`,
    { function: functionName, argument: "costs", got: `${alarm}, ${miss}` },
  );
}
