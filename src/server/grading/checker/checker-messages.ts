import type { Verdict } from "#contract/verdict.ts";
import type { RunEvent } from "#lab/run-event.ts";
import type { GradeOutcome } from "../grade-source.ts";

export type GradeRequest = {
  readonly labId: string;
  readonly source: string;
  readonly seed: number;
  /** Also tell what was shown and both verdicts: for the gate and the attacks, never for a learner. */
  readonly record?: boolean;
};

export type Recorded = {
  readonly visible?: Verdict;
  readonly hidden?: Verdict;
  readonly events: readonly RunEvent[];
};

export type ToChecker = { readonly kind: "grade"; readonly request: GradeRequest };
export type FromChecker =
  | { readonly kind: "ready" }
  | { readonly kind: "outcome"; readonly outcome: GradeOutcome; readonly recorded?: Recorded }
  | { readonly kind: "started" | "ended"; readonly pid: number };
