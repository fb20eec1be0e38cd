import { EngineError } from "./errors.ts";

/**
 * The degrees of freedom of a test: how many numbers were free to vary. They need not be whole (Welch's test has such).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param name          the name of the argument
 * @param value         what the caller passed
 * @returns             the same number
 * @throws {EngineError} "out-of-range" outside 1e-5 to 1e12
 * @example requireDegrees({ functionName: "chiSquareSurvival", name: "degreesOfFreedom", value: 3 }) // => 3
 */
export function requireDegrees({
  functionName,
  name,
  value,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly value: number;
}): number {
  if (typeof value === "number" && value >= 1e-5 && value <= 1e12) return value;
  throw new EngineError("out-of-range", `${functionName} requires ${name} from 1e-5 to 1e12, got ${String(value)}`, {
    function: functionName,
    argument: name,
    got: String(value),
  });
}
