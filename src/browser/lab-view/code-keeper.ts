import { askToPersist } from "#browser/keep/ask-to-persist.ts";
import type { Keep } from "#browser/keep/keep.ts";
import type { AsideReason } from "#contract/keep.ts";
import { type DraftEvent, type DraftState, nextDraftState, openedDraft } from "./draft-state.ts";

/** Pause in the typing after which it is saved. */
const saveAfterMs = 300;
/** How long until a save that failed is tried again without being asked. */
const retryAfterMs = 15_000;

export type CodeKeeper = {
  state(): DraftState;
  typed(code: string): void;
  /** Puts other code in the place of the learner's, which goes to the history first. */
  replace(options: { readonly code: string; readonly reason: AsideReason; readonly starter?: string }): Promise<void>;
  /** Leaves the code as it is and takes the lab's present starter as its base. */
  acceptStarter(): Promise<void>;
  takeTheirs(): Promise<void>;
  keepMine(): Promise<void>;
  /** Saves at once what is waiting. */
  flush(): Promise<void>;
  close(): void;
};

/** Keeps a lab's code: saved as one types, in agreement with other tabs. `onState` hears of each step. */
export async function openCodeKeeper(options: {
  readonly keep: Keep;
  readonly labId: string;
  readonly labVersion: number;
  readonly starter: string;
  readonly onState: (state: DraftState) => void;
}): Promise<CodeKeeper> {
  const { keep, labId, labVersion, starter } = options;
  let state = openedDraft({ draft: await keep.drafts.find(labId), starter });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> = Promise.resolve();

  const step = (event: DraftEvent) => {
    const next = nextDraftState(state, event);
    if (next === state) return;
    state = next;
    options.onState(state);
  };
  const later = (delayMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), delayMs);
  };
  const isToSave = () => state.save.status === "waiting" || state.save.status === "held";
  const save = async () => {
    if (!isToSave()) return;
    const { code, revision } = state;
    const result = await keep.drafts.save({ labId, labVersion, code, starter: state.starter, basedOn: revision });
    if (result.status === "conflict") {
      await keep.history.putAside({ labId, code, reason: "other-tab" });
      step({ kind: "conflict", theirs: result.theirs });
    } else if (result.status === "saved") {
      step({ kind: "saved", draft: result.draft });
      void askToPersist({ mayPrompt: false });
    } else step({ kind: "held", draft: result.draft, outcome: result.outcome });
    if (isToSave()) later(result.status === "held" ? retryAfterMs : saveAfterMs);
  };
  const flush = () => {
    clearTimeout(timer);
    saving = saving.then(save);
    return saving;
  };
  const leaving = () => {
    if (document.visibilityState === "hidden") void flush();
  };
  const stopListening = keep.onChange(async ({ store, key, from }) => {
    const isOurs = store === "everything" || (store === "drafts" && key === labId && from === "elsewhere");
    if (isOurs) step({ kind: "elsewhere", draft: await keep.drafts.find(labId), starter });
  });
  globalThis.document?.addEventListener("visibilitychange", leaving);
  globalThis.addEventListener?.("pagehide", flush);

  return {
    state: () => state,
    typed(code) {
      if (code === state.code) return;
      step({ kind: "typed", code });
      later(saveAfterMs);
    },
    async replace({ code, reason, starter: base }) {
      await keep.history.putAside({ labId, code: state.code, reason });
      if (base !== undefined) step({ kind: "accepts-starter", starter: base });
      step({ kind: "typed", code });
      await flush();
    },
    async acceptStarter() {
      step({ kind: "accepts-starter", starter });
      await flush();
    },
    async takeTheirs() {
      await keep.history.putAside({ labId, code: state.code, reason: "other-tab" });
      step({ kind: "took-theirs" });
    },
    async keepMine() {
      if (state.save.status !== "conflict") return;
      await keep.history.putAside({ labId, code: state.save.theirs.code, reason: "other-tab" });
      step({ kind: "keeps-mine" });
      await flush();
    },
    flush,
    close() {
      clearTimeout(timer);
      stopListening();
      globalThis.document?.removeEventListener("visibilitychange", leaving);
      globalThis.removeEventListener?.("pagehide", flush);
    },
  };
}
