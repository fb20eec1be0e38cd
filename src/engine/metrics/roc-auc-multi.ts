import { EngineError } from "#engine/core/errors.ts";
import type { Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type ClassProbabilities, parseClassProbabilities } from "./class-probabilities.ts";
import { countAtThresholds } from "./count-at-thresholds.ts";
import type { Label } from "./label-codes.ts";
import { aucOfCounts } from "./roc-auc.ts";

/**
 * AUC for three or more classes: several questions with two answers each, and their mean.
 *
 * "one-vs-rest" asks of each class: do its rows get a higher probability of it than all other rows? Which rows the rest
 * consists of depends on how frequent the classes are, so the result does too. "one-vs-one" takes each pair of classes,
 * looks only at their rows, and ranks them by the probability of the one, then of the other; the mean of both is the
 * pair's score. With "macro" it does not depend on class frequencies (Hand & Till's M).
 *
 * "macro" counts each class (or pair) once; "weighted" counts a class by its rows, a pair by the rows of both.
 *
 * Cost: O(k n), for one-vs-one as for one-vs-rest.
 *
 * @param actual         true labels, length n
 * @param classes        the k classes in the order of the columns, all different
 * @param probabilities  n × k, row after row; each row sums to 1 within 1e-5
 * @param strategy       "one-vs-rest" or "one-vs-one"
 * @param average        "macro" or "weighted"
 * @param whenUndefined  the AUC of a class (or pair) of which rows are absent; NaN makes the mean NaN
 * @returns              in [0, 1]; 0.5 is chance
 * @throws {EngineError} "single-class" when a class is absent and `whenUndefined` is left out; "not-a-distribution",
 *                       "unknown-label", "invalid-label", "length-mismatch", "empty", "not-finite", "out-of-range"
 * @example rocAucMulti({ actual: ["a", "b", "c", "a"], classes: ["a", "b", "c"], probabilities: [0.6, 0.3, 0.1, 0.2, 0.5, 0.3, 0.1, 0.2, 0.7, 0.3, 0.4, 0.3], strategy: "one-vs-rest", average: "macro" }) // => 1
 * @source  Provost & Domingos 2000; Hand & Till 2001; agrees with sklearn.metrics.roc_auc_score (test/conformance)
 */
export function rocAucMulti(
  options: {
    readonly actual: ArrayLike<Label>;
    readonly classes: readonly Label[];
    readonly probabilities: ArrayLike<number>;
    readonly strategy: "one-vs-rest" | "one-vs-one";
    readonly average: "macro" | "weighted";
  } & Undefined,
): number {
  const { actual, classes, probabilities, strategy, average, whenUndefined } = requireOptions("rocAucMulti", options, [
    "actual",
    "classes",
    "probabilities",
    "strategy",
    "average",
    "whenUndefined",
  ]);
  requireOneOf({ argument: "strategy", got: strategy, choices: ["one-vs-rest", "one-vs-one"] });
  requireOneOf({ argument: "average", got: average, choices: ["macro", "weighted"] });
  const table = parseClassProbabilities({ functionName: "rocAucMulti", actual, classes, probabilities });
  const rowsOf = rowsByClass(table);
  const parts =
    strategy === "one-vs-rest" ? onesVsRest({ table, rowsOf, whenUndefined }) : pairs({ table, rowsOf, whenUndefined });
  let sum = 0;
  let weightSum = 0;
  for (const { auc, rowCount } of parts) {
    const weight = average === "macro" ? 1 : rowCount;
    if (weight === 0) continue;
    sum += weight * auc;
    weightSum += weight;
  }
  return sum / weightSum;
}

type Questions = { readonly table: ClassProbabilities; readonly rowsOf: readonly Int32Array[] } & Undefined;

/** The AUC of one question and how many rows it speaks for. */
type Part = { readonly auc: number; readonly rowCount: number };

function onesVsRest({ table, rowsOf, whenUndefined }: Questions): readonly Part[] {
  return rowsOf.map((own, column) => ({
    auc: aucOf({ table, column, positives: own, others: rowsOf.filter((_, other) => other !== column), whenUndefined }),
    rowCount: own.length,
  }));
}

function pairs({ table, rowsOf, whenUndefined }: Questions): readonly Part[] {
  return rowsOf.flatMap((a, first) =>
    rowsOf.slice(first + 1).map((b, offset) => {
      const second = first + 1 + offset;
      const forFirst = aucOf({ table, column: first, positives: a, others: [b], whenUndefined });
      const forSecond = aucOf({ table, column: second, positives: b, others: [a], whenUndefined });
      return { auc: (forFirst + forSecond) / 2, rowCount: a.length + b.length };
    }),
  );
}

function aucOf({
  table,
  column,
  positives,
  others,
  whenUndefined,
}: {
  readonly table: ClassProbabilities;
  readonly column: number;
  readonly positives: Int32Array;
  readonly others: readonly Int32Array[];
} & Undefined): number {
  const rows = [positives, ...others];
  const rowCount = rows.reduce((sum, part) => sum + part.length, 0);
  if (rowCount === 0) return whenUndefined ?? absent();
  const labels = new Uint8Array(rowCount).fill(1, 0, positives.length);
  const scores = new Float64Array(rowCount);
  let next = 0;
  for (const part of rows) {
    for (const row of part) scores[next++] = table.probabilities[row * table.classCount + column] ?? 0;
  }
  const counts = countAtThresholds("rocAucMulti", { labels, scores });
  return aucOfCounts({ functionName: "rocAucMulti", counts, whenUndefined });
}

function absent(): never {
  throw new EngineError(
    "single-class",
    "rocAucMulti requires a row of each class, got a pair of classes without rows",
    {
      function: "rocAucMulti",
      positives: 0,
      negatives: 0,
    },
  );
}

function rowsByClass({ codes, classCount }: ClassProbabilities): readonly Int32Array[] {
  const rows = Array.from({ length: classCount }, (): number[] => []);
  for (const [row, code] of codes.entries()) rows[code]?.push(row);
  return rows.map((list) => Int32Array.from(list));
}

function requireOneOf({
  argument,
  got,
  choices,
}: {
  readonly argument: string;
  readonly got: string;
  readonly choices: readonly string[];
}): void {
  if (choices.includes(got)) return;
  throw new EngineError("out-of-range", `rocAucMulti requires ${argument} to be ${choices.join(" or ")}, got ${got}`, {
    function: "rocAucMulti",
    argument,
    got: String(got),
  });
}
