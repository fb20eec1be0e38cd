import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import { stepAdwin } from "./adwin.ts";
import { stepDdm } from "./ddm.ts";
import { stepEddm } from "./eddm.ts";
import { stepKswin } from "./kswin.ts";
import { stepPageHinkley } from "./page-hinkley.ts";
import type { DetectorState } from "./start-detector.ts";

/** What a detector says after a value. ADWIN, Page–Hinkley and KSWIN know no warning. */
export type DetectorStatus = "stable" | "warning" | "drift";

/**
 * Gives a detector one more value; back come its new state and what it thinks.
 *
 * After "drift" the detector starts afresh with the next value (ADWIN keeps the newer part of its window, KSWIN the
 * recent values), so one change rings once. The state that was passed in is not changed: the same state and value give
 * the same answer.
 *
 * @param state  from `startDetector` or an earlier update
 * @param value  for "ddm" and "eddm" 1 for a wrong answer and 0 for a right one; else any finite number
 * @param rng    the source of chance; only "kswin" needs it
 * @returns      state and status. O(1); ADWIN O(log n) and, every 32 values, O(log n) cuts; KSWIN O(recentSize²)
 * @throws {EngineError} "invalid-label" for an answer that is neither 0 nor 1, "not-finite" or "wrong-type" for a
 *                      value, "wrong-type" for a state or a missing rng, "unsupported-version"
 * @example updateDetector({ state: startDetector({ kind: "ddm" }), value: 1 }).state.errorRate // => 1
 */
export function updateDetector<State extends DetectorState>(options: {
  readonly state: State;
  readonly value: number;
  readonly rng?: Rng | undefined;
}): { readonly state: State; readonly status: DetectorStatus } {
  const { state, value, rng } = requireOptions("updateDetector", options, ["state", "value", "rng"]);
  requireDetector("updateDetector", state);
  return step({ functionName: "updateDetector", state, value, rng }) as { state: State; status: DetectorStatus }; // a step keeps the kind
}

/** Stops unless the state is that of a detector of this version. */
export function requireDetector(functionName: string, state: DetectorState): void {
  const kinds = { ddm: 1, eddm: 1, adwin: 1, "page-hinkley": 1, kswin: 1 };
  requireFitted({ functionName, fitted: state, kinds });
}

/** One value, checked, to a detector that was checked before. */
export function step({
  functionName,
  state,
  value,
  rng,
}: {
  readonly functionName: string;
  readonly state: DetectorState;
  readonly value: number;
  readonly rng: Rng | undefined;
}): { readonly state: DetectorState; readonly status: DetectorStatus } {
  if (state.kind === "ddm" || state.kind === "eddm") {
    if (value !== 0 && value !== 1) throw refusal(functionName, "invalid-label", "0 for right and 1 for wrong", value);
    return state.kind === "ddm" ? stepDdm(state, value) : stepEddm(state, value);
  }
  if (typeof value !== "number") throw refusal(functionName, "wrong-type", "a number", value);
  if (!Number.isFinite(value)) throw refusal(functionName, "not-finite", "a finite number", value);
  if (state.kind === "page-hinkley") return stepPageHinkley(state, value);
  if (state.kind === "adwin") return stepAdwin(state, value);
  return stepKswin(state, { value, rng: requireRng({ functionName, rng: rng as Rng }) }); // a missing one is refused
}

function refusal(
  functionName: string,
  code: "invalid-label" | "wrong-type" | "not-finite",
  need: string,
  value: unknown,
): EngineError {
  const got = typeof value === "number" ? String(value) : value === null ? "null" : typeof value;
  return new EngineError(code, `${functionName} requires ${need}, got ${got}`, { function: functionName, got });
}
