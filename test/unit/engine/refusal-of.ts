import { EngineError } from "#engine/core/errors.ts";

/** Learner code runs even when its types did not check, so anything may come. */
// biome-ignore lint/suspicious/noExplicitAny: wrong types are the subject
export type Anything = any;

/** The code of the EngineError that a call throws; any other error passes through and fails the test. */
export function refusalOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof EngineError) return error.code;
    throw error;
  }
  return "accepted";
}
