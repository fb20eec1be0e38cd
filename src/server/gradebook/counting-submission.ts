/** What the gradebook must know of a submission; `score` is before lateness, null until it is graded. */
export type ScoredSubmission = {
  readonly submissionId: string;
  readonly attempt: number;
  readonly submittedAt: Date;
  readonly score: number | null;
  readonly lateLoss: number;
  readonly override: number | null;
};

/** What counts in the end, in [0, 1]: the score that was set by hand, else what lateness leaves; null until there is either. */
export function finalScore(submission: Pick<ScoredSubmission, "score" | "lateLoss" | "override">): number | null {
  if (submission.override !== null) return submission.override;
  return submission.score === null ? null : Math.min(1, Math.max(0, submission.score * (1 - submission.lateLoss)));
}

/**
 * Of one learner's submissions to one assignment, the one that counts: the best, of equals the earliest; or the last that has a score.
 * While a new one waits to be graded, the earlier result stands. A failed grading (our fault) never counts.
 */
export function countingSubmission<Submission extends ScoredSubmission>(
  submissions: readonly Submission[],
  counts: "best" | "last",
): Submission | null {
  const inOrder = submissions
    .filter((submission) => finalScore(submission) !== null)
    .toSorted((a, b) => a.submittedAt.getTime() - b.submittedAt.getTime() || a.attempt - b.attempt);
  if (counts === "last") return inOrder.at(-1) ?? null;
  let best: Submission | null = null;
  for (const one of inOrder) if (best === null || (finalScore(one) ?? 0) > (finalScore(best) ?? 0)) best = one;
  return best;
}
