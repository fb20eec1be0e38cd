import type { WorkshopSummary } from "#contract/api/workshops.ts";
import type { LabProgress } from "./apply-report.ts";

/** For each lab of the day: who began, who solved it, the median time from beginning to solving, the mistakes by learners who made them. */
export function summarizeLabs(
  labs: readonly string[],
  learners: readonly { readonly progress: Readonly<Record<string, LabProgress>> }[],
): WorkshopSummary["labs"] {
  return labs.map((labId) => {
    const work = learners.flatMap(({ progress }) => progress[labId] ?? []);
    const minutes = work.flatMap(({ startedAt, solvedAt }) =>
      startedAt === undefined || solvedAt === undefined
        ? []
        : [(Date.parse(solvedAt) - Date.parse(startedAt)) / 60_000],
    );
    const mistakes = new Map<string, number>();
    for (const lab of work)
      for (const mistake of Object.keys(lab.mistakes)) mistakes.set(mistake, (mistakes.get(mistake) ?? 0) + 1);
    return {
      labId,
      started: work.filter(({ startedAt }) => startedAt !== undefined).length,
      solved: work.filter(({ solvedAt }) => solvedAt !== undefined).length,
      medianMinutes: median(minutes),
      mistakes: [...mistakes]
        .map(([mistake, count]) => ({ mistake, learners: count }))
        .sort((a, b) => b.learners - a.learners || (a.mistake < b.mistake ? -1 : 1)),
    };
  });
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
