import { EngineError } from "#engine/core/errors.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/** How to pay for asking many questions at once. */
export type Correction = "none" | "bonferroni" | "holm" | "benjamini-hochberg" | "benjamini-yekutieli";

/**
 * P values corrected for having tested many columns at once.
 *
 * Watch 40 columns that did not change, each at the 5 % level, and two of them will ring every day. A correction raises
 * the p values so that they may be compared with the level as if there were one test.
 *
 * "bonferroni" times their number, and "holm", the same in steps and never worse, hold the chance of *any* false alarm
 * below the level, however the columns depend on each other. "benjamini-hochberg" holds the expected *share* of false
 * ones among the alarms below it (independent or positively dependent columns) and finds more; "benjamini-yekutieli"
 * does so under any dependence, at the price of a factor 1 + 1/2 + … + 1/k.
 *
 * @param pValues  in [0, 1], length k
 * @param method   "holm" (default), or one of the others; "none" leaves them as they are
 * @returns        length k, in the same order, each at most 1. O(k log k)
 * @throws {EngineError} "empty", "wrong-type", "not-finite", "out-of-range"
 * @example adjustPValues({ pValues: [0.01, 0.04, 0.03], method: "holm" }) // => [0.03, 0.06, 0.06]
 * @example adjustPValues({ pValues: [0.01, 0.04, 0.03], method: "benjamini-hochberg" }) // => [0.03, 0.04, 0.04]
 * @source  Holm 1979; Benjamini & Hochberg 1995; Benjamini & Yekutieli 2001; agrees with R's p.adjust and statsmodels
 *          multipletests
 */
export function adjustPValues(options: {
  readonly pValues: ArrayLike<number>;
  readonly method?: Correction;
}): readonly number[] {
  const { pValues, method = "holm" } = requireOptions(functionName, options, ["pValues", "method"]);
  requireOneOf({ functionName, name: "method", value: method, options: methods });
  const count = requireSameLength(functionName, { pValues });
  const given = parseNumbers({ functionName, name: "pValues", values: pValues });
  for (const p of given) if (p < 0 || p > 1) throw outside(p);
  if (method === "none") return Array.from(given);
  if (method === "bonferroni") return Array.from(given, (p) => Math.min(1, p * count));
  // The sort is stable, so equal p values keep their order; they end with equal adjusted ones anyway.
  const order = Array.from(given.keys()).sort((a, b) => (given[a] as number) - (given[b] as number)); // indices
  const adjusted = new Array<number>(count).fill(1);
  if (method === "holm") {
    let least = 0;
    for (const [rank, at] of order.entries()) {
      least = Math.max(least, (given[at] as number) * (count - rank)); // an index
      adjusted[at] = Math.min(1, least);
    }
    return adjusted;
  }
  const dependence = method === "benjamini-yekutieli" ? harmonic(count) : 1;
  let most = 1;
  for (let rank = count - 1; rank >= 0; rank--) {
    const at = order[rank] as number; // rank < count
    most = Math.min(most, ((dependence * count) / (rank + 1)) * (given[at] as number)); // an index
    adjusted[at] = most;
  }
  return adjusted;
}

const functionName = "adjustPValues";
const methods: readonly Correction[] = ["none", "bonferroni", "holm", "benjamini-hochberg", "benjamini-yekutieli"];

function harmonic(count: number): number {
  let sum = 0;
  for (let k = 1; k <= count; k++) sum += 1 / k;
  return sum;
}

function outside(p: number): EngineError {
  return new EngineError("out-of-range", `${functionName} requires p values from 0 to 1, got ${p}`, {
    function: functionName,
    argument: "pValues",
    got: p,
  });
}
