import type { Draft } from "#contract/keep.ts";
import type { KeepParts } from "./keep-parts.ts";
import type { SaveOutcome } from "./kept.ts";

type DraftToSave = {
  readonly labId: string;
  readonly code: string;
  readonly starter: string;
  readonly labVersion: number;
  /** The revision that this code began from; null when none was kept. */
  readonly basedOn: number | null;
};

/**
 * `conflict`: another tab saved other code in between, nothing was written. `held`: the disk did not take it, so the next save is based
 * on the same revision as this one.
 */
type DraftSave =
  | { readonly status: "conflict"; readonly theirs: Draft }
  | { readonly status: "saved"; readonly draft: Draft }
  | { readonly status: "held"; readonly draft: Draft; readonly outcome: Exclude<SaveOutcome, { status: "saved" }> };

export type Drafts = {
  find(labId: string): Promise<Draft | undefined>;
  save(draft: DraftToSave): Promise<DraftSave>;
};

export function createDrafts({ store, feed, now }: KeepParts): Drafts {
  return {
    find: (labId) => store.find("drafts", labId),
    async save({ basedOn, ...wanted }) {
      const fresh = (revision: number): Draft => ({ ...wanted, revision: revision + 1, savedAtMs: now() });
      let result: Draft = fresh(basedOn ?? 0);
      let theirs: Draft | undefined;
      const outcome = await store.change("drafts", wanted.labId, (kept) => {
        theirs = kept !== undefined && kept.revision !== basedOn && kept.code !== wanted.code ? kept : undefined;
        if (theirs !== undefined) return undefined;
        result = fresh(kept?.revision ?? basedOn ?? 0);
        return result;
      });
      if (theirs !== undefined) return { status: "conflict", theirs };
      feed.publish({ store: "drafts", key: wanted.labId });
      return outcome.status === "saved"
        ? { status: "saved", draft: result }
        : { status: "held", draft: result, outcome };
    },
  };
}
