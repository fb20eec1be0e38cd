import type { Keep } from "#browser/keep/keep.ts";
import { cloneWords, type LabFacts, part } from "./lab-facts.ts";
import { solutionAccess } from "./solution-policy.ts";
import type { Say } from "./words.ts";

export type SolutionView = { toggle(): Promise<void>; refresh(): Promise<void> };

/** The solution: closed until the lab is solved or tried often enough, and it says so; kept out of sight until asked for. */
export function createSolutionView(options: {
  root: HTMLElement;
  facts: LabFacts;
  say: Say;
  keep: Keep;
}): SolutionView {
  const { root, facts, say, keep } = options;
  const [button, note, place] = [part(root, "solution-button"), part(root, "solution-note"), part(root, "solution")];

  const access = async () =>
    solutionAccess({ solutionAfterRuns: facts.solutionAfterRuns, progress: await keep.progress.lab(facts.labId) });
  const refresh = async () => {
    const now = await access();
    button.setAttribute("aria-disabled", String(now.status === "closed"));
    note.textContent =
      now.status === "closed"
        ? say("lab.solution-closed", { count: now.triesLeft })
        : say(`lab.solution-open-${now.because}`);
  };
  return {
    refresh,
    async toggle() {
      if ((await access()).status === "closed") return;
      if (place.childElementCount === 0) {
        const solution = cloneWords(root, "solution", "");
        if (solution !== undefined) place.append(solution);
      }
      place.hidden = !place.hidden;
      button.setAttribute("aria-expanded", String(!place.hidden));
      button.textContent = say(place.hidden ? "lab.solution-show" : "lab.solution-hide");
      if (!place.hidden) await keep.progress.noteSolutionSeen(facts.labId);
      await refresh();
    },
  };
}
