import type { Draft, HintsShown, HistoryEntry, Preference, Progress, QuizAnswer } from "#contract/keep.ts";

/** The stores of the keep and what lies in each. */
export type Kept = {
  readonly drafts: Draft;
  readonly history: HistoryEntry;
  readonly progress: Progress;
  readonly quizAnswers: QuizAnswer;
  readonly hints: HintsShown;
  readonly preferences: Preference;
};
export type StoreName = keyof Kept;
export type KeptRecord = Kept[StoreName];

export const storeNames = ["drafts", "history", "progress", "quizAnswers", "hints", "preferences"] as const;

export const keyPaths = {
  drafts: "labId",
  history: "id",
  progress: "key",
  quizAnswers: "key",
  hints: "labId",
  preferences: "name",
} as const satisfies Readonly<Record<StoreName, string>>;

export function keyOf<N extends StoreName>(store: N, record: Kept[N]): string {
  const fields: Readonly<Record<string, unknown>> = record;
  return String(fields[keyPaths[store]]);
}

/** One record put, or removed where `record` is undefined. */
export type Write = {
  [N in StoreName]: { readonly store: N; readonly key: string; readonly record: Kept[N] | undefined };
}[StoreName];

export function putting<N extends StoreName>(store: N, record: Kept[N]): Write {
  return { store, key: keyOf(store, record), record } as Write; // N ties store and record; the union does not see it
}

/** Why something is not on the disk: no room, or the browser does not let us (private mode, settings, another version open). */
export type SaveOutcome =
  | { readonly status: "saved" }
  | { readonly status: "full" }
  | { readonly status: "refused"; readonly detail: string };
