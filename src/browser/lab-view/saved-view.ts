import { build } from "#browser/dom/build.ts";
import type { DraftState } from "./draft-state.ts";
import { type LabFacts, part } from "./lab-facts.ts";
import type { Say } from "./words.ts";

/** The mark beside the code that says whether, and when, it was saved. */
export function createSavedView(options: { root: HTMLElement; facts: LabFacts; say: Say }): {
  show(state: DraftState): void;
} {
  const { root, facts, say } = options;
  const place = part(root, "saved");
  const time = new Intl.DateTimeFormat(facts.language, { hour: "2-digit", minute: "2-digit" });
  const text = (save: DraftState["save"]): string => {
    switch (save.status) {
      case "untouched":
        return "";
      case "waiting":
        return say("keep.saving");
      case "saved":
        return say("keep.saved", { time: time.format(save.atMs) });
      case "held":
      case "conflict":
        return say("keep.not-saved");
    }
  };
  return {
    show({ save }) {
      place.dataset["save"] = save.status;
      place.replaceChildren(
        build("span", { className: "lab-saved-dot", attributes: { "aria-hidden": "true" } }),
        text(save),
      );
    },
  };
}
