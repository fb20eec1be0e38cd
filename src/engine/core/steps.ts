import { EngineError } from "./errors.ts";

/** How far a long computation has come: `done` of `total` units of its own kind (trees, iterations, requests). */
export type Progress = { readonly done: number; readonly total: number };

/**
 * A long computation as a generator: it hands over progress between slices of work and returns its result at the end.
 * Whoever drives it decides the pace: draw and go on, or stop for good with `return()`; nothing else is needed to cancel.
 */
export type Steps<P extends Progress, Result> = Generator<P, Result, void>;

/**
 * Drives a long computation to its end without looking up: for workers, tests and programs that may wait.
 *
 * @param steps     the computation, as its `…Steps` function returns it
 * @param onStep    called with every report of progress
 * @returns         its result
 * @throws {EngineError} "wrong-type" for what is no generator, such as the options of the computation; else what the computation throws
 * @example runToEnd((function* () { yield { done: 1, total: 2 }; return "ready"; })()) // => "ready"
 */
export function runToEnd<P extends Progress, Result>(
  steps: Steps<P, Result>,
  onStep: (progress: P) => void = () => undefined,
): Result {
  if (typeof steps?.next !== "function") {
    const got = steps === null ? "null" : typeof steps;
    const text = `runToEnd requires steps, as a …Steps function returns them, got ${got}`;
    throw new EngineError("wrong-type", text, { function: "runToEnd", argument: "steps", got });
  }
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onStep(step.value);
  }
}
