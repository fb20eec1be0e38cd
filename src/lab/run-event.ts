import type { RealmOutput } from "#contract/sandbox.ts";
import type { CheckResult } from "#contract/verdict.ts";

/** What a run tells while it goes on: output of the learner's code, the phase, each check as it ends. */
export type RunEvent =
  | RealmOutput
  | { readonly kind: "phase"; readonly phase: "starting" | "loading" | "checking" }
  | { readonly kind: "check"; readonly result: CheckResult };
