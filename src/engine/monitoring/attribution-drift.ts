import { EngineError } from "#engine/core/errors.ts";
import { log2 } from "#engine/core/log.ts";
import { requireOptions } from "#engine/core/require-options.ts";

/** How the ranking of a model's features has changed. */
export type AttributionDrift = {
  /** In (0, 1]; 1 = the features stand in the same order. */
  readonly ndcg: number;
  /** Whether ndcg is below the threshold. */
  readonly isDrift: boolean;
  /** Features by their rank in the baseline, from 1. */
  readonly features: readonly {
    readonly name: string;
    readonly baselineRank: number;
    readonly currentRank: number;
    readonly baseline: number;
    readonly current: number;
  }[];
};

/**
 * Feature-attribution drift: does the model still decide by the same features as when it was trained?
 *
 * Take each feature's importance (the mean absolute SHAP value, say) in training and now. NDCG, the measure of search
 * engines, asks how good the current order would be as a list of what was important: the sum of baseline importance /
 * log₂(rank + 1) over the features in their current order, divided by the same in the baseline's own order. Swapping
 * two features that never mattered costs little; pushing the most important one to the bottom costs much. SageMaker
 * Model Monitor reports a violation below 0.9.
 *
 * @param baseline   importance of each feature in training, 0 or more
 * @param current    the same now; the same features
 * @param threshold  in (0, 1]; default 0.9
 * @returns          equally important features keep the order of the baseline. O(d log d)
 * @throws {EngineError} "empty", "unknown-column" when the features differ, "wrong-type", "not-finite", "out-of-range"
 *                      for an importance below 0, "undefined-ratio" when every importance in the baseline is 0
 * @example attributionDrift({ baseline: { sat: 0.7, gpa: 0.5, rank: 0.05 }, current: { sat: 0.1, gpa: 0.2, rank: 0.7 } }).isDrift // => true
 * @source  Amazon SageMaker Developer Guide, Feature attribution drift; Järvelin & Kekäläinen 2002; agrees with
 *          sklearn.metrics.ndcg_score
 */
export function attributionDrift(options: {
  readonly baseline: Readonly<Record<string, number>>;
  readonly current: Readonly<Record<string, number>>;
  readonly threshold?: number;
}): AttributionDrift {
  const {
    baseline,
    current,
    threshold = 0.9,
  } = requireOptions(functionName, options, ["baseline", "current", "threshold"]);
  const before = parseImportances("baseline", baseline);
  const after = parseImportances("current", current);
  if (!(threshold > 0 && threshold <= 1)) throw outside("threshold", threshold, "above 0 and at most 1");
  const odd = [...before.keys(), ...after.keys()].find((name) => !(before.has(name) && after.has(name)));
  if (odd !== undefined) {
    throw new EngineError(
      "unknown-column",
      `${functionName} requires the same features on both sides, got ${JSON.stringify(odd)} on one only`,
      { function: functionName, name: odd },
    );
  }
  // The sort is stable: equals keep their order.
  const ranked = [...before.keys()].sort((a, b) => importanceOf(before, b) - importanceOf(before, a));
  const now = [...ranked].sort((a, b) => importanceOf(after, b) - importanceOf(after, a));
  const ideal = discountedGain(before, ranked);
  if (ideal === 0) {
    throw new EngineError(
      "undefined-ratio",
      `${functionName} requires an importance above 0 in the baseline, got only zeros`,
      {
        function: functionName,
        needs: "an importance above 0",
      },
    );
  }
  const ndcg = discountedGain(before, now) / ideal;
  const currentRanks = new Map(now.map((name, at) => [name, at + 1]));
  return {
    ndcg,
    isDrift: ndcg < threshold,
    features: ranked.map((name, at) => ({
      name,
      baselineRank: at + 1,
      currentRank: currentRanks.get(name) ?? at + 1,
      baseline: importanceOf(before, name),
      current: importanceOf(after, name),
    })),
  };
}

const functionName = "attributionDrift";

type Importances = ReadonlyMap<string, number>;

function importanceOf(importances: Importances, name: string): number {
  return importances.get(name) ?? 0;
}

function discountedGain(importances: Importances, order: readonly string[]): number {
  return order.reduce((sum, name, at) => sum + importanceOf(importances, name) / log2(at + 2), 0);
}

function parseImportances(argument: string, importances: Readonly<Record<string, number>>): Importances {
  if (typeof importances !== "object" || importances === null) {
    const got = importances === null ? "null" : typeof importances;
    throw new EngineError("wrong-type", `${functionName} requires ${argument} as { feature: importance }, got ${got}`, {
      function: functionName,
      argument,
      got,
    });
  }
  const entries = Object.entries(importances);
  if (entries.length === 0) {
    throw new EngineError("empty", `${functionName} requires at least one feature in ${argument}, got none`, {
      function: functionName,
      argument,
    });
  }
  for (const [name, value] of entries) {
    if (typeof value === "number" && value >= 0 && value < Number.POSITIVE_INFINITY) continue;
    if (typeof value === "number" && value < 0 && value > Number.NEGATIVE_INFINITY)
      throw outside(name, value, "0 or more");
    const got = typeof value === "number" ? String(value) : typeof value;
    throw new EngineError(
      typeof value === "number" ? "not-finite" : "wrong-type",
      `${functionName} requires a finite importance of ${JSON.stringify(name)} in ${argument}, got ${got}`,
      { function: functionName, argument, name, got },
    );
  }
  return new Map(entries);
}

function outside(name: string, got: number, need: string): EngineError {
  return new EngineError("out-of-range", `${functionName} requires ${name} ${need}, got ${got}`, {
    function: functionName,
    argument: name,
    got: String(got),
  });
}
