import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { EngineError } from "#engine/core/errors.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { discounted, requireRate } from "./cash-flows.ts";
import { paybackPeriod } from "./payback-period.ts";

/** A model as an investment, period by period; columns of length periods + 1, the first is now. */
export type ModelRoi = {
  readonly cashFlows: Float64Array;
  /** Running sum of the cash flows. */
  readonly cumulative: Float64Array;
  /** Running sum of the discounted cash flows; the last is the net present value. */
  readonly cumulativeDiscounted: Float64Array;
  /** (benefits − all costs) / all costs, not discounted: 0.5 = half of the money spent came on top. */
  readonly roi: number;
  readonly netPresentValue: number;
  /** Periods until it has paid itself back, undiscounted and discounted; undefined = not within these. */
  readonly breakEven: number | undefined;
  readonly discountedBreakEven: number | undefined;
};

/**
 * Return on investment of a model, with what it costs to keep it running.
 *
 * Building it is the small part: endpoints, monitoring, labels and retraining cost money every month, and its benefit
 * fades as the world drifts away from the training data. `benefitDecay` is the share of its benefit that it loses each
 * period; retraining (`retrainEvery`) sets it back to the full benefit for `retrainCost`. Often the best model on paper
 * is not the one that pays. O(periods).
 *
 * @param investment       spent now, 0 or more
 * @param benefits         of each period: one number, or one for each, before decay
 * @param runningCosts     of each period: one number, or one for each
 * @param periods          how many
 * @param rate             of interest for one period; default 0
 * @param benefitDecay     in [0, 1]; default 0
 * @param retrainEvery     periods between retrainings; default never
 * @param retrainCost      default 0
 * @returns                columns and figures
 * @throws {EngineError} "out-of-range", "length-mismatch", "undefined-ratio" when nothing is spent at all, "not-finite", "wrong-type"
 * @example modelRoi({ investment: 100, benefits: 60, runningCosts: 20, periods: 5 }).roi // => 0.5
 * @example modelRoi({ investment: 100, benefits: 60, runningCosts: 20, periods: 5 }).breakEven // => 2.5
 * @source  AWS Well-Architected Framework, Machine Learning Lens, business goal identification
 */
export function modelRoi(options: {
  readonly investment: number;
  readonly benefits: number | ArrayLike<number>;
  readonly runningCosts: number | ArrayLike<number>;
  readonly periods: number;
  readonly rate?: number;
  readonly benefitDecay?: number;
  readonly retrainEvery?: number;
  readonly retrainCost?: number;
}): ModelRoi {
  const functionName = "modelRoi";
  const {
    investment,
    benefits,
    runningCosts,
    periods,
    rate = 0,
    benefitDecay = 0,
    retrainEvery,
    retrainCost = 0,
  } = requireOptions(functionName, options, [
    "investment",
    "benefits",
    "runningCosts",
    "periods",
    "rate",
    "benefitDecay",
    "retrainEvery",
    "retrainCost",
  ]);
  requireNumber({ functionName, name: "investment", value: investment, least: 0 });
  requireNumber({ functionName, name: "periods", value: periods, least: 1, most: 100_000, whole: true });
  requireRate(functionName, rate);
  requireNumber({ functionName, name: "benefitDecay", value: benefitDecay, least: 0, most: 1 });
  requireNumber({ functionName, name: "retrainCost", value: retrainCost, least: 0 });
  const cycle = requireNumber({
    functionName,
    name: "retrainEvery",
    value: retrainEvery ?? periods,
    least: 1,
    whole: true,
  });
  const earned = column({ functionName, name: "benefits", values: benefits, periods });
  const running = column({ functionName, name: "runningCosts", values: runningCosts, periods });
  const kept = earned.map((benefit, i) => benefit * (1 - benefitDecay) ** (i % cycle));
  // A retraining opens each cycle but the first.
  const spent = running.map(
    (cost, i) => cost + (retrainEvery !== undefined && i > 0 && i % cycle === 0 ? retrainCost : 0),
  );
  const cashFlows = Float64Array.of(-investment, ...kept.map((benefit, i) => benefit - (spent[i] ?? 0)));
  const cost = investment + compensatedSum(spent);
  if (cost <= 0) {
    throw new EngineError("undefined-ratio", `${functionName} requires a cost above 0, got ${cost}`, {
      function: functionName,
      needs: "a cost above 0",
    });
  }
  const cumulativeDiscounted = runningSum(discounted({ cashFlows, rate }));
  return {
    cashFlows,
    cumulative: runningSum(cashFlows),
    cumulativeDiscounted,
    roi: (compensatedSum(kept) - cost) / cost,
    netPresentValue: cumulativeDiscounted.at(-1) ?? 0,
    breakEven: paybackPeriod({ cashFlows }),
    discountedBreakEven: paybackPeriod({ cashFlows, rate }),
  };
}

function column({
  functionName,
  name,
  values,
  periods,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly values: number | ArrayLike<number>;
  readonly periods: number;
}): Float64Array {
  if (typeof values === "number") {
    return new Float64Array(periods).fill(requireNumber({ functionName, name, value: values }));
  }
  const isList = typeof values === "object" && values !== null && Number.isInteger(values.length);
  if (isList && values.length === periods) return parseNumbers({ functionName, name, values });
  const got = isList ? String(values.length) : values === null ? "null" : typeof values;
  throw new EngineError(
    isList ? "length-mismatch" : "wrong-type",
    `${functionName} requires ${name} to be a number or a list of ${periods}, got ${got}`,
    { function: functionName, argument: name, got },
  );
}

function runningSum(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}
