import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";

/**
 * Stops unless chance was passed in: code of learners runs even when the types did not check. O(1).
 *
 * @throws {EngineError} "wrong-type"
 */
export function requireRng(functionName: string, rng: Rng): void {
  const given: unknown = rng;
  if (typeof given === "object" && given !== null && "uint32" in given && typeof given.uint32 === "function") return;
  const got = given === null ? "null" : typeof given;
  const text = `${functionName} requires rng, a source of chance such as createRng(1), got ${got}`;
  throw new EngineError("wrong-type", text, { function: functionName, argument: "rng", got });
}
