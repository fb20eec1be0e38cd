import type { ChangeFeed } from "./change-feed.ts";
import type { PatientStore } from "./patient-store.ts";

/** What the parts of the keep share: where things lie, who is told, and what time it is. */
export type KeepParts = {
  readonly store: PatientStore;
  readonly feed: ChangeFeed;
  readonly now: () => number;
  /** A short text that no other entry of the same millisecond has. */
  readonly mark: () => string;
};
