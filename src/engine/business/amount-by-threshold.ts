import { EngineError } from "#engine/core/errors.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { type ScoredRows, thresholdCounts } from "#engine/metrics/index.ts";
import { sumsAtThresholds } from "./sums-at-thresholds.ts";

/** Money for each of the four outcomes: one figure for all rows, or one for each row (the amount of that transaction). Left out = 0. */
export type OutcomeAmounts = {
  /** Positive and called positive: the churner who got a call. */
  readonly tp?: number | ArrayLike<number>;
  /** Negative but called positive: the call that was not needed. */
  readonly fp?: number | ArrayLike<number>;
  /** Positive but called negative: the churner who left. */
  readonly fn?: number | ArrayLike<number>;
  /** Negative and called negative. */
  readonly tn?: number | ArrayLike<number>;
};

/** The sum of the outcomes' amounts over all rows, for each threshold. */
export type AmountByThreshold = { readonly thresholds: Float64Array; readonly amounts: Float64Array };

const outcomes = ["tp", "fp", "fn", "tn"] as const;

/** The work behind profit and cost by threshold; `name` is that of the argument with the amounts. */
export function amountByThreshold({
  functionName,
  name,
  amounts,
  rows,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly amounts: OutcomeAmounts;
  readonly rows: ScoredRows;
}): AmountByThreshold {
  requireRecord({ functionName, name, value: amounts });
  refuseOtherNames({ functionName, name, amounts });
  const counts = thresholdCounts(rows);
  const { thresholds } = counts;
  const isSame = outcomes.every((outcome) => amounts[outcome] === undefined || typeof amounts[outcome] === "number");
  if (isSame) {
    const of = (outcome: keyof OutcomeAmounts): number =>
      // isSame: each is a number or left out
      requireNumber({ functionName, name: `${name}.${outcome}`, value: (amounts[outcome] ?? 0) as number });
    const [tp, fp, fn, tn] = [of("tp"), of("fp"), of("fn"), of("tn")];
    const sums = new Float64Array(thresholds.length);
    for (let i = 0; i < sums.length; i++) {
      const hits = counts.tp[i] as number; // i < length, here and below
      const alarms = counts.fp[i] as number;
      sums[i] = tp * hits + fp * alarms + fn * (counts.positives - hits) + tn * (counts.negatives - alarms);
    }
    return { thresholds, amounts: sums };
  }
  const rowCount = rows.labels.length;
  const column = (outcome: keyof OutcomeAmounts) =>
    columnOf({ functionName, name: `${name}.${outcome}`, amount: amounts[outcome] ?? 0, rowCount });
  const [tp, fp, fn, tn] = [column("tp"), column("fp"), column("fn"), column("tn")];
  // Calling nobody positive is where one starts from; calling a row positive adds what it then brings less what it brought.
  const gains = new Float64Array(rowCount);
  let start = 0;
  let lost = 0; // what rounding takes from start (Neumaier)
  for (let row = 0; row < rowCount; row++) {
    const isPositive = rows.labels[row] === 1;
    const weight = rows.weights === undefined ? 1 : (rows.weights[row] as number); // checked by thresholdCounts
    const called = (isPositive ? tp : fp)[row] as number; // row < length, here and below
    const passed = (isPositive ? fn : tn)[row] as number;
    gains[row] = weight * (called - passed);
    const term = weight * passed;
    const next = start + term;
    lost += Math.abs(start) >= Math.abs(term) ? start - next + term : term - next + start;
    start = next;
  }
  const sums = sumsAtThresholds({ thresholds, scores: rows.scores, amounts: gains });
  for (let i = 0; i < sums.length; i++) sums[i] = start + lost + (sums[i] as number); // i < length
  return { thresholds, amounts: sums };
}

function columnOf({
  functionName,
  name,
  amount,
  rowCount,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly amount: number | ArrayLike<number>;
  readonly rowCount: number;
}): Float64Array {
  if (typeof amount === "number") {
    return new Float64Array(rowCount).fill(requireNumber({ functionName, name, value: amount }));
  }
  const isList = typeof amount === "object" && amount !== null && Number.isInteger(amount.length);
  if (isList && amount.length === rowCount) return parseNumbers({ functionName, name, values: amount });
  const got = isList ? String(amount.length) : amount === null ? "null" : typeof amount;
  throw new EngineError(
    isList ? "length-mismatch" : "wrong-type",
    `${functionName} requires ${name} to be a number or a list of ${rowCount}, got ${got}`,
    { function: functionName, argument: name, got },
  );
}

/** A misspelled outcome would count as 0 and move the best threshold without a word. */
function refuseOtherNames({
  functionName,
  name,
  amounts,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly amounts: OutcomeAmounts;
}): void {
  const other = Object.keys(amounts).find((key) => !outcomes.some((outcome) => outcome === key));
  if (other === undefined) return;
  throw new EngineError(
    "out-of-range",
    `${functionName} requires ${name} for tp, fp, fn and tn, got one for ${other}`,
    {
      function: functionName,
      argument: name,
      got: other,
    },
  );
}
