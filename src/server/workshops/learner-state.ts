import type { Participant } from "#contract/api/workshops.ts";

/** No check newly passed for so long while at work: somebody should look. */
export const stuckAfterMs = 5 * 60_000;
/** The same mistake in so many runs in a row says it sooner. */
export const stuckAfterSameMistakes = 3;
/** Not heard of for so long: the page is closed, asleep or without network. */
export const goneAfterMs = 30_000;

/** What is known of a learner, times in milliseconds. */
export type LearnerFacts = {
  readonly activity: "reading" | "working" | "running";
  readonly labId: string | null;
  readonly solved: readonly string[];
  readonly askedAtMs: number | null;
  readonly sameMistakeRuns: number;
  readonly progressedAtMs: number;
  readonly seenAtMs: number;
};

/** Whoever asks comes first; whoever has solved the lab is done; then running, stuck, and what the page says they do. */
export function learnerState(facts: LearnerFacts, nowMs: number): Participant["state"] {
  if (facts.askedAtMs !== null) return "asking";
  if (facts.labId !== null && facts.solved.includes(facts.labId)) return "done";
  if (facts.activity === "running") return "running";
  if (facts.labId === null || facts.activity === "reading") return "reading";
  const isStuck = facts.sameMistakeRuns >= stuckAfterSameMistakes || nowMs - facts.progressedAtMs >= stuckAfterMs;
  return isStuck ? "stuck" : "working";
}

export function isHere({ seenAtMs }: Pick<LearnerFacts, "seenAtMs">, nowMs: number): boolean {
  return nowMs - seenAtMs < goneAfterMs;
}
