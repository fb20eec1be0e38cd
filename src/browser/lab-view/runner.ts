import type { LabHost } from "#browser/lab-host/lab-host.ts";
import type { RealmOutput } from "#contract/sandbox.ts";
import type { Verdict } from "#contract/verdict.ts";
import { takePageTurn } from "./page-turn.ts";
import { idle, isBusy, nextRunState, type RunEvent, type RunState, type StopReason } from "./run-state.ts";

export type Runner = {
  state(): RunState;
  /** False when a run is under way already. */
  run(source: string): boolean;
  stop(): void;
  codeChanged(): void;
  /** Resolves when no run is under way: what is heavy and can wait does not hold a run up. */
  rest(): Promise<void>;
};

/** Runs a lab's code when asked, and tells what becomes of it. The host is fetched at the first run. */
export function createRunner(options: {
  readonly labId: string;
  readonly host: () => Promise<LabHost>;
  readonly onState: (state: RunState) => void;
  readonly onOutput: (output: RealmOutput) => void;
  readonly onVerdict: (run: { readonly source: string; readonly verdict: Verdict }) => void;
}): Runner {
  let state: RunState = idle;
  let stopHost: (() => void) | undefined;
  let performing: Promise<void> = Promise.resolve();

  const step = (event: RunEvent) => {
    const next = nextRunState(state, event);
    if (next === state) return;
    state = next;
    options.onState(state);
  };
  const stop = (why: StopReason) => {
    step({ kind: "stop", why });
    stopHost?.();
  };
  const isStopping = () => state.status === "stopping";

  const perform = async (source: string) => {
    const giveBack = await takePageTurn(() => stop("other-lab"));
    try {
      const host = isStopping() ? undefined : await options.host();
      if (host === undefined || isStopping()) return step({ kind: "cancelled" });
      const run = host.run({ labId: options.labId, source }, (event) => {
        if (event.kind === "phase" || event.kind === "check") step(event);
        else if (isBusy(state)) {
          if (event.kind === "progress") step(event);
          options.onOutput(event);
        }
      });
      stopHost = run.stop;
      const verdict = await run.done;
      step({ kind: "verdict", verdict });
      options.onVerdict({ source, verdict });
    } catch (error) {
      step({ kind: "host-failed", detail: error instanceof Error ? error.message : String(error) });
    } finally {
      stopHost = undefined;
      giveBack();
    }
  };

  return {
    state: () => state,
    run(source) {
      if (isBusy(state)) return false;
      step({ kind: "run" });
      performing = perform(source);
      return true;
    },
    stop: () => stop("by-hand"),
    codeChanged: () => step({ kind: "code-changed" }),
    async rest() {
      while (isBusy(state)) await performing;
    },
  };
}
