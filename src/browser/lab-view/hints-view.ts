import type { Keep } from "#browser/keep/keep.ts";
import { type LabFacts, part } from "./lab-facts.ts";
import type { Say } from "./words.ts";

export type HintsView = { showNext(): void; refresh(): Promise<void> };

/** Hints in steps: one more at each press; how many were shown is kept. */
export function createHintsView(options: { root: HTMLElement; facts: LabFacts; say: Say; keep: Keep }): HintsView {
  const { root, facts, say, keep } = options;
  const button = part(root, "hint-button");
  const hints = [...part(root, "hints").querySelectorAll<HTMLDetailsElement>("details")];
  let shown = 0;

  const show = (count: number) => {
    shown = Math.min(Math.max(shown, count), hints.length);
    hints.forEach((hint, i) => {
      hint.hidden = i >= shown;
    });
    button.hidden = shown === hints.length;
    button.textContent = say(shown === 0 ? "lab.hint-first" : "lab.hint-next", {
      number: shown + 1,
      count: hints.length,
    });
  };
  show(0);
  return {
    showNext() {
      show(shown + 1);
      const hint = hints[shown - 1];
      if (hint === undefined) return;
      hint.open = true;
      hint.querySelector("summary")?.focus();
      void keep.hints.noteShown({ labId: facts.labId, shown });
    },
    refresh: async () => show(await keep.hints.shown(facts.labId)),
  };
}
