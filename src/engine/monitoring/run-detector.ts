import type { Rng } from "#engine/core/random.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import type { DetectorState } from "./start-detector.ts";
import { requireDetector, step } from "./update-detector.ts";

/** What a detector said over a whole series. */
export type DetectorRun<State extends DetectorState = DetectorState> = {
  /** The state after the last value, to go on with. */
  readonly state: State;
  /** Positions (from 0) at which it called drift. */
  readonly drifts: readonly number[];
  /** Positions at which it warned. */
  readonly warnings: readonly number[];
};

type RunOptions<State extends DetectorState> = {
  readonly state: State;
  readonly values: ArrayLike<number>;
  readonly rng?: Rng | undefined;
};

/**
 * Gives a detector a whole series, value by value: for looking back, and for trying settings on a known past.
 *
 * @param state   from `startDetector` or an earlier run
 * @param values  as `updateDetector` takes them, length n
 * @param rng     only "kswin" needs it
 * @returns       positions of drifts and warnings, and the last state. O(n) updates
 * @throws {EngineError} "empty", and as `updateDetector`
 * @example
 * const values = [...Array(40).fill(0), ...Array(40).fill(1)];
 * runDetector({ state: startDetector({ kind: "page-hinkley", threshold: 5 }), values }).drifts // => [45]
 */
export function runDetector<State extends DetectorState>(options: RunOptions<State>): DetectorRun<State> {
  return runToEnd(runDetectorSteps(options));
}

/**
 * The same in slices, for long series: yields how many values were read.
 *
 * @example runDetectorSteps({ state: startDetector({ kind: "ddm" }), values: [0, 1] }).next().done // => true
 */
export function* runDetectorSteps<State extends DetectorState>(
  options: RunOptions<State>,
): Steps<Progress, DetectorRun<State>> {
  const functionName = "runDetector";
  const { state, values, rng } = requireOptions(functionName, options, ["state", "values", "rng"]);
  requireDetector(functionName, state);
  const total = requireSameLength(functionName, { values });
  const slice = sliceLength(state);
  const drifts: number[] = [];
  const warnings: number[] = [];
  let current: DetectorState = state;
  for (let at = 0; at < total; at++) {
    if (at > 0 && at % slice === 0) yield { done: at, total };
    const { state: next, status } = step({ functionName, state: current, value: values[at] as number, rng }); // at < length
    current = next;
    if (status === "drift") drifts.push(at);
    else if (status === "warning") warnings.push(at);
  }
  return { state: current as State, drifts, warnings }; // a step keeps the kind
}

/** Values that take a few milliseconds: KSWIN pays for a grid of recentSize² and a window at each. */
function sliceLength(state: DetectorState): number {
  if (state.kind !== "kswin") return 5000;
  return Math.max(1, Math.floor(1e6 / (state.recentSize ** 2 + 4 * state.windowSize)));
}
