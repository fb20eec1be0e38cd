import { EngineError } from "./errors.ts";

/**
 * A column of 0 (negative) and 1 (positive) as a Uint8Array, one byte a row.
 *
 * Metrics of scores and probabilities need to know which class the score speaks for, so they take no other pair: not
 * -1 and 1, not booleans, not "spam" and "ham". Turn yours into 0 and 1 first, and the choice of the positive class
 * stands in your own code where a reader sees it. O(n).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param labels        0 or 1, length n
 * @returns             the same labels; a Uint8Array is checked and not copied
 * @throws {EngineError} "invalid-label" at anything but 0 or 1
 * @example parseBinaryLabels({ functionName: "brierScore", labels: [0, 1, 1] }) // => [0, 1, 1]
 */
export function parseBinaryLabels({
  functionName,
  labels,
}: {
  readonly functionName: string;
  readonly labels: ArrayLike<number>;
}): Uint8Array {
  const parsed = labels instanceof Uint8Array ? labels : new Uint8Array(labels.length);
  for (let row = 0; row < parsed.length; row++) {
    const label = labels[row];
    if (label !== 0 && label !== 1) {
      const got = typeof label === "string" ? JSON.stringify(label) : String(label);
      throw new EngineError("invalid-label", `${functionName} requires labels of 0 or 1, got ${got} at row ${row}`, {
        function: functionName,
        got,
        row,
      });
    }
    if (parsed !== labels) parsed[row] = label;
  }
  return parsed;
}
