import type { SaveOutcome } from "#browser/keep/kept.ts";
import type { Draft } from "#contract/keep.ts";

/** Where a lab's code stands between the editor, the disk and other tabs. */
export type DraftState = {
  readonly code: string;
  /** The starter that the code began from; another one means that the lab has changed since. */
  readonly starter: string;
  /** The revision on the disk that the code builds on; null when there is none. */
  readonly revision: number | null;
  readonly save:
    | { readonly status: "untouched" }
    | { readonly status: "waiting" }
    | { readonly status: "saved"; readonly atMs: number }
    | { readonly status: "held"; readonly outcome: Exclude<SaveOutcome, { status: "saved" }> }
    | { readonly status: "conflict"; readonly theirs: Draft };
};

export type DraftEvent =
  | { readonly kind: "typed"; readonly code: string }
  | { readonly kind: "saved"; readonly draft: Draft }
  | { readonly kind: "held"; readonly draft: Draft; readonly outcome: Exclude<SaveOutcome, { status: "saved" }> }
  | { readonly kind: "conflict"; readonly theirs: Draft }
  /** What is kept now, after another tab (or an import) wrote it; undefined when all was forgotten. */
  | { readonly kind: "elsewhere"; readonly draft: Draft | undefined; readonly starter: string }
  | { readonly kind: "took-theirs" }
  | { readonly kind: "keeps-mine" }
  | { readonly kind: "accepts-starter"; readonly starter: string };

export function openedDraft(options: { readonly draft: Draft | undefined; readonly starter: string }): DraftState {
  const { draft, starter } = options;
  if (draft === undefined) return { code: starter, starter, revision: null, save: { status: "untouched" } };
  // Code that was never changed follows the starter by itself.
  const code = draft.code === draft.starter ? starter : draft.code;
  return {
    code,
    starter: draft.code === draft.starter ? starter : draft.starter,
    revision: draft.revision,
    save: { status: "saved", atMs: draft.savedAtMs },
  };
}

function hasUnsaved(state: DraftState): boolean {
  return state.save.status === "waiting" || state.save.status === "held" || state.save.status === "conflict";
}

export function nextDraftState(state: DraftState, event: DraftEvent): DraftState {
  switch (event.kind) {
    case "typed":
      if (event.code === state.code) return state;
      return {
        ...state,
        code: event.code,
        save: state.save.status === "conflict" ? state.save : { status: "waiting" },
      };
    case "saved":
      return afterSave({ ...state, revision: event.draft.revision }, event.draft, {
        status: "saved",
        atMs: event.draft.savedAtMs,
      });
    case "held":
      return afterSave(state, event.draft, { status: "held", outcome: event.outcome });
    case "conflict":
      return { ...state, save: { status: "conflict", theirs: event.theirs } };
    case "elsewhere":
      return afterElsewhere(state, event.draft, event.starter);
    case "took-theirs":
      return state.save.status === "conflict" ? openedAs(state.save.theirs) : state;
    case "keeps-mine":
      if (state.save.status !== "conflict") return state;
      return { ...state, revision: state.save.theirs.revision, save: { status: "waiting" } };
    case "accepts-starter":
      return {
        ...state,
        starter: event.starter,
        save: state.save.status === "conflict" ? state.save : { status: "waiting" },
      };
  }
}

/** Code typed while a save was under way is still to be saved. */
function afterSave(state: DraftState, draft: Draft, save: DraftState["save"]): DraftState {
  if (state.save.status === "conflict") return state;
  const isCurrent = draft.code === state.code && draft.starter === state.starter;
  return { ...state, save: isCurrent ? save : { status: "waiting" } };
}

function afterElsewhere(state: DraftState, draft: Draft | undefined, starter: string): DraftState {
  if (draft === undefined) {
    return hasUnsaved(state)
      ? { ...state, revision: null, save: { status: "waiting" } }
      : openedDraft({ draft, starter });
  }
  if (draft.revision === state.revision && state.save.status !== "conflict") return state;
  if (draft.code === state.code) return openedAs(draft);
  return hasUnsaved(state) ? { ...state, save: { status: "conflict", theirs: draft } } : openedAs(draft);
}

function openedAs(draft: Draft): DraftState {
  return {
    code: draft.code,
    starter: draft.starter,
    revision: draft.revision,
    save: { status: "saved", atMs: draft.savedAtMs },
  };
}
