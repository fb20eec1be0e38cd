import { requireOptions } from "#engine/core/require-options.ts";
import { discounted, parseCashFlows, requireRate } from "./cash-flows.ts";

/**
 * Break-even: after how many periods an investment has paid itself back for good.
 *
 * Payments are added up; within the period in which the sum turns positive they are taken to flow evenly. With a rate they
 * are discounted first, which answers later and more honestly: money that comes late is worth less. It says nothing of
 * what comes after, so it measures risk, not gain. If the sum falls below 0 again later, that first time did not count. O(n).
 *
 * @param cashFlows  one a period, the first now, length n
 * @param rate       per period, above −1; default 0 (simple payback)
 * @returns          periods from now, perhaps with a fraction; undefined when it never pays back
 * @throws {EngineError} "empty", "not-finite", "wrong-type", "out-of-range" for a rate of −1 or less
 * @example paybackPeriod({ cashFlows: [-100, 40, 40, 40] }) // => 2.5
 * @example paybackPeriod({ cashFlows: [-100, 55, 60.5], rate: 0.1 }) // => 2
 * @source  Brealey, Myers & Allen 2020, chapter 5
 */
export function paybackPeriod(options: {
  readonly cashFlows: ArrayLike<number>;
  readonly rate?: number;
}): number | undefined {
  const functionName = "paybackPeriod";
  const { cashFlows, rate = 0 } = requireOptions(functionName, options, ["cashFlows", "rate"]);
  const amounts = discounted({
    cashFlows: parseCashFlows(functionName, cashFlows),
    rate: requireRate(functionName, rate),
  });
  const largest = amounts.reduce((most, amount) => Math.max(most, Math.abs(amount)), 0);
  // Sums of payments that meet exactly may miss 0 by their rounding.
  const tolerance = largest * amounts.length * 2 ** -52;
  let sum = 0;
  let since: number | undefined;
  for (const [period, amount] of amounts.entries()) {
    const before = sum;
    sum += amount;
    if (sum < -tolerance) since = undefined;
    else if (since === undefined)
      since = before >= 0 || period === 0 ? period : period - 1 + Math.min(1, -before / amount);
  }
  return since;
}
