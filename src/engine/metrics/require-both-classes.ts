import { EngineError } from "#engine/core/errors.ts";

/**
 * Stops a metric that compares positives with negatives when one of the two is absent, unless the caller said what then.
 *
 * @param functionName   the public function that asks; it opens the text of the error
 * @param positives      how many, or their weight
 * @param negatives      how many, or their weight
 * @param whenUndefined  the caller's value for the case; left out = an error
 * @throws {EngineError} "single-class"
 * @example requireBothClasses({ functionName: "rocAuc", positives: 12, negatives: 3 }) // => undefined
 */
export function requireBothClasses({
  functionName,
  positives,
  negatives,
  whenUndefined,
}: {
  readonly functionName: string;
  readonly positives: number;
  readonly negatives: number;
  readonly whenUndefined?: number | undefined;
}): void {
  if ((positives > 0 && negatives > 0) || whenUndefined !== undefined) return;
  throw new EngineError(
    "single-class",
    `${functionName} requires both classes, got ${positives} positive and ${negatives} negative`,
    { function: functionName, positives, negatives },
  );
}
