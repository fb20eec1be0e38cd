import type { CodeKeeper } from "./code-keeper.ts";
import type { DraftState } from "./draft-state.ts";
import type { LabFacts } from "./lab-facts.ts";
import type { NoticesView } from "./notices-view.ts";
import type { Say } from "./words.ts";

/** Says what concerns the learner's code: not saved, changed in another tab, begun from an older starter; with what can be done. */
export function createDraftNotices(options: {
  readonly facts: LabFacts;
  readonly say: Say;
  readonly notices: NoticesView;
  readonly keeper: () => CodeKeeper;
  /** Replaces the code, with a notice that can undo it. */
  readonly replace: (code: string, said: string, starter?: string) => void;
}): { show(state: DraftState): void } {
  const { facts, say, notices, keeper, replace } = options;

  const held = (state: DraftState & { save: { status: "held" } }) => {
    const { outcome } = state.save;
    const text = outcome.status === "full" ? say("keep.full") : say("keep.refused", { detail: outcome.detail });
    notices.put({
      id: "held",
      tone: "bad",
      text,
      actions: [
        { text: say("keep.retry"), act: () => void keeper().flush() },
        { text: say("keep.download"), act: () => download(fileName(facts.labId), keeper().state().code) },
        { text: say("keep.copy"), act: () => void navigator.clipboard.writeText(keeper().state().code) },
      ],
    });
  };
  const conflict = () =>
    notices.put({
      id: "conflict",
      tone: "warn",
      text: say("keep.conflict"),
      actions: [
        { text: say("keep.conflict-mine"), act: () => void keeper().keepMine() },
        { text: say("keep.conflict-theirs"), act: () => void keeper().takeTheirs() },
      ],
    });
  const merge = async () => {
    const { mergeCode } = await import("./merge-code.ts");
    const state = keeper().state();
    const marks = { mine: `// ▼ ${say("lab.merge-mine")}`, theirs: `// ◆ ${say("lab.merge-new")}`, end: "// ▲" };
    const { code, conflicts } = mergeCode({ base: state.starter, mine: state.code, theirs: facts.starter, marks });
    const said = conflicts === 0 ? say("lab.merged") : say("lab.merged-conflicts", { count: conflicts });
    replace(code, said, facts.starter);
  };
  const changedStarter = () =>
    notices.put({
      id: "starter",
      tone: "warn",
      text: say("lab.starter-changed"),
      actions: [
        { text: say("lab.starter-merge"), act: () => void merge() },
        { text: say("lab.starter-keep"), act: () => void keeper().acceptStarter() },
        { text: say("lab.starter-take"), act: () => replace(facts.starter, say("lab.starter-taken"), facts.starter) },
      ],
    });

  return {
    show(state) {
      const { save } = state;
      if (save.status === "held") held({ ...state, save });
      else notices.remove("held");
      if (save.status === "conflict") conflict();
      else notices.remove("conflict");
      if (state.starter !== facts.starter) changedStarter();
      else notices.remove("starter");
    },
  };
}

function fileName(labId: string): string {
  return `${labId.replace("/", "-")}.ts`;
}

function download(name: string, code: string): void {
  const url = URL.createObjectURL(new Blob([code], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
