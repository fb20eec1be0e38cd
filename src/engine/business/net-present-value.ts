import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { discounted, parseCashFlows, requireRate } from "./cash-flows.ts";

/**
 * Net present value: what a series of payments is worth today.
 *
 * 110 in a year are worth 100 today if money earns 10 % elsewhere. An investment with a value above 0 earns more than that
 * rate. The rate is for one period: for months, use the twelfth root, 1.1 ** (1 / 12) − 1. The first payment is now and is
 * not discounted (as numpy-financial; a spreadsheet's NPV puts the first payment one period away). O(n).
 *
 * @param cashFlows  one a period, the first now, length n
 * @param rate       per period, above −1
 * @returns          Σ cashFlowₜ / (1 + rate)ᵗ
 * @throws {EngineError} "empty", "not-finite", "wrong-type", "out-of-range" for a rate of −1 or less
 * @example netPresentValue({ cashFlows: [-100, 66, 72.6], rate: 0.1 }) // => 20
 * @source  Brealey, Myers & Allen 2020, Principles of Corporate Finance, chapter 2
 */
export function netPresentValue(options: { readonly cashFlows: ArrayLike<number>; readonly rate: number }): number {
  const functionName = "netPresentValue";
  const { cashFlows, rate } = requireOptions(functionName, options, ["cashFlows", "rate"]);
  const amounts = parseCashFlows(functionName, cashFlows);
  return compensatedSum(discounted({ cashFlows: amounts, rate: requireRate(functionName, rate) }));
}
