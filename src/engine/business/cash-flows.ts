import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/** Money by period, the first now: negative = paid out. */
export function parseCashFlows(functionName: string, cashFlows: ArrayLike<number>): Float64Array {
  requireSameLength(functionName, { cashFlows });
  return parseNumbers({ functionName, name: "cashFlows", values: cashFlows });
}

/** An interest rate for one period; at −1 and below, money would vanish or turn over. */
export function requireRate(functionName: string, rate: number): number {
  return requireNumber({ functionName, name: "rate", value: rate, above: -1 });
}

/** Each cash flow in money of today. */
export function discounted({
  cashFlows,
  rate,
}: {
  readonly cashFlows: Float64Array;
  readonly rate: number;
}): Float64Array {
  return cashFlows.map((amount, period) => amount / (1 + rate) ** period);
}
