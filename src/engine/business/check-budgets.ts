import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { requireList } from "#engine/core/require-list.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { firstOfMonth, nextMonth, parseDay } from "./calendar-day.ts";
import { type CostEntry, parseEntries } from "./cost-entry.ts";

/** How much may be spent in a calendar month. */
export type Budget = {
  readonly name: string;
  readonly amount: number;
  /** Which entries it covers; default all. */
  readonly filter?: (entry: CostEntry) => boolean;
  /** Shares of the amount at which somebody is to be told; default 0.8 and 1. */
  readonly alertShares?: readonly number[];
};

/** How a budget stands. */
export type BudgetStatus = {
  readonly name: string;
  readonly amount: number;
  readonly spent: number;
  readonly share: number;
  /** What the month will cost if the rest goes on as its days so far. */
  readonly forecast: number;
  readonly status: "within" | "forecast-over" | "over";
  /** The alert shares that are reached, ascending. */
  readonly passedAlerts: readonly number[];
};

/**
 * Budgets of a month, held against the bill up to a day of it.
 *
 * A budget does not stop anything; it tells. Bills come with a delay of hours, so an alert at 100 % is one too late: watch
 * the forecast, and let a part of the amount raise the first alert. O(entries × budgets).
 *
 * @param entries  lines of the bill, in any order
 * @param budgets  at least one
 * @param asOf     the last day that is known, YYYY-MM-DD; its month is looked at
 * @returns        one status a budget, in their order
 * @throws {EngineError} "empty" without budgets, "out-of-range", "wrong-type", "not-finite"
 * @example
 * const entries = [{ date: "2026-11-03", service: "SageMaker", amount: 50, tags: {} }];
 * checkBudgets({ entries, budgets: [{ name: "all", amount: 100 }], asOf: "2026-11-10" })[0].forecast // => 150
 * @source  AWS Budgets, actual and forecasted alerts
 */
export function checkBudgets(options: {
  readonly entries: readonly CostEntry[];
  readonly budgets: readonly Budget[];
  readonly asOf: string;
}): readonly BudgetStatus[] {
  const functionName = "checkBudgets";
  const { entries, budgets, asOf } = requireOptions(functionName, options, ["entries", "budgets", "asOf"]);
  const today = parseDay({ functionName, name: "asOf", text: asOf });
  const first = firstOfMonth(today);
  const days = nextMonth(today) - first;
  const month = parseEntries({ functionName, entries }).filter(({ day }) => day >= first && day <= today);
  requireList({ functionName, name: "budgets", value: budgets, least: 1 });
  return budgets.map((budget): BudgetStatus => {
    requireRecord({ functionName, name: "a budget", value: budget });
    const { name, amount, filter = () => true, alertShares = [0.8, 1] } = budget;
    requireNumber({ functionName, name: "the amount of a budget", value: amount, above: 0 });
    const covered = month.filter(({ entry }) => filter(entry));
    const spent = compensatedSum(Float64Array.from(covered, ({ entry }) => entry.amount));
    const share = spent / amount;
    const forecast = (spent / (today - first + 1)) * days;
    return {
      name: String(name),
      amount,
      spent,
      share,
      forecast,
      status: spent > amount ? "over" : forecast > amount ? "forecast-over" : "within",
      passedAlerts: requireList({ functionName, name: "alertShares", value: alertShares })
        .map((value) => requireNumber({ functionName, name: "alertShares", value, above: 0 }))
        .filter((at) => share >= at)
        .sort((a, b) => a - b),
    };
  });
}
