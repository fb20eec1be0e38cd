import type { LabId } from "#contract/lab.ts";
import type { Verdict } from "#contract/verdict.ts";
import type { RunEvent } from "#lab/run-event.ts";

/** Page → conductor. */
export type ToConductor =
  | { readonly kind: "frame" } // with the port to a new sandbox frame
  | { readonly kind: "warm"; readonly warmId: number; readonly labId: LabId }
  | { readonly kind: "run"; readonly runId: number; readonly labId: LabId; readonly source: string }
  | { readonly kind: "stop"; readonly runId: number };

/** Conductor → page. */
export type FromConductor =
  | { readonly kind: "need-frame" }
  | { readonly kind: "warmed"; readonly warmId: number; readonly problem?: string }
  | { readonly kind: "events"; readonly runId: number; readonly events: readonly RunEvent[] }
  | { readonly kind: "verdict"; readonly runId: number; readonly verdict: Verdict }
  | { readonly kind: "failed"; readonly runId: number; readonly problem: string };
