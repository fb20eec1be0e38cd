import { EngineError } from "./errors.ts";
import { parseNumbers } from "./parse-numbers.ts";

/**
 * A column of probabilities as a Float64Array: finite and between 0 and 1, both included.
 *
 * A score is not a probability: a margin of 2.7 ranks rows well and says nothing of how often they are positive. Log
 * loss, Brier score and calibration read the number itself, so a value outside [0, 1] means that scores (or percent)
 * were passed where probabilities belong. O(n).
 *
 * @param functionName   the public function that asks; it opens the text of the error
 * @param probabilities  length n
 * @returns              the same numbers; a Float64Array is not copied
 * @throws {EngineError} "wrong-type", "not-finite", or "out-of-range" below 0 or above 1
 * @example parseProbabilities({ functionName: "logLoss", probabilities: [0, 0.25, 1] }) // => [0, 0.25, 1]
 */
export function parseProbabilities({
  functionName,
  probabilities,
}: {
  readonly functionName: string;
  readonly probabilities: ArrayLike<number>;
}): Float64Array {
  const parsed = parseNumbers({ functionName, name: "probabilities", values: probabilities });
  for (let row = 0; row < parsed.length; row++) {
    const probability = parsed[row] ?? 0;
    if (probability < 0 || probability > 1) {
      throw new EngineError(
        "out-of-range",
        `${functionName} requires probabilities from 0 to 1, got ${probability} at row ${row}`,
        { function: functionName, argument: "probabilities", got: probability, row },
      );
    }
  }
  return parsed;
}
