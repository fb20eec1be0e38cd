import { EngineError } from "#engine/core/errors.ts";
import { incompleteBeta } from "#engine/core/incomplete-beta.ts";
import { log } from "#engine/core/log.ts";
import type { Features } from "#engine/core/matrix.ts";
import { requireConfidence } from "#engine/core/require-confidence.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { requireClassProbabilities } from "./require-class-probabilities.ts";

/** From which confidence on a model may label by itself, and what speaks for it. */
export type AutoLabelThreshold = {
  /** The least confidence at which it may; null when no threshold keeps the promise. */
  readonly threshold: number | null;
  /** Validation rows at or above the threshold. */
  readonly count: number;
  readonly errors: number;
  /** Share of validation rows that the model may label: about the share of work saved. */
  readonly coverage: number;
  /** 1 − errors ÷ count; null without a threshold. */
  readonly accuracy: number | null;
};

/**
 * Finds the confidence from which on a model's labels are right often enough, with a guarantee.
 *
 * Labels of confidence c or more are promised to be right with a share of at least `accuracy`. Whether that holds is judged
 * on validation rows, which the model has not learned from and which were drawn at random, and it is judged like a suspect:
 * a threshold passes only if so few errors would be seen with a chance of at most 1 − `confidence` if the promise were
 * false (exact binomial test). Three right ones out of three prove nothing about 95 %; it takes 86 without an error.
 *
 * Trying a hundred thresholds and keeping the best would find one that passes by luck. So the order of tries is fixed
 * beforehand: from the surest quarter of the rows downwards until the first failure, and likewise from the surest half,
 * three quarters and from all rows, each of these four walks with a quarter of the allowed chance of error. Then the
 * guarantee holds for the lowest threshold that passed. O(n log n + n × steps of the test).
 *
 * @param probabilities  of validation rows, n × k
 * @param classes        the class of each column, length k
 * @param labels         the true classes, length n
 * @param accuracy       what is promised, in (0, 1); default 0.95
 * @param confidence     how sure, strictly between 0 and 1; default 0.95
 * @returns              the lowest threshold that passes
 * @throws {EngineError} "length-mismatch", "empty", "unknown-label" for a label that is no class, "not-a-distribution", "out-of-range"
 * @example autoLabelThreshold({ probabilities: [[0.9, 0.1]], classes: ["a", "b"], labels: ["a"] }).threshold // => null
 * @example autoLabelThreshold({ probabilities: Array.from({ length: 90 }, () => [0.9, 0.1]), classes: ["a", "b"], labels: Array(90).fill("a") }).threshold // => 0.9
 * @source  Angelopoulos et al. 2021, Learn then test (fixed-sequence testing from several starts); Clopper & Pearson 1934
 */
export function autoLabelThreshold(options: {
  readonly probabilities: Features;
  readonly classes: readonly Label[];
  readonly labels: ArrayLike<Label>;
  readonly accuracy?: number;
  readonly confidence?: number;
}): AutoLabelThreshold {
  const {
    probabilities,
    classes,
    labels,
    accuracy = 0.95,
    confidence = 0.95,
  } = requireOptions(functionName, options, ["probabilities", "classes", "labels", "accuracy", "confidence"]);
  requireConfidence(functionName, confidence);
  requireNumber({ functionName, name: "accuracy", value: accuracy, above: 0, most: 1 });
  const matrix = requireClassProbabilities(functionName, probabilities);
  requireSameLength(functionName, { probabilities: { length: matrix.rowCount }, labels });
  requireSameLength(functionName, { classes, columns: { length: matrix.columnCount } });
  const guesses = Array.from({ length: matrix.rowCount }, (_, row) => {
    const own = matrix.values.subarray(row * matrix.columnCount, (row + 1) * matrix.columnCount);
    const best = own.reduce((most, probability) => Math.max(most, probability), 0);
    const label = labels[row] as Label; // one label a row
    if (!classes.includes(label)) throw unknownLabel(label, row);
    return { best, isWrong: classes[own.indexOf(best)] !== label };
  }).sort((a, b) => b.best - a.best);
  const errorsUpTo = cumulativeErrors(guesses);
  const allowed = (1 - confidence) / starts.length;
  // With fewer rows not even a clean record could pass.
  const fewest = log(allowed) / log(accuracy);
  const passes = (count: number): boolean =>
    chanceOfSoFewErrors({ errors: errorsUpTo[count] ?? 0, count, errorRate: 1 - accuracy }) <= allowed;
  // Rows of equal confidence go together, so only counts at which the confidence falls can be thresholds.
  const counts = guesses.flatMap(({ best }, at) => (guesses[at + 1]?.best === best ? [] : [at + 1]));
  const ends = starts.map((start) => {
    const walk = counts.filter((count) => count >= Math.max(fewest, start * guesses.length));
    const failure = walk.findIndex((count) => !passes(count));
    return (failure < 0 ? walk.at(-1) : walk[failure - 1]) ?? 0;
  });
  const count = Math.max(...ends);
  const errors = errorsUpTo[count] ?? 0;
  return {
    threshold: count === 0 ? null : (guesses[count - 1]?.best ?? null),
    count,
    errors,
    coverage: count / guesses.length,
    accuracy: count === 0 ? null : 1 - errors / count,
  };
}

/** Where the four walks begin, as shares of the rows. */
const starts = [0.25, 0.5, 0.75, 1] as const;

/** At place c the errors among the first c guesses. */
function cumulativeErrors(guesses: readonly { readonly isWrong: boolean }[]): Int32Array {
  const sums = new Int32Array(guesses.length + 1);
  for (const [at, { isWrong }] of guesses.entries()) sums[at + 1] = (sums[at] ?? 0) + (isWrong ? 1 : 0);
  return sums;
}

const functionName = "autoLabelThreshold";

/** P(X ≤ errors) for X binomial: the chance to look this good although every label were wrong with the rate. */
function chanceOfSoFewErrors({
  errors,
  count,
  errorRate,
}: {
  readonly errors: number;
  readonly count: number;
  readonly errorRate: number;
}): number {
  if (errors >= count) return 1;
  return incompleteBeta({ a: count - errors, b: errors + 1, x: 1 - errorRate });
}

function unknownLabel(label: unknown, row: number): EngineError {
  return new EngineError(
    "unknown-label",
    `${functionName} requires labels among the classes, got ${String(label)} at row ${row}`,
    {
      function: functionName,
      got: String(label),
      row,
    },
  );
}
