import { exp, expm1 } from "#engine/core/exp.ts";
import { log } from "#engine/core/log.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { parseCashFlows } from "./cash-flows.ts";

/** The rates at which an investment is worth exactly nothing. */
export type InternalRateOfReturn =
  | { readonly status: "unique"; readonly rate: number }
  /** More than one: the figure has no meaning; use net present value. Ascending. */
  | { readonly status: "several"; readonly rates: readonly number[] }
  /** E.g. when all payments have one sign. */
  | { readonly status: "none" };

/** Rates looked at where several are possible: from −99 % to 1,000,000 % a period. */
const lowest = log(0.01);
const highest = log(10_001);
const gridSteps = 20_000;

/**
 * Internal rate of return: the interest an investment pays, the rate at which its net present value is 0.
 *
 * Spreadsheets return one number, whatever the case. But an investment that costs money again at its end (a clean-up, a
 * migration) may have two such rates or none, and then the figure must not be used. So the answer says which case it is.
 * By Descartes' rule there is at most one rate if the payments change their sign once; it is then found by halving. With
 * more changes, rates from −99 % to 1,000,000 % are searched in steps of 0.07 %; two rates closer than a step may be
 * missed together. Cost: O(n), with more sign changes 20,000 times n.
 *
 * @param cashFlows  one a period, the first now, length n
 * @returns          "unique", "several" or "none"
 * @throws {EngineError} "empty", "not-finite", "wrong-type"
 * @example internalRateOfReturn({ cashFlows: [-100, 60, 72] }) // => { status: "unique", rate: 0.2 }
 * @example internalRateOfReturn({ cashFlows: [-100, 230, -132] }).status // => "several"
 * @example internalRateOfReturn({ cashFlows: [100, 10] }) // => { status: "none" }
 * @source  Brealey, Myers & Allen 2020, chapter 5; Descartes 1637 for the number of roots
 */
export function internalRateOfReturn(options: { readonly cashFlows: ArrayLike<number> }): InternalRateOfReturn {
  const { cashFlows } = requireOptions("internalRateOfReturn", options, ["cashFlows"]);
  const amounts = trimZeros(parseCashFlows("internalRateOfReturn", cashFlows));
  const valueAt = (growth: number): number => signedValue(amounts, growth);
  const signs = amounts.filter((amount) => amount !== 0).map(Math.sign);
  const changes = signs.filter((sign, i) => i > 0 && sign !== signs[i - 1]).length;
  if (changes === 0) return { status: "none" };
  // One change of sign has its rate wherever it lies; to the ends of what a number can hold, just above −1 and far up.
  const [steps, first, last] = changes === 1 ? [1, -36, 700] : [gridSteps, lowest, highest];
  const rates: number[] = [];
  let [from, fromValue] = [first, valueAt(first)];
  for (let step = 1; step <= steps; step++) {
    const to = first + ((last - first) * step) / steps;
    const toValue = valueAt(to);
    if (toValue === 0) rates.push(expm1(to));
    else if (fromValue * toValue < 0) rates.push(expm1(root({ valueAt, from, to, fromValue })));
    [from, fromValue] = [to, toValue];
  }
  const [rate] = rates;
  if (rate === undefined) return { status: "none" };
  return rates.length === 1 ? { status: "unique", rate } : { status: "several", rates };
}

/** Without the zeros at both ends: they move no rate, and far from 0 their discount would underflow. */
function trimZeros(amounts: Float64Array): Float64Array {
  const isPaid = (amount: number): boolean => amount !== 0;
  return amounts.subarray(Math.max(0, amounts.findIndex(isPaid)), amounts.findLastIndex(isPaid) + 1);
}

/** The value at a rate of exp(growth) − 1, up to a positive factor: seen from the end for high rates, so that nothing overflows. */
function signedValue(amounts: Float64Array, growth: number): number {
  const factor = exp(-Math.abs(growth));
  let value = 0;
  // Horner's rule: from the last payment backwards where money shrinks, from the first forwards where it grows.
  if (growth >= 0)
    for (let i = amounts.length - 1; i >= 0; i--) value = value * factor + (amounts[i] as number); // in range
  else for (let i = 0; i < amounts.length; i++) value = value * factor + (amounts[i] as number); // in range
  return value;
}

function root({
  valueAt,
  from,
  to,
  fromValue,
}: {
  readonly valueAt: (growth: number) => number;
  readonly from: number;
  readonly to: number;
  readonly fromValue: number;
}): number {
  let [low, high] = [from, to];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (valueAt(middle) * fromValue > 0) low = middle;
    else high = middle;
  }
}
