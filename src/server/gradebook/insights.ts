import type { Insights } from "#contract/api/gradebook.ts";
import type { CheckResult } from "#contract/verdict.ts";

/** A learner's counting submission: its final score and what its checks found. */
export type CountingResult = {
  readonly userId: string;
  readonly score: number;
  readonly checks: readonly CheckResult[];
  readonly hidden: readonly { readonly category: string; readonly status: "pass" | "fail" | "error" }[];
};

/** Learners by score: [0, 0.1) … [0.9, 1]. A score a rounding error below a tenth belongs to that tenth. */
export function distributionOf(scores: readonly number[]): number[] {
  const bins = new Array<number>(10).fill(0);
  for (const score of scores) {
    const bin = Math.min(9, Math.floor(score * 10 + 1e-9));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}

/** How a class fares in one assignment, learners counted once each, by the submission that counts. */
export function classInsights(results: readonly CountingResult[], submissions: number): Insights {
  const failed = new Map<string, Set<string>>();
  const mistakes = new Map<string, Set<string>>();
  for (const { userId, checks, hidden } of results) {
    for (const check of checks) {
      if (check.status === "pass") continue;
      note(failed, check.id, userId);
      if (check.mistake !== undefined) note(mistakes, check.mistake, userId);
    }
    for (const { category, status } of hidden) if (status !== "pass") note(failed, `hidden:${category}`, userId);
  }
  const count = results.length;
  return {
    submissions,
    learners: count,
    distribution: distributionOf(results.map(({ score }) => score)),
    failedChecks: ranked(failed, count).map(({ name, ...rest }) => ({ checkId: name, ...rest })),
    mistakes: ranked(mistakes, count).map(({ name, ...rest }) => ({ mistake: name, ...rest })),
  };
}

function note(learnersBy: Map<string, Set<string>>, name: string, userId: string): void {
  const learners = learnersBy.get(name) ?? new Set();
  learnersBy.set(name, learners.add(userId));
}

function ranked(learnersBy: ReadonlyMap<string, ReadonlySet<string>>, of: number) {
  return [...learnersBy]
    .map(([name, { size }]) => ({ name, learners: size, share: size / of }))
    .sort((a, b) => b.learners - a.learners || (a.name < b.name ? -1 : 1));
}
