import { build, buildButton } from "#browser/dom/build.ts";
import type { Keep } from "#browser/keep/keep.ts";
import type { HistoryEntry } from "#contract/keep.ts";
import { type LabFacts, part } from "./lab-facts.ts";
import type { Say } from "./words.ts";

export type HistoryView = { toggle(): Promise<void>; refresh(): Promise<void> };

/** Earlier runs and code put aside, each with its time and what became of it; any of them can be looked at and taken back. */
export function createHistoryView(options: {
  readonly root: HTMLElement;
  readonly facts: LabFacts;
  readonly say: Say;
  readonly keep: Keep;
  readonly code: () => string;
  readonly take: (code: string, said: string) => void;
}): HistoryView {
  const { root, facts, say, keep, code, take } = options;
  const [panel, list, button] = [part(root, "history"), part(root, "history-list"), part(root, "history-button")];
  const time = new Intl.DateTimeFormat(facts.language, { dateStyle: "medium", timeStyle: "short" });

  const item = (entry: HistoryEntry) => {
    const when = time.format(entry.atMs);
    const place = build("div");
    const details = build("details", {}, [
      build("summary", {}, [
        build("time", { className: "figures" }, [when]),
        " ",
        build("span", {}, [outcomeOf(entry, say)]),
      ]),
      place,
      buildButton({
        text: say("lab.history-take"),
        className: "button small",
        onPress: () => take(entry.code, say("lab.history-taken", { time: when })),
      }),
    ]);
    details.addEventListener("toggle", async () => {
      if (!details.open) return;
      const { comparison } = await import("./comparison.ts");
      place.replaceChildren(comparison({ before: entry.code, after: code(), say }));
    });
    return build("li", {}, [details]);
  };
  const refresh = async () => {
    if (panel.hidden) return;
    const entries = await keep.history.of(facts.labId);
    list.replaceChildren(...(entries.length === 0 ? [build("li", {}, [say("lab.history-empty")])] : entries.map(item)));
  };
  return {
    refresh,
    async toggle() {
      panel.hidden = !panel.hidden;
      button.setAttribute("aria-expanded", String(!panel.hidden));
      await refresh();
    },
  };
}

function outcomeOf(entry: HistoryEntry, say: Say): string {
  if (entry.kind === "aside") return say(`lab.aside-${entry.reason}`);
  const { verdict } = entry;
  if (verdict.stopped !== undefined) return say(`lab.run-${verdict.stopped.reason}`);
  const passed = verdict.checks.filter(({ status }) => status === "pass").length;
  return say("lab.run-checked", { passed, count: verdict.checks.length });
}
