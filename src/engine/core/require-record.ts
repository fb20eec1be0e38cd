import { EngineError } from "./errors.ts";

/**
 * An argument that is an object with named fields, neither null nor a list.
 *
 * Without this, a forgotten argument ends in "cannot read properties of undefined", which names neither the function nor
 * the argument. O(1).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param name          the name of the argument
 * @param value         what the caller passed
 * @returns             the same object
 * @throws {EngineError} "wrong-type" for anything else
 * @example requireRecord({ functionName: "tornado", name: "inputs", value: { price: 3 } }) // => { price: 3 }
 */
export function requireRecord<Thing extends object>({
  functionName,
  name,
  value,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly value: Thing;
}): Thing {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  const got = value === null ? "null" : Array.isArray(value) ? "a list" : typeof value;
  throw new EngineError(
    "wrong-type",
    `${functionName} requires ${name} to be an object with named fields, got ${got}`,
    {
      function: functionName,
      argument: name,
      got,
    },
  );
}
