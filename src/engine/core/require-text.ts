import { EngineError } from "./errors.ts";

/**
 * An argument that is text. A number in its place, such as a card number without its quotes, has lost its zeros in front.
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param name          the name of the argument
 * @param value         what the caller passed
 * @returns             the same text
 * @throws {EngineError} "wrong-type" for anything else
 * @example requireText({ functionName: "readNik", name: "text", value: "3174" }) // => "3174"
 */
export function requireText({
  functionName,
  name,
  value,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly value: string;
}): string {
  if (typeof value === "string") return value;
  const got = value === null ? "null" : typeof value;
  throw new EngineError("wrong-type", `${functionName} requires ${name} to be text, got ${got}`, {
    function: functionName,
    argument: name,
    got,
  });
}
