import type { AsideReason, HistoryEntry } from "#contract/keep.ts";
import type { Verdict } from "#contract/verdict.ts";
import { historyId, historyPrefix } from "./history-id.ts";
import type { KeepParts } from "./keep-parts.ts";
import { putting, type SaveOutcome, type Write } from "./kept.ts";

/** For each lab and kind of entry; older ones give way. */
export const historyLength = 50;

export type History = {
  /** The newest first. */
  of(labId: string): Promise<readonly HistoryEntry[]>;
  addRun(run: { readonly labId: string; readonly code: string; readonly verdict: Verdict }): Promise<SaveOutcome>;
  /** Keeps code that is about to be replaced. */
  putAside(aside: {
    readonly labId: string;
    readonly code: string;
    readonly reason: AsideReason;
  }): Promise<SaveOutcome>;
};

export function createHistory({ store, feed, now, mark }: KeepParts): History {
  const add = async (entry: HistoryEntry): Promise<SaveOutcome> => {
    const kept = await store.list("history", historyPrefix(entry.labId));
    const sameKind = kept.filter((each) => each.kind === entry.kind);
    const tooMany = sameKind.slice(0, Math.max(0, sameKind.length + 1 - historyLength));
    const removals: readonly Write[] = tooMany.map(({ id }) => ({ store: "history", key: id, record: undefined }));
    const outcome = await store.write([putting("history", entry), ...removals]);
    feed.publish({ store: "history", key: entry.id });
    return outcome;
  };
  const stamp = (labId: string) => {
    const atMs = now();
    return { id: historyId({ labId, atMs, suffix: mark() }), labId, atMs };
  };
  return {
    of: async (labId) => [...(await store.list("history", historyPrefix(labId)))].reverse(),
    addRun: ({ labId, code, verdict }) => add({ kind: "run", ...stamp(labId), code, verdict }),
    putAside: ({ labId, code, reason }) => add({ kind: "aside", ...stamp(labId), code, reason }),
  };
}
