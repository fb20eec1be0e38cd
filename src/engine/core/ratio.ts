import { EngineError } from "./errors.ts";

/** What 0 / 0 shall count as. Left out, it is an error; NaN says "no value" and leaves the class out of averages. */
export type Undefined = { readonly whenUndefined?: number | undefined };

/**
 * numerator / denominator, where 0 / 0 is the caller's decision.
 *
 * A model that never says "positive" has a precision of 0 / 0: no positive claim was made, so none was wrong. Libraries
 * fill in 0, 1 or NaN in silence, and an average over classes then moves by that choice. Here the choice has a name,
 * `whenUndefined`, or the computation stops.
 *
 * @param functionName   the public function that asks; it opens the text of the error
 * @param needs          what would make the denominator positive, e.g. "a predicted positive"
 * @param whenUndefined  the value of 0 / 0; may be NaN
 * @returns              the ratio, or `whenUndefined` when the denominator is 0
 * @throws {EngineError} "undefined-ratio" when the denominator is 0 and `whenUndefined` is left out
 * @example ratio({ functionName: "precision", numerator: 25, denominator: 45, needs: "a predicted positive" }) // => 0.5555555555555556
 * @example ratio({ functionName: "precision", numerator: 0, denominator: 0, needs: "a predicted positive", whenUndefined: 0 }) // => 0
 */
export function ratio({
  functionName,
  numerator,
  denominator,
  needs,
  whenUndefined,
}: {
  readonly functionName: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly needs: string;
} & Undefined): number {
  if (denominator !== 0) return numerator / denominator;
  if (whenUndefined !== undefined) return whenUndefined;
  throw new EngineError(
    "undefined-ratio",
    `${functionName} requires ${needs} or a value for whenUndefined, got 0 / 0 and none`,
    { function: functionName, needs },
  );
}
