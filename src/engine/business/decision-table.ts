import { EngineError } from "#engine/core/errors.ts";
import { requireList } from "#engine/core/require-list.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRecord } from "#engine/core/require-record.ts";

/** One thing that was agreed beforehand to matter, and how it turned out. */
export type Criterion = {
  readonly name: string;
  readonly value: number;
  readonly need: "at-least" | "at-most";
  readonly threshold: number;
  /** A must that is not met decides alone; a wish counts by its weight. Default "wish". */
  readonly kind?: "must" | "wish";
  /** Of a wish; default 1. */
  readonly weight?: number;
};

/** The table with its verdicts and what follows from them. */
export type DecisionTable = {
  readonly decision: "go" | "no-go";
  /** Weighted share of the wishes that are met; 1 without wishes. */
  readonly score: number;
  readonly rows: readonly (Required<Criterion> & {
    readonly met: boolean;
    /** How far beyond the threshold in the direction needed; negative when not met. */
    readonly margin: number;
  })[];
  /** Names of the criteria that stood in the way of "go". */
  readonly reasons: readonly string[];
};

/**
 * Go or no-go by criteria that were fixed before the result was known.
 *
 * Without a table written down first, every result finds its defenders. Musts (a legal limit, a positive net present value)
 * can not be made up for; wishes are weighed against each other, and together must reach `leastScore`. O(criteria).
 *
 * @param criteria    at least one, names unique
 * @param leastScore  share of the wishes' weight that must be met, in [0, 1]; default 0.5
 * @returns           decision, score, rows and reasons
 * @throws {EngineError} "empty", "duplicate-key", "out-of-range", "not-finite", "wrong-type"
 * @example
 * const criteria = [
 *   { name: "net present value", value: 12000, need: "at-least", threshold: 0, kind: "must" },
 *   { name: "latency p95 in s", value: 0.4, need: "at-most", threshold: 0.2 },
 * ];
 * decisionTable({ criteria }).decision // => "no-go"
 * decisionTable({ criteria }).reasons // => ["latency p95 in s"]
 * @source  Kepner & Tregoe 1965, The Rational Manager (musts and wants)
 */
export function decisionTable(options: {
  readonly criteria: readonly Criterion[];
  readonly leastScore?: number;
}): DecisionTable {
  const functionName = "decisionTable";
  const { criteria, leastScore = 0.5 } = requireOptions(functionName, options, ["criteria", "leastScore"]);
  requireList({ functionName, name: "criteria", value: criteria, least: 1 });
  requireNumber({ functionName, name: "leastScore", value: leastScore, least: 0, most: 1 });
  const rows = criteria.map((criterion: Criterion) => judged(functionName, criterion));
  const twice = rows.find(({ name }, i) => rows.findIndex((row) => row.name === name) !== i);
  if (twice !== undefined) {
    throw new EngineError("duplicate-key", `${functionName} requires each name once, got ${twice.name} twice`, {
      function: functionName,
      got: twice.name,
    });
  }
  const wishes = rows.filter(({ kind }) => kind === "wish");
  const weightOf = (some: typeof wishes): number => some.reduce((sum, { weight }) => sum + weight, 0);
  const total = weightOf(wishes);
  const score = total === 0 ? 1 : weightOf(wishes.filter(({ met }) => met)) / total;
  const failedMusts = rows.filter(({ kind, met }) => kind === "must" && !met);
  const failedWishes = score < leastScore ? wishes.filter(({ met }) => !met) : [];
  const reasons = [...failedMusts, ...failedWishes].map(({ name }) => name);
  return { decision: reasons.length === 0 ? "go" : "no-go", score, rows, reasons };
}

function judged(functionName: string, criterion: Criterion): DecisionTable["rows"][number] {
  requireRecord({ functionName, name: "criterion", value: criterion });
  const { name, value, need, threshold, kind = "wish", weight = 1 } = criterion;
  requireNumber({ functionName, name: `value of ${name}`, value });
  requireNumber({ functionName, name: `threshold of ${name}`, value: threshold });
  requireNumber({ functionName, name: `weight of ${name}`, value: weight, least: 0 });
  requireOneOf<Criterion["need"]>({ functionName, name: "need", value: need, options: ["at-least", "at-most"] });
  requireOneOf<"must" | "wish">({ functionName, name: "kind", value: kind, options: ["must", "wish"] });
  const margin = need === "at-least" ? value - threshold : threshold - value;
  return { name: String(name), value, need, threshold, kind, weight, met: margin >= 0, margin };
}
