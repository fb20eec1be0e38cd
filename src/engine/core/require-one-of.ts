import { EngineError } from "./errors.ts";

/**
 * An option that is one word out of a few.
 *
 * A misspelled word would otherwise fall through to some default and give a number that answers another question. O(k).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param name          the name of the option
 * @param value         what the caller passed
 * @param options       the words that are allowed
 * @returns             the same value
 * @throws {EngineError} "out-of-range" when the value is none of them
 * @example requireOneOf({ functionName: "averageScores", name: "average", value: "macro", options: ["micro", "macro"] }) // => "macro"
 */
export function requireOneOf<Word extends string>({
  functionName,
  name,
  value,
  options,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly value: Word;
  readonly options: readonly Word[];
}): Word {
  if (options.includes(value)) return value;
  const got = typeof value === "string" ? `"${value}"` : String(value);
  throw new EngineError("out-of-range", `${functionName} requires ${name} to be ${options.join(", ")}, got ${got}`, {
    function: functionName,
    argument: name,
    got,
  });
}
