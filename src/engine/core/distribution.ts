import { EngineError } from "./errors.ts";
import { exp } from "./exp.ts";
import { log, log1p } from "./log.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { parseNumbers } from "./parse-numbers.ts";
import { requireNumber } from "./require-number.ts";
import { requireRecord } from "./require-record.ts";
import { requireSameLength } from "./require-same-length.ts";

/**
 * A quantity that is not known exactly, as plain data: how long a request takes, what a customer is worth next year.
 *
 * - "constant": always the same.
 * - "uniform": anything from low to high, all equally likely.
 * - "triangular": what an expert says: at least, most likely, at most.
 * - "normal": the bell curve; may fall below 0.
 * - "lognormal": above 0 with a long right tail, as latencies and incomes have; mean and deviation are those of the values.
 * - "exponential": the memoryless one: having waited tells nothing about how long is left.
 * - "empirical": drawn from values that were measured, each equally likely.
 */
export type Distribution =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "triangular"; readonly low: number; readonly mode: number; readonly high: number }
  | { readonly kind: "normal"; readonly mean: number; readonly standardDeviation: number }
  | { readonly kind: "lognormal"; readonly mean: number; readonly standardDeviation: number }
  | { readonly kind: "exponential"; readonly mean: number }
  | { readonly kind: "empirical"; readonly values: ArrayLike<number> };

/**
 * The quantile function of a distribution: share p of all draws lie below its value at p.
 *
 * It is all that one needs to draw: feed it uniform numbers and it returns numbers of this distribution (inversion). One
 * uniform number a draw also means that the k-th draw of two scenarios comes from the same luck, so that their difference
 * is due to the scenario. Building O(1), "empirical" O(n log n); each call O(1).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param name          the name of the argument
 * @param distribution  which one
 * @returns             a function of p in [0, 1); non-decreasing; p = 0 counts as 2⁻⁵⁴, so the value is finite
 * @throws {EngineError} "wrong-type", "not-finite", "out-of-range", "empty"
 * @example quantileFunction({ functionName: "f", name: "x", distribution: { kind: "uniform", low: 2, high: 4 } })(0.25) // => 2.5
 * @example quantileFunction({ functionName: "f", name: "x", distribution: { kind: "exponential", mean: 2 } })(0.5) // => 2 * Math.log(2)
 * @source  Devroye 1986, Non-Uniform Random Variate Generation, II.2; agrees with scipy.stats (test/conformance/business)
 */
export function quantileFunction({
  functionName,
  name,
  distribution,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly distribution: Distribution;
}): (p: number) => number {
  requireRecord({ functionName, name, value: distribution });
  const number = (field: string, value: number, limits: { readonly least?: number; readonly above?: number } = {}) =>
    requireNumber({ functionName, name: `${name}.${field}`, value, ...limits });
  switch (distribution.kind) {
    case "constant": {
      const value = number("value", distribution.value);
      return () => value;
    }
    case "uniform": {
      const low = number("low", distribution.low);
      const high = number("high", distribution.high, { least: low });
      return (p) => low + (high - low) * p;
    }
    case "triangular": {
      const low = number("low", distribution.low);
      const mode = number("mode", distribution.mode, { least: low });
      const high = number("high", distribution.high, { least: mode });
      const width = high - low;
      const left = width === 0 ? 1 : (mode - low) / width;
      return (p) =>
        p < left ? low + Math.sqrt(p * width * (mode - low)) : high - Math.sqrt((1 - p) * width * (high - mode));
    }
    case "normal": {
      const mean = number("mean", distribution.mean);
      const deviation = number("standardDeviation", distribution.standardDeviation, { least: 0 });
      return (p) => mean + deviation * standardNormal(p);
    }
    case "lognormal": {
      const mean = number("mean", distribution.mean, { above: 0 });
      const deviation = number("standardDeviation", distribution.standardDeviation, { least: 0 });
      // With log values of mean m and variance v, the values have mean exp(m + v/2) and variance mean² × (exp(v) − 1).
      const variance = log1p((deviation / mean) ** 2);
      const middle = log(mean) - variance / 2;
      const spread = Math.sqrt(variance);
      return (p) => exp(middle + spread * standardNormal(p));
    }
    case "exponential": {
      const mean = number("mean", distribution.mean, { above: 0 });
      return (p) => -mean * log1p(-p);
    }
    case "empirical": {
      const { values } = distribution;
      requireSameLength(functionName, { [`${name}.values`]: values });
      const sorted = parseNumbers({ functionName, name: `${name}.values`, values })
        .slice()
        .sort();
      const last = sorted.length - 1;
      return (p) => sorted[Math.min(last, Math.floor(p * sorted.length))] as number; // 0 <= index <= last
    }
    default:
      throw new EngineError(
        "out-of-range",
        `${functionName} requires ${name}.kind to be constant, uniform, triangular, normal, lognormal, exponential or empirical, got ${String(Reflect.get(distribution, "kind"))}`,
        { function: functionName, argument: `${name}.kind`, got: String(Reflect.get(distribution, "kind")) },
      );
  }
}

function standardNormal(p: number): number {
  return normalQuantile(p === 0 ? 2 ** -54 : p);
}
