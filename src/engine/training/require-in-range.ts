import { EngineError } from "#engine/core/errors.ts";

/**
 * A number option that must lie in a range: `requireInRange({ functionName: "fitRidge", name: "penalty", value, least: 0 })`. O(1).
 *
 * @throws {EngineError} "out-of-range" outside [least, most], for NaN, for infinity, and for a fraction where `whole` is true
 * @example requireInRange({ functionName: "fitRidge", name: "penalty", value: 2, least: 0 }) // => 2
 */
export function requireInRange({
  functionName,
  name,
  value,
  least,
  most = Number.MAX_VALUE,
  whole = false,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly value: number;
  readonly least: number;
  readonly most?: number;
  readonly whole?: boolean;
}): number {
  if (typeof value === "number" && value >= least && value <= most && (!whole || Number.isSafeInteger(value))) {
    return value;
  }
  const limit = most === Number.MAX_VALUE ? `at least ${least}` : `from ${least} to ${most}`;
  const need = `${name} ${limit}${whole ? ", a whole number" : ""}`;
  const got = String(value);
  const text = `${functionName} requires ${need}, got ${got}`;
  throw new EngineError("out-of-range", text, { function: functionName, argument: name, got });
}
