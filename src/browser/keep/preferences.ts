import type { Preference } from "#contract/keep.ts";
import type { KeepParts } from "./keep-parts.ts";
import type { SaveOutcome } from "./kept.ts";

export type Preferences = {
  find(name: string): Promise<Preference["value"] | undefined>;
  save(preference: Pick<Preference, "name" | "value">): Promise<SaveOutcome>;
};

export function createPreferences({ store, feed, now }: KeepParts): Preferences {
  return {
    find: async (name) => (await store.find("preferences", name))?.value,
    async save({ name, value }) {
      const outcome = await store.change("preferences", name, () => ({ name, value, updatedAtMs: now() }));
      feed.publish({ store: "preferences", key: name });
      return outcome;
    },
  };
}
