import { build, richText } from "#browser/dom/build.ts";
import type { ChecksView } from "./checks-view.ts";
import { type Explained, explainVerdict } from "./explain.ts";
import { type LabFacts, part } from "./lab-facts.ts";
import { lineButton } from "./line-button.ts";
import { isBusy, type RunState } from "./run-state.ts";
import type { Say } from "./words.ts";

/** A run shorter than this shows its result alone: no flicker of phases, nothing extra read aloud. */
const quietForMs = 250;

export type RunView = { show(state: RunState): void };

/** Buttons, status line, progress and verdict of a run. */
export function createRunView(options: {
  readonly root: HTMLElement;
  readonly facts: LabFacts;
  readonly say: Say;
  readonly checks: ChecksView;
  readonly goTo: (place: { readonly line: number; readonly column?: number }) => void;
}): RunView {
  const { root, facts, say, checks, goTo } = options;
  const [runButton, stopButton, status, verdict, progress] = ["run", "stop", "status", "verdict", "progress"].map(
    (name) => part(root, name),
  ) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLElement]; // as many as names
  let quiet: ReturnType<typeof setTimeout> | undefined;

  /** `aside`: what stands in the verdict is only read aloud. */
  const sayStatus = (text: string, aside = false) => {
    status.classList.toggle("visually-hidden", aside);
    if (status.textContent !== text) status.textContent = text;
  };
  const showButtons = (busy: boolean) => {
    if (!busy && stopButton.contains(document.activeElement)) runButton.focus({ preventScroll: true });
    runButton.setAttribute("aria-disabled", String(busy));
    stopButton.hidden = !busy;
    root.toggleAttribute("data-busy", busy);
  };
  const showProgress = (state: RunState) => {
    const known = state.status === "running" ? state.progress : null;
    progress.hidden = known === null;
    if (known === null) return;
    const bar = progress.querySelector("progress");
    if (bar !== null) bar.value = known.fraction;
    part(progress, "progress-text").textContent =
      known.text || say("lab.progress", { percent: Math.round(known.fraction * 100) });
  };
  const showVerdict = (explained: Explained, score: number | null) => {
    const { tone, title, detail, place, remedy } = explained;
    const said = say(title.key, title.facts);
    const machine = [
      ...(detail === undefined ? [] : [build("code", {}, [detail])]),
      ...(place === undefined ? [] : [lineButton({ place, say, goTo })]),
    ];
    verdict.dataset["tone"] = tone;
    verdict.hidden = false;
    verdict.replaceChildren(
      build("p", { className: "lab-verdict-title" }, richText(said)),
      ...(machine.length === 0 ? [] : [build("p", { className: "lab-detail" }, machine)]),
      ...(remedy === undefined ? [] : [build("p", {}, richText(say(remedy.key, remedy.facts)))]),
      ...(score === null ? [] : [scoreLine(score)]),
    );
    const plain = said.replaceAll("`", "");
    sayStatus(place === undefined ? plain : `${plain} ${say("lab.line", { line: place.line })}.`, true);
  };
  const scoreLine = (score: number) =>
    build("p", { className: "lab-score figures" }, [
      say("lab.score", { percent: Math.round(score * 100) }),
      " ",
      build("span", { className: "tag" }, [say("lab.practice")]),
      " ",
      build("span", { className: "lab-practice" }, [say("lab.practice-why")]),
    ]);

  return {
    show(state) {
      showButtons(isBusy(state));
      showProgress(state);
      clearTimeout(quiet);
      verdict.toggleAttribute("data-outdated", state.status === "done" && state.isOutdated);
      switch (state.status) {
        case "idle":
          return;
        case "running":
          if (state.phase === "starting" && state.checks.length === 0) verdict.setAttribute("data-outdated", "");
          quiet = setTimeout(() => sayStatus(say(`lab.phase-${state.phase}`)), quietForMs);
          checks.show(state.checks);
          return;
        case "stopping":
          return sayStatus(say("lab.stopping"));
        case "cancelled":
          return showVerdict(
            { tone: "plain", title: { key: state.why === "other-lab" ? "lab.stopped-other" : "lab.stopped" } },
            null,
          );
        case "failed":
          return showVerdict(
            {
              tone: "warn",
              title: { key: "lab.ended-host" },
              remedy: { key: "lab.ended-host-remedy" },
              detail: state.detail,
            },
            null,
          );
        case "done":
          if (state.isOutdated) return sayStatus(say("lab.outdated"));
          checks.show(state.verdict.checks, { ended: state.verdict.stopped !== undefined });
          showVerdict(
            explainVerdict({ verdict: state.verdict, why: state.why, words: facts.words }),
            state.verdict.stopped === undefined ? state.verdict.score : null,
          );
      }
    },
  };
}
