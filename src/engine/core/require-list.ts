import { EngineError } from "./errors.ts";

/**
 * An argument that is a plain list, such as the variants of an endpoint or the criteria of a decision.
 *
 * For columns of numbers or labels, of which several must have one length, see `requireSameLength`. O(1).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param name          the name of the argument
 * @param value         what the caller passed
 * @param least         how many entries are needed; default 0
 * @returns             the same list
 * @throws {EngineError} "wrong-type" for what is no list, "empty" below `least`
 * @example requireList({ functionName: "decisionTable", name: "criteria", value: [1, 2], least: 1 }) // => [1, 2]
 */
export function requireList<Entry>({
  functionName,
  name,
  value,
  least = 0,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly value: readonly Entry[];
  readonly least?: number;
}): readonly Entry[] {
  if (!Array.isArray(value)) {
    const got = value === null ? "null" : typeof value;
    throw new EngineError("wrong-type", `${functionName} requires ${name} to be a list, got ${got}`, {
      function: functionName,
      argument: name,
      got,
    });
  }
  if (value.length >= least) return value;
  throw new EngineError("empty", `${functionName} requires at least ${least} of ${name}, got ${value.length}`, {
    function: functionName,
    argument: name,
    got: value.length,
  });
}
