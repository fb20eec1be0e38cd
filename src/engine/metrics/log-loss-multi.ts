import { EngineError } from "#engine/core/errors.ts";
import { parseProbabilities } from "#engine/core/parse-probabilities.ts";
import { parseWeights } from "#engine/core/parse-weights.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { weightedMean } from "#engine/core/weighted-mean.ts";
import type { Label } from "./label-codes.ts";
import { surprise } from "./log-loss.ts";

/** How far a row's probabilities may be from 1 together: the root of the machine epsilon, as scikit-learn warns at. */
const sumTolerance = Math.sqrt(Number.EPSILON);

/**
 * Log loss of three or more classes: the mean surprise at the class that came true. See `logLoss`.
 *
 * Only the probability of the true class enters; how the rest is shared among the others does not matter. Saying 1 / k for
 * each class costs ln k: the loss of knowing nothing.
 *
 * @param actual         true labels, length n
 * @param classes        the k classes in the order of the columns
 * @param probabilities  n × k, row after row; each row sums to 1 within 1.5e-8
 * @param weights        how many rows each row stands for, length n; default 1 each
 * @returns              0 or more, smaller is better. O(n k)
 * @throws {EngineError} "not-a-distribution" when a row does not sum to 1 (scikit-learn warns and goes on);
 *                       "unknown-label" when a true label is not among `classes`; "length-mismatch" when `probabilities`
 *                       is not n × k; "invalid-label" when classes repeat; "empty", "not-finite", "out-of-range",
 *                       "invalid-weight"
 * @example logLossMulti({ actual: ["a", "c"], classes: ["a", "b", "c"], probabilities: [0.5, 0.3, 0.2, 0, 0.5, 0.5] }) // => Math.LN2
 * @source  agrees with sklearn.metrics.log_loss of 1.5 and later
 */
export function logLossMulti(options: {
  readonly actual: ArrayLike<Label>;
  readonly classes: readonly Label[];
  readonly probabilities: ArrayLike<number>;
  readonly weights?: ArrayLike<number> | undefined;
}): number {
  const functionName = "logLossMulti";
  const { actual, classes, probabilities, weights } = requireOptions(functionName, options, [
    "actual",
    "classes",
    "probabilities",
    "weights",
  ]);
  const rowCount = requireSameLength(functionName, { actual });
  const classCount = requireSameLength(functionName, { classes });
  requireSameLength(functionName, { "actual × classes": { length: rowCount * classCount }, probabilities });
  const columnOf = new Map(classes.map((label, column) => [label, column]));
  if (columnOf.size !== classCount) {
    throw new EngineError("invalid-label", `${functionName} requires distinct classes, got ${classes.join(", ")}`, {
      function: functionName,
      got: classes.join(", "),
    });
  }
  const promised = parseProbabilities({ functionName, probabilities });
  const losses = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    requireDistribution({ promised, row, classCount });
    const column = findColumn(columnOf, actual[row]);
    if (column === undefined) {
      const got = `${String(actual[row])} at row ${row}`;
      throw new EngineError("unknown-label", `${functionName} requires labels among classes, got ${got}`, {
        function: functionName,
        got,
      });
    }
    losses[row] = surprise(promised[row * classCount + column] ?? 0);
  }
  return weightedMean({ values: losses, weights: weights && parseWeights({ functionName, weights, rowCount }) });
}

function findColumn(columnOf: ReadonlyMap<Label, number>, label: Label | undefined): number | undefined {
  return label === undefined ? undefined : columnOf.get(label);
}

function requireDistribution({
  promised,
  row,
  classCount,
}: {
  readonly promised: Float64Array;
  readonly row: number;
  readonly classCount: number;
}): void {
  let sum = 0;
  for (let column = 0; column < classCount; column++) sum += promised[row * classCount + column] ?? 0;
  if (Math.abs(sum - 1) <= sumTolerance) return;
  throw new EngineError(
    "not-a-distribution",
    `logLossMulti requires each row of probabilities to sum to 1, got ${sum} at row ${row}`,
    { function: "logLossMulti", got: sum, row },
  );
}
