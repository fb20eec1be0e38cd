import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { EngineError } from "#engine/core/errors.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";

/** What labeling has cost so far, and how much there is: plain data. */
export type LabelLedger = {
  readonly kind: "label-ledger";
  readonly version: 1;
  /** null = no limit. */
  readonly budgetUsd: number | null;
  readonly entries: readonly { readonly what: string; readonly count: number; readonly costUsd: number }[];
  readonly spentUsd: number;
};

/**
 * An empty ledger. O(1).
 *
 * @param budgetUsd  what may be spent in all; left out = no limit
 * @throws {EngineError} "out-of-range", "not-finite", "wrong-type"
 * @example createLabelLedger({ budgetUsd: 100 }).spentUsd // => 0
 */
export function createLabelLedger(options: { readonly budgetUsd?: number | undefined } = {}): LabelLedger {
  const { budgetUsd } = requireOptions("createLabelLedger", options, ["budgetUsd"]);
  if (budgetUsd !== undefined) {
    requireNumber({ functionName: "createLabelLedger", name: "budgetUsd", value: budgetUsd, least: 0 });
  }
  return { kind: "label-ledger", version: 1, budgetUsd: budgetUsd ?? null, entries: [], spentUsd: 0 };
}

/**
 * How many things of one price the rest of the budget buys; infinity without a limit or a price. O(1).
 *
 * @example affordableCount({ ledger: createLabelLedger({ budgetUsd: 1 }), unitUsd: 0.08 }) // => 12
 */
export function affordableCount(options: { readonly ledger: LabelLedger; readonly unitUsd: number }): number {
  const functionName = "affordableCount";
  const { ledger, unitUsd } = requireOptions(functionName, options, ["ledger", "unitUsd"]);
  requireFitted({ functionName, fitted: ledger, kinds: { "label-ledger": 1 } });
  requireNumber({ functionName, name: "unitUsd", value: unitUsd, least: 0 });
  if (ledger.budgetUsd === null || unitUsd === 0) return Number.POSITIVE_INFINITY;
  // 0.3 / 0.1 is 2.9999999999999996: a millionth of a label more than the quotient is rounding.
  return Math.max(0, Math.floor((ledger.budgetUsd - ledger.spentUsd) / unitUsd + 1e-6));
}

/**
 * The ledger with one more entry. O(entries).
 *
 * @param ledger   as before; left as it was
 * @param what     what was bought, e.g. "human labels, round 2"
 * @param count    how many
 * @param costUsd  what they cost together
 * @throws {EngineError} "out-of-range" when the budget does not allow it, "not-finite", "wrong-type"
 * @example chargeLedger({ ledger: createLabelLedger({ budgetUsd: 1 }), what: "labels", count: 5, costUsd: 0.4 }).spentUsd // => 0.4
 */
export function chargeLedger(options: {
  readonly ledger: LabelLedger;
  readonly what: string;
  readonly count: number;
  readonly costUsd: number;
}): LabelLedger {
  const functionName = "chargeLedger";
  const { ledger, what, count, costUsd } = requireOptions(functionName, options, [
    "ledger",
    "what",
    "count",
    "costUsd",
  ]);
  requireFitted({ functionName, fitted: ledger, kinds: { "label-ledger": 1 } });
  requireNumber({ functionName, name: "count", value: count, least: 0, whole: true });
  requireNumber({ functionName, name: "costUsd", value: costUsd, least: 0 });
  const entries = [...ledger.entries, { what, count, costUsd }];
  const spentUsd = compensatedSum(Float64Array.from(entries, (entry) => entry.costUsd));
  if (ledger.budgetUsd !== null && spentUsd > ledger.budgetUsd + 1e-6) {
    throw new EngineError(
      "out-of-range",
      `${functionName} requires costs within ${ledger.budgetUsd} USD, got ${spentUsd}`,
      {
        function: functionName,
        got: spentUsd,
        budgetUsd: ledger.budgetUsd,
      },
    );
  }
  return { ...ledger, entries, spentUsd };
}
