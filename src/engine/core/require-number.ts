import { EngineError } from "./errors.ts";

/**
 * An option that is one finite number within limits.
 *
 * Learner code runs even when its types did not check, and a rate of "3" or a share of 20 would give an answer to another
 * question. Both limits are allowed values; `above` is a lower limit that is not. O(1).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param name          the name of the option
 * @param value         what the caller passed
 * @param least         the smallest value allowed; left out = no limit
 * @param above         a value that it must exceed; left out = no limit
 * @param most          the largest value allowed; left out = no limit
 * @param whole         whether it must be a whole number
 * @returns             the same number
 * @throws {EngineError} "wrong-type" for what is no number, "not-finite" for NaN and infinity, "out-of-range" beyond a limit
 * @example requireNumber({ functionName: "sampleSize", name: "power", value: 0.8, above: 0, most: 1 }) // => 0.8
 */
export function requireNumber({
  functionName,
  name,
  value,
  least = Number.NEGATIVE_INFINITY,
  above = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
  whole = false,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly value: number;
  readonly least?: number;
  readonly above?: number;
  readonly most?: number;
  readonly whole?: boolean;
}): number {
  if (typeof value !== "number") {
    const got = value === null ? "null" : typeof value;
    throw new EngineError("wrong-type", `${functionName} requires ${name} to be a number, got ${got}`, {
      function: functionName,
      argument: name,
      got,
    });
  }
  const isAllowed = value >= least && value > above && value <= most && (!whole || Number.isInteger(value));
  if (isAllowed && Number.isFinite(value)) return value; // before anything is made for an error: some ask for each row
  const facts = { function: functionName, argument: name, got: String(value) };
  if (!Number.isFinite(value)) {
    throw new EngineError("not-finite", `${functionName} requires ${name} to be finite, got ${value}`, facts);
  }
  const needs = [
    ...(whole ? ["a whole number"] : []),
    ...(Number.isFinite(above) ? [`above ${above}`] : []),
    ...(Number.isFinite(least) ? [`at least ${least}`] : []),
    ...(Number.isFinite(most) ? [`at most ${most}`] : []),
  ];
  throw new EngineError(
    "out-of-range",
    `${functionName} requires ${name} to be ${needs.join(", ")}, got ${value}`,
    facts,
  );
}
