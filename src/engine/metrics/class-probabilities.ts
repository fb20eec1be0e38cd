import { EngineError } from "#engine/core/errors.ts";
import { parseProbabilities } from "#engine/core/parse-probabilities.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Label } from "./label-codes.ts";

/** Rows of several classes, checked. */
export type ClassProbabilities = {
  readonly rowCount: number;
  readonly classCount: number;
  /** The column of each row's true class, length n. */
  readonly codes: Int32Array;
  /** n × k, row after row. */
  readonly probabilities: Float64Array;
};

/** How far a row may be from 1 together; scikit-learn's own for AUC, where only the order of a column counts. */
const sumTolerance = 1e-5;

/**
 * True labels and an n × k table of probabilities, checked against the list of classes. O(n k).
 *
 * @throws {EngineError} "invalid-label" when classes repeat or are fewer than two, "unknown-label" when a true label is
 *                       not among them, "length-mismatch" when the table is not n × k, "not-a-distribution" when a row
 *                       does not sum to 1; "empty", "wrong-type", "not-finite", "out-of-range"
 * @example parseClassProbabilities({ functionName: "rocAucMulti", actual: ["b"], classes: ["a", "b"], probabilities: [0.3, 0.7] }).codes // => [1]
 */
export function parseClassProbabilities({
  functionName,
  actual,
  classes,
  probabilities,
}: {
  readonly functionName: string;
  readonly actual: ArrayLike<Label>;
  readonly classes: readonly Label[];
  readonly probabilities: ArrayLike<number>;
}): ClassProbabilities {
  const rowCount = requireSameLength(functionName, { actual });
  const classCount = requireSameLength(functionName, { classes });
  requireSameLength(functionName, { "actual × classes": { length: rowCount * classCount }, probabilities });
  const columnOf = new Map<Label | undefined, number>(classes.map((label, column) => [label, column]));
  if (columnOf.size !== classCount || classCount < 2) {
    throw new EngineError(
      "invalid-label",
      `${functionName} requires two or more distinct classes, got ${classes.join(", ")}`,
      { function: functionName, got: classes.join(", ") },
    );
  }
  const parsed = parseProbabilities({ functionName, probabilities });
  const codes = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const column = columnOf.get(actual[row]);
    if (column === undefined) {
      const got = `${String(actual[row])} at row ${row}`;
      throw new EngineError("unknown-label", `${functionName} requires labels among classes, got ${got}`, {
        function: functionName,
        got,
      });
    }
    codes[row] = column;
    let sum = 0;
    for (let k = 0; k < classCount; k++) sum += parsed[row * classCount + k] ?? 0;
    if (Math.abs(sum - 1) > sumTolerance) {
      throw new EngineError(
        "not-a-distribution",
        `${functionName} requires each row of probabilities to sum to 1, got ${sum} at row ${row}`,
        { function: functionName, got: sum, row },
      );
    }
  }
  return { rowCount, classCount, codes, probabilities: parsed };
}
