export type SolutionAccess =
  | { readonly status: "open"; readonly because: "solved" | "tries" | "seen" }
  | { readonly status: "closed"; readonly triesLeft: number };

/** The solution may be seen once the lab is solved, or after so many tries of one's own that failed; once seen it stays open. */
export function solutionAccess(options: {
  readonly solutionAfterRuns: number;
  readonly progress:
    | { readonly failedRuns: number; readonly solvedAtMs: number | null; readonly solutionSeenAtMs: number | null }
    | undefined;
}): SolutionAccess {
  const { solutionAfterRuns, progress } = options;
  if (progress?.solvedAtMs != null) return { status: "open", because: "solved" };
  if (progress?.solutionSeenAtMs != null) return { status: "open", because: "seen" };
  const triesLeft = Math.max(0, solutionAfterRuns - (progress?.failedRuns ?? 0));
  return triesLeft === 0 ? { status: "open", because: "tries" } : { status: "closed", triesLeft };
}
