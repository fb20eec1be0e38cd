import type { KeepParts } from "./keep-parts.ts";
import type { SaveOutcome } from "./kept.ts";

export type Hints = {
  /** How many hints of the lab have been shown; never goes down. */
  shown(labId: string): Promise<number>;
  noteShown(hints: { readonly labId: string; readonly shown: number }): Promise<SaveOutcome>;
};

export function createHints({ store, feed, now }: KeepParts): Hints {
  return {
    shown: async (labId) => (await store.find("hints", labId))?.shown ?? 0,
    async noteShown({ labId, shown }) {
      const outcome = await store.change("hints", labId, (kept) =>
        shown > (kept?.shown ?? 0) ? { labId, shown, updatedAtMs: now() } : undefined,
      );
      feed.publish({ store: "hints", key: labId });
      return outcome;
    },
  };
}
