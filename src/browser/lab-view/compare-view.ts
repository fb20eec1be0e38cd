import { type LabFacts, part } from "./lab-facts.ts";
import type { Say } from "./words.ts";

export type CompareView = { toggle(): Promise<void>; codeChanged(): void };

const refreshAfterMs = 400;

/** What the learner has changed since the starter; follows the typing while it is open. */
export function createCompareView(options: {
  root: HTMLElement;
  facts: LabFacts;
  say: Say;
  code: () => string;
}): CompareView {
  const { root, facts, say, code } = options;
  const [panel, place, button] = [part(root, "compare"), part(root, "compare-lines"), part(root, "compare-button")];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = async () => {
    const { comparison } = await import("./comparison.ts");
    place.replaceChildren(comparison({ before: facts.starter, after: code(), say }));
  };
  return {
    async toggle() {
      panel.hidden = !panel.hidden;
      button.setAttribute("aria-expanded", String(!panel.hidden));
      if (!panel.hidden) await show();
    },
    codeChanged() {
      clearTimeout(timer);
      if (!panel.hidden) timer = setTimeout(() => void show(), refreshAfterMs);
    },
  };
}
