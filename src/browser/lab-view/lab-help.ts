import type { Keep } from "#browser/keep/keep.ts";
import { createHintsView, type HintsView } from "./hints-view.ts";
import { createHistoryView, type HistoryView } from "./history-view.ts";
import { type LabFacts, part } from "./lab-facts.ts";
import { createSolutionView, type SolutionView } from "./solution-view.ts";
import type { Say } from "./words.ts";

export type LabHelp = { hints: HintsView; solution: SolutionView; history: HistoryView; close(): void };

/** Hints, solution and history, kept in step with what was kept here and in other tabs. */
export async function openLabHelp(options: {
  readonly root: HTMLElement;
  readonly facts: LabFacts;
  readonly say: Say;
  readonly keep: Keep;
  readonly code: () => string;
  readonly take: (code: string, said: string) => void;
}): Promise<LabHelp> {
  const { root, facts, keep } = options;
  const hints = createHintsView(options);
  const solution = createSolutionView(options);
  const history = createHistoryView(options);
  const solved = part(root, "solved");

  const showSolved = async () => {
    solved.hidden = (await keep.progress.lab(facts.labId))?.solvedAtMs == null;
  };
  const refreshers = {
    progress: () => Promise.all([showSolved(), solution.refresh()]),
    hints: hints.refresh,
    history: history.refresh,
  } as const;
  const refreshAll = () => Promise.all(Object.values(refreshers).map((refresh) => refresh()));
  const close = keep.onChange(({ store }) => {
    if (store === "everything") void refreshAll();
    else if (store in refreshers) void refreshers[store as keyof typeof refreshers](); // checked on the line
  });
  await refreshAll();
  return { hints, solution, history, close };
}
