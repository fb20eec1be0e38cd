import { EngineError } from "#engine/core/errors.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";

/** What an alarm says. */
export type AlarmState = "ok" | "alarm" | "insufficient-data";

/** When a value is bad, and how missing values count. */
export type AlarmRule = {
  readonly threshold: number;
  /** A value is bad when it is … than the threshold. */
  readonly comparison: "greater" | "greater-or-equal" | "less" | "less-or-equal";
  /** Periods looked at, N; default 1. */
  readonly evaluationPeriods?: number;
  /** Bad ones among them that ring, M; default N. */
  readonly datapointsToAlarm?: number;
  /** How a missing value counts; default "missing". */
  readonly treatMissing?: "missing" | "breaching" | "not-breaching" | "ignore";
};

/**
 * An M-out-of-N alarm over a series: it rings when at least M of the last N values are bad.
 *
 * One bad hour is often chance; waking somebody for it teaches them to sleep through alarms. Three of the last five is
 * a compromise between false alarms and delay, as CloudWatch offers it.
 *
 * A missing value (null or NaN: no traffic, no labels yet) may count as bad ("breaching"), as good ("not-breaching"),
 * leave the state as it is ("ignore"), or not count at all ("missing"); if then the whole window is missing, the state
 * is "insufficient-data".
 *
 * @param values  one a period, oldest first, length n; null or NaN = missing
 * @param rule    threshold, comparison, N, M, missing values
 * @returns       the state after each period, length n. O(n)
 * @throws {EngineError} "empty", "out-of-range", "wrong-type"
 * @example
 * const rule = { threshold: 0.8, comparison: "less", evaluationPeriods: 3, datapointsToAlarm: 2 } as const;
 * evaluateAlarm({ values: [0.9, 0.7, 0.9, 0.6], rule }) // => ["ok", "ok", "ok", "alarm"]
 * @source  Amazon CloudWatch User Guide, Evaluating an alarm; missing data as documented there, without its wider look
 *          back
 */
export function evaluateAlarm(options: {
  readonly values: ArrayLike<number | null>;
  readonly rule: AlarmRule;
}): readonly AlarmState[] {
  const { values, rule } = requireOptions(functionName, options, ["values", "rule"]);
  const count = requireSameLength(functionName, { values });
  const { isBad, periods, needed, treatMissing } = parseRule(rule);
  const marks = Array.from({ length: count }, (_, at) => markOf({ value: values[at], at, isBad, treatMissing }));
  const states: AlarmState[] = [];
  // How many of the last N are bad, and how many are known: one comes in, one goes out.
  let bad = 0;
  let known = 0;
  for (const [at, mark] of marks.entries()) {
    const gone = marks[at - periods];
    bad += Number(mark === "bad") - Number(gone === "bad");
    known += Number(mark !== "missing") - Number(gone !== undefined && gone !== "missing");
    if (mark === "missing" && treatMissing === "ignore") states.push(states.at(-1) ?? "insufficient-data");
    else states.push(bad >= needed ? "alarm" : known === 0 ? "insufficient-data" : "ok");
  }
  return states;
}

const functionName = "evaluateAlarm";

type Mark = "bad" | "good" | "missing";

function markOf({
  value,
  at,
  isBad,
  treatMissing,
}: {
  readonly value: unknown;
  readonly at: number;
  readonly isBad: (value: number) => boolean;
  readonly treatMissing: string;
}): Mark {
  if (value === null || Number.isNaN(value)) {
    return treatMissing === "breaching" ? "bad" : treatMissing === "not-breaching" ? "good" : "missing";
  }
  if (typeof value === "number") return isBad(value) ? "bad" : "good";
  throw new EngineError("wrong-type", `${functionName} requires numbers or null, got ${typeof value} at ${at}`, {
    function: functionName,
    got: typeof value,
    row: at,
  });
}

function parseRule(rule: AlarmRule): {
  readonly isBad: (value: number) => boolean;
  readonly periods: number;
  readonly needed: number;
  readonly treatMissing: string;
} {
  const { threshold, comparison, treatMissing = "missing", evaluationPeriods = 1 } = rule ?? {};
  requireOneOf({
    functionName,
    name: "comparison",
    value: comparison,
    options: ["greater", "greater-or-equal", "less", "less-or-equal"],
  });
  requireOneOf({
    functionName,
    name: "treatMissing",
    value: treatMissing,
    options: ["missing", "breaching", "not-breaching", "ignore"],
  });
  if (!Number.isFinite(threshold)) throw outside("a finite threshold", threshold);
  if (!(Number.isInteger(evaluationPeriods) && evaluationPeriods >= 1 && evaluationPeriods <= 1440)) {
    throw outside("whole evaluationPeriods from 1 to 1440", evaluationPeriods);
  }
  const needed = rule.datapointsToAlarm ?? evaluationPeriods;
  if (!(Number.isInteger(needed) && needed >= 1 && needed <= evaluationPeriods)) {
    throw outside("whole datapointsToAlarm from 1 to evaluationPeriods", needed);
  }
  const tests = {
    greater: (value: number) => value > threshold,
    "greater-or-equal": (value: number) => value >= threshold,
    less: (value: number) => value < threshold,
    "less-or-equal": (value: number) => value <= threshold,
  };
  return { isBad: tests[comparison], periods: evaluationPeriods, needed, treatMissing };
}

function outside(need: string, got: unknown): EngineError {
  return new EngineError("out-of-range", `${functionName} requires ${need}, got ${String(got)}`, {
    function: functionName,
    got: String(got),
  });
}
