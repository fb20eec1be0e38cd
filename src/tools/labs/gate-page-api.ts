import type { LabId } from "#contract/lab.ts";
import type { Verdict } from "#contract/verdict.ts";
import type { RunEvent } from "#lab/run-event.ts";

/** What the gate's page offers to the tool that steers it. */
export type GatePage = {
  /** As a learner runs it: page, conductor, sandbox. */
  readonly run: (
    labId: LabId,
    source: string,
  ) => Promise<{ readonly verdict: Verdict; readonly events: readonly RunEvent[] }>;
  readonly warm: (labId: LabId) => Promise<void>;
  /** With the checks chosen by the tool, the hidden ones among them. */
  readonly runChecks: (labId: LabId, which: "visible" | "hidden", source: string, seed?: number) => Promise<Verdict>;
};
