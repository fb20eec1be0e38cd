import type { LabProgress, Progress } from "#contract/keep.ts";
import type { Verdict } from "#contract/verdict.ts";
import type { KeepParts } from "./keep-parts.ts";
import type { SaveOutcome } from "./kept.ts";

export type ProgressKeep = {
  list(): Promise<readonly Progress[]>;
  lab(labId: string): Promise<LabProgress | undefined>;
  /** `isOwnCode` is false for the untouched starter: running that is no try. */
  noteRun(run: {
    readonly labId: string;
    readonly verdict: Verdict;
    readonly isOwnCode: boolean;
  }): Promise<SaveOutcome>;
  noteSolutionSeen(labId: string): Promise<SaveOutcome>;
  /** `page` is stage and page id, without the language: `07-metrics/accuracy-trap`. */
  notePageRead(page: string): Promise<SaveOutcome>;
};

const labKey = (labId: string) => `lab:${labId}`;
const pageKey = (page: string) => `page:${page}`;

export function createProgress({ store, feed, now }: KeepParts): ProgressKeep {
  const change = async (key: string, next: (kept: Progress | undefined) => Progress | undefined) => {
    const outcome = await store.change("progress", key, next);
    feed.publish({ store: "progress", key });
    return outcome;
  };
  const changeLab = (labId: string, next: (kept: LabProgress) => LabProgress) =>
    change(labKey(labId), (kept) => next(kept?.kind === "lab" ? kept : untouched(labId)));
  return {
    list: () => store.list("progress"),
    async lab(labId) {
      const kept = await store.find("progress", labKey(labId));
      return kept?.kind === "lab" ? kept : undefined;
    },
    noteRun: ({ labId, verdict, isOwnCode }) =>
      changeLab(labId, (kept) => ({
        ...kept,
        runs: kept.runs + 1,
        failedRuns: kept.failedRuns + (isOwnCode && isFailedTry(verdict) ? 1 : 0),
        bestScore: Math.max(kept.bestScore, verdict.score),
        solvedAtMs: kept.solvedAtMs ?? (verdict.status === "pass" ? now() : null),
        updatedAtMs: now(),
      })),
    noteSolutionSeen: (labId) =>
      changeLab(labId, (kept) => ({ ...kept, solutionSeenAtMs: kept.solutionSeenAtMs ?? now(), updatedAtMs: now() })),
    notePageRead: (page) =>
      change(pageKey(page), (kept) =>
        kept === undefined
          ? { kind: "page", key: pageKey(page), page, readAtMs: now(), updatedAtMs: now() }
          : undefined,
      ),
  };
}

/** A run that ended by itself without passing; not one that was stopped by hand or failed through our own fault. */
function isFailedTry(verdict: Verdict): boolean {
  if (verdict.status === "pass") return false;
  const reason = verdict.stopped?.reason;
  return reason !== "stopped" && reason !== "crashed" && reason !== "internal";
}

function untouched(labId: string): LabProgress {
  return {
    kind: "lab",
    key: labKey(labId),
    labId,
    runs: 0,
    failedRuns: 0,
    bestScore: 0,
    solvedAtMs: null,
    solutionSeenAtMs: null,
    updatedAtMs: 0,
  };
}
