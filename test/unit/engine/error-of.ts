import { EngineError } from "#engine/core/errors.ts";

/** The EngineError that an act throws; any other error, and none, fails the test. */
export function errorOf(act: () => unknown): EngineError {
  try {
    act();
  } catch (error) {
    if (error instanceof EngineError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
