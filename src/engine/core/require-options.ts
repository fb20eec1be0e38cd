import { closestName } from "./closest-name.ts";
import { EngineError } from "./errors.ts";

/** The names of all fields; of a union, those of every member. */
type NameOf<Options> = Options extends unknown ? keyof Options & string : never;

/** A list that leaves out a field does not compile, so that no argument is refused which the type allows. */
type Complete<Options, Name> = [NameOf<Options>] extends [Name]
  ? unknown
  : { readonly missing: Exclude<NameOf<Options>, Name> };

/**
 * The arguments of a public function, given by name in one object: present, and none with a name that the function lacks.
 *
 * Learner code runs even when its types did not check. Without this, a call with nothing ends in "cannot destructure
 * property of undefined", and a misspelled `treshold` is ignored: the default answers another question, without a word. O(names).
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param options       what the caller passed
 * @param names         the names of all its arguments
 * @returns             the same object
 * @throws {EngineError} "wrong-type" for what is no object with named fields, "unknown-option" for a name that is not among them
 * @example requireOptions("tossCoin", { sides: 2 }, ["sides"]) // => { sides: 2 }
 */
export function requireOptions<Options extends object, const Name extends NameOf<Options>>(
  functionName: string,
  options: Options,
  names: readonly Name[] & Complete<Options, Name>,
): Options {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const got = options === null ? "null" : Array.isArray(options) ? "a list" : typeof options;
    const need = `its arguments by name, ${functionName}({ ${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""} })`;
    throw new EngineError("wrong-type", `${functionName} requires ${need}, got ${got}`, {
      function: functionName,
      argument: "options",
      got,
    });
  }
  for (const name in options) if (!isAmong(names, name)) throw unknownOption({ functionName, name, names });
  return options;
}

function isAmong(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

function unknownOption({
  functionName,
  name,
  names,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly names: readonly string[];
}): EngineError {
  const closest = closestName({ name, names });
  const hint = closest === undefined ? "" : `; did you mean ${closest}?`;
  const text = `${functionName} requires arguments among ${names.join(", ")}, got ${name}${hint}`;
  return new EngineError("unknown-option", text, { function: functionName, argument: name, got: name });
}
