import { EngineError } from "./errors.ts";
import type { Rng } from "./random.ts";

/**
 * A source of chance, as `createRng` makes it; a seed alone is not one.
 *
 * @param functionName  the public function that asks; it opens the text of the error
 * @param rng           what the caller passed
 * @returns             the same generator
 * @throws {EngineError} "wrong-type" for anything else
 * @example typeof requireRng({ functionName: "monteCarlo", rng: createRng(1) }).uniform // => "function"
 */
export function requireRng({ functionName, rng }: { readonly functionName: string; readonly rng: Rng }): Rng {
  const isRng =
    typeof rng === "object" &&
    rng !== null &&
    [rng.uint32, rng.uniform, rng.integer].every((draw) => typeof draw === "function");
  if (isRng) return rng;
  const got = rng === null ? "null" : typeof rng;
  throw new EngineError("wrong-type", `${functionName} requires rng to be a generator from createRng, got ${got}`, {
    function: functionName,
    argument: "rng",
    got,
  });
}
