import type { LabId } from "#contract/lab.ts";
import type { Verdict } from "#contract/verdict.ts";

/** A host as the attacks see it: it runs a submission and tells what it noticed of the world outside the sandbox. */
export type AttackHost = {
  readonly name: string;
  readonly run: (request: {
    readonly lab: LabId;
    readonly checks: "visible" | "hidden";
    readonly source: string;
  }) => Promise<AttackRun>;
  /** What has changed since the last call that no submission may change: requests sent, storage filled, pages opened, a host that hangs. */
  readonly harm: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

export type AttackRun = {
  readonly verdict: Verdict;
  /** All that the learner is shown of the run beside the verdict: console, figures, progress. */
  readonly shown: string;
};
