import { type LabManifest, type LabManifestInput, labManifest } from "#contract/lab.ts";
import type { Check, HiddenCheck } from "./check.ts";

/** Types and validates a manifest; an author's mistake names the field and what it should be. */
export function defineLab(manifest: LabManifestInput): LabManifest {
  return labManifest.parse(manifest);
}

/** The visible checks, in the order in which the learner sees them. */
export function defineChecks(checks: readonly Check[]): readonly Check[] {
  return checks;
}

/**
 * The hidden checks and their canary: a string of the form `siklus-canary-<32 hex digits>`, new for each lab, that must never be found
 * in anything that reaches a browser.
 */
export function defineHiddenChecks(canary: string, checks: readonly HiddenCheck[]): HiddenChecks {
  return { canary, checks };
}

export type HiddenChecks = { readonly canary: string; readonly checks: readonly HiddenCheck[] };
