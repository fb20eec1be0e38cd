import { type ChangeFeed, createChangeFeed, type KeepChange } from "./change-feed.ts";
import { openDiskStore } from "./disk-store.ts";
import { createDrafts, type Drafts } from "./drafts.ts";
import { createHints, type Hints } from "./hints.ts";
import { createHistory, type History } from "./history.ts";
import type { KeepParts } from "./keep-parts.ts";
import type { SaveOutcome } from "./kept.ts";
import { createPatientStore } from "./patient-store.ts";
import { createPreferences, type Preferences } from "./preferences.ts";
import { createProgress, type ProgressKeep } from "./progress.ts";
import { createQuizAnswers, type QuizAnswers } from "./quiz-answers.ts";
import type { ImportReading } from "./transfer.ts";

/**
 * Everything of the reader that this browser keeps. Saving never throws: what the disk does not take stays in memory while the page is
 * open, is tried again, and the outcome says so.
 */
export type Keep = {
  readonly drafts: Drafts;
  readonly history: History;
  readonly progress: ProgressKeep;
  readonly quizAnswers: QuizAnswers;
  readonly hints: Hints;
  readonly preferences: Preferences;
  /** Told after each write, in this tab and in others; returns how to stop listening. */
  onChange(listener: (change: KeepChange) => void): () => void;
  retry(): Promise<SaveOutcome>;
  /** How the last writing ended: says whether the disk takes what we give it. */
  outcome(): SaveOutcome;
  exportFile(): Promise<Blob>;
  /** Reads and checks a file without writing; the answer shows what it brings and can bring it. */
  readImport(file: Blob): Promise<ImportReading>;
  forgetEverything(): Promise<void>;
};

let opened: Keep | undefined;

/** The keep of this page, one for all that use it. Opens the database when something is first asked of it. */
export function openKeep(): Keep {
  opened ??= createKeep({
    store: createPatientStore(openDiskStore),
    feed: createChangeFeed("siklus-keep"),
    now: Date.now,
    mark: () => Math.random().toString(36).slice(2, 8),
  });
  return opened;
}

export function createKeep(parts: KeepParts): Keep {
  const { store, feed } = parts;
  refreshAfterReturn(feed);
  return {
    drafts: createDrafts(parts),
    history: createHistory(parts),
    progress: createProgress(parts),
    quizAnswers: createQuizAnswers(parts),
    hints: createHints(parts),
    preferences: createPreferences(parts),
    onChange: (listener) => feed.subscribe(listener),
    retry: () => store.retry(),
    outcome: () => store.outcome(),
    exportFile: async () => (await import("./transfer.ts")).exportFile(parts),
    readImport: async (file) => (await import("./transfer.ts")).readImport(parts, file),
    async forgetEverything() {
      await store.clear();
      feed.publish({ store: "everything", key: "" });
    },
  };
}

/** A page that comes back from the back-forward cache has missed what other tabs said. */
function refreshAfterReturn(feed: ChangeFeed): void {
  globalThis.addEventListener?.("pageshow", (event) => {
    if ((event as PageTransitionEvent).persisted) feed.refresh(); // pageshow is a PageTransitionEvent
  });
}
