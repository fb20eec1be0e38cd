import type { CheckResult, Verdict } from "#contract/verdict.ts";

type RunPhase = "starting" | "loading" | "checking";

/** Where a lab stands with running. `stopping` covers a Stop pressed at any moment, also before the host has started. */
export type RunState =
  | { readonly status: "idle" }
  | {
      readonly status: "running";
      readonly phase: RunPhase;
      readonly checks: readonly CheckResult[];
      readonly progress: { readonly fraction: number; readonly text: string } | null;
    }
  | { readonly status: "stopping"; readonly why: StopReason }
  | {
      readonly status: "done";
      readonly verdict: Verdict;
      readonly why: StopReason | null;
      /** The code was changed after this run: the result speaks of older code. */
      readonly isOutdated: boolean;
    }
  | { readonly status: "cancelled"; readonly why: StopReason }
  | { readonly status: "failed"; readonly detail: string };

/** Stopped by the person, or because they started another lab on the page: one runs at a time. */
export type StopReason = "by-hand" | "other-lab";

export type RunEvent =
  | { readonly kind: "run" }
  | { readonly kind: "phase"; readonly phase: RunPhase }
  | { readonly kind: "check"; readonly result: CheckResult }
  | { readonly kind: "progress"; readonly fraction: number; readonly text: string }
  | { readonly kind: "stop"; readonly why: StopReason }
  | { readonly kind: "cancelled" }
  | { readonly kind: "verdict"; readonly verdict: Verdict }
  | { readonly kind: "host-failed"; readonly detail: string }
  | { readonly kind: "code-changed" };

export const idle: RunState = { status: "idle" };

export function isBusy(state: RunState): boolean {
  return state.status === "running" || state.status === "stopping";
}

/** An event that has no meaning in a state leaves it as it is: a second Run, a late check after Stop, a Stop when nothing runs. */
export function nextRunState(state: RunState, event: RunEvent): RunState {
  switch (event.kind) {
    case "run":
      return isBusy(state) ? state : { status: "running", phase: "starting", checks: [], progress: null };
    case "stop":
      return state.status === "running" ? { status: "stopping", why: event.why } : state;
    case "verdict":
      if (!isBusy(state)) return state;
      return {
        status: "done",
        verdict: event.verdict,
        why: state.status === "stopping" && event.verdict.stopped?.reason === "stopped" ? state.why : null,
        isOutdated: false,
      };
    case "cancelled":
      return state.status === "stopping" ? { status: "cancelled", why: state.why } : state;
    case "host-failed":
      return isBusy(state) ? { status: "failed", detail: event.detail } : state;
    case "code-changed":
      return state.status === "done" && !state.isOutdated ? { ...state, isOutdated: true } : state;
    default:
      return state.status === "running" ? whileRunning(state, event) : state;
  }
}

function whileRunning(
  state: Extract<RunState, { status: "running" }>,
  event: Extract<RunEvent, { kind: "phase" | "check" | "progress" }>,
): RunState {
  switch (event.kind) {
    case "phase":
      return { ...state, phase: event.phase };
    case "check":
      return { ...state, checks: [...state.checks.filter(({ id }) => id !== event.result.id), event.result] };
    case "progress":
      return { ...state, progress: { fraction: event.fraction, text: event.text } };
  }
}
