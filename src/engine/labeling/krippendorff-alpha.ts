import { EngineError } from "#engine/core/errors.ts";
import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { codeVotes } from "./code-votes.ts";
import type { Vote } from "./vote.ts";

/** What a difference between two labels means. */
export type LevelOfMeasurement = "nominal" | "ordinal" | "interval" | "ratio";

/**
 * Krippendorff's alpha: how far the workers' disagreement stays below what chance would give, with any number of votes for
 * each item and labels of any kind.
 *
 * Alpha = 1 − observed ÷ expected disagreement. Observed: all pairs of votes on the same item; expected: all pairs of votes
 * at large. Items with a single vote have no pair and are passed over. 1 is full agreement, 0 is chance; Krippendorff asks
 * for 0.8, and for 0.667 where conclusions may be tentative.
 *
 * The `level` says how much a disagreement counts: "nominal" all the same; "ordinal" by how many votes lie between the two
 * (labels in the order of their classes); "interval" by the squared difference of numbers; "ratio" by the squared difference
 * divided by the squared sum, so that 1 and 2 differ more than 10 and 11.
 *
 * @param votes          any number for each item
 * @param level          default "nominal"
 * @param classes        the order for "ordinal"; default sorted
 * @param whenUndefined  the value when all paired votes name one class
 * @returns              at most 1. O(votes + items × classes + classes²)
 * @throws {EngineError} "wrong-type" when interval or ratio meets labels that are no numbers, "out-of-range" for negative
 *                numbers by ratio, "too-few-rows" when no item has two votes, "undefined-ratio", "empty", "invalid-label"
 * @example
 * const say = (item, ...labels) => labels.map((label, at) => ({ item, worker: `w${at}`, label }));
 * krippendorffAlpha({ votes: [...say(1, "a", "a"), ...say(2, "b", "b"), ...say(3, "a", "b")] }) // => 4 / 9
 * @source  Krippendorff 2011, Computing Krippendorff's alpha-reliability; agrees with its worked example (test/conformance)
 */
export function krippendorffAlpha(
  options: {
    readonly votes: readonly Vote[];
    readonly level?: LevelOfMeasurement;
    readonly classes?: readonly Label[];
  } & Undefined,
): number {
  const {
    votes,
    level = "nominal",
    classes,
    whenUndefined,
  } = requireOptions(functionName, options, ["votes", "level", "classes", "whenUndefined"]);
  requireOneOf({ functionName, name: "level", value: level, options: ["nominal", "ordinal", "interval", "ratio"] });
  const coded = codeVotes({ functionName, votes, classes });
  const size = coded.classes.length;
  const counts = new Float64Array(coded.items.length * size);
  for (let vote = 0; vote < votes.length; vote++) {
    const at = (coded.itemOf[vote] ?? 0) * size + (coded.labelOf[vote] ?? 0);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const { coincidences, totals, total } = coincidencesOf(counts, size);
  if (total === 0) {
    throw new EngineError("too-few-rows", `${functionName} requires an item with two votes, got none`, {
      function: functionName,
    });
  }
  const distance = squaredDistance({ level, classes: coded.classes, totals });
  let observed = 0;
  let expected = 0;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      if (a === b) continue;
      const squared = distance(a, b);
      observed += (coincidences[a * size + b] ?? 0) * squared;
      expected += ((totals[a] ?? 0) * (totals[b] ?? 0) * squared) / (total - 1);
    }
  }
  if (expected > 0) return 1 - observed / expected;
  return ratio({ functionName, numerator: 0, denominator: 0, needs: "votes for two classes", whenUndefined });
}

const functionName = "krippendorffAlpha";

/** Cell (a, b): pairs of votes a and b on one item, each item's pairs weighing together as much as its votes. */
function coincidencesOf(
  counts: Float64Array,
  size: number,
): { readonly coincidences: Float64Array; readonly totals: Float64Array; readonly total: number } {
  const coincidences = new Float64Array(size * size);
  const totals = new Float64Array(size);
  let total = 0;
  for (let from = 0; from < counts.length; from += size) {
    const row = counts.subarray(from, from + size);
    const votes = row.reduce((sum, count) => sum + count, 0);
    if (votes < 2) continue;
    total += votes;
    for (let a = 0; a < size; a++) {
      const countA = row[a] ?? 0;
      if (countA === 0) continue;
      totals[a] = (totals[a] ?? 0) + countA;
      for (let b = 0; b < size; b++) {
        const pairs = countA * ((row[b] ?? 0) - (a === b ? 1 : 0));
        coincidences[a * size + b] = (coincidences[a * size + b] ?? 0) + pairs / (votes - 1);
      }
    }
  }
  return { coincidences, totals, total };
}

function squaredDistance({
  level,
  classes,
  totals,
}: {
  readonly level: LevelOfMeasurement;
  readonly classes: readonly Label[];
  readonly totals: Float64Array;
}): (a: number, b: number) => number {
  if (level === "nominal") return () => 1;
  if (level === "ordinal") {
    return (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      let between = -((totals[low] ?? 0) + (totals[high] ?? 0)) / 2;
      for (let code = low; code <= high; code++) between += totals[code] ?? 0;
      return between ** 2;
    };
  }
  const values = classes.map((label) => requireNumberLabel(label, level));
  if (level === "interval") return (a, b) => ((values[a] ?? 0) - (values[b] ?? 0)) ** 2;
  return (a, b) => (((values[a] ?? 0) - (values[b] ?? 0)) / ((values[a] ?? 0) + (values[b] ?? 0))) ** 2;
}

function requireNumberLabel(label: Label, level: LevelOfMeasurement): number {
  const isNumber = typeof label === "number";
  if (isNumber && (level !== "ratio" || label >= 0)) return label;
  const need = level === "ratio" ? "labels that are numbers of 0 or more" : "labels that are numbers";
  throw new EngineError(
    isNumber ? "out-of-range" : "wrong-type",
    `${functionName} requires ${need} for ${level}, got ${label}`,
    {
      function: functionName,
      got: String(label),
    },
  );
}
