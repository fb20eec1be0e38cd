import { openKeep } from "#browser/keep/keep.ts";
import { isServed } from "#browser/server/is-served.ts";
import type { Verdict } from "#contract/verdict.ts";
import { createChecksView } from "./checks-view.ts";
import { openCodeKeeper } from "./code-keeper.ts";
import { createCompareView } from "./compare-view.ts";
import { createDraftNotices } from "./draft-notices.ts";
import type { DraftState } from "./draft-state.ts";
import { openEditorChoice } from "./editor-choice.ts";
import { createEditorPlace } from "./editor-place.ts";
import { errorPlace } from "./error-place.ts";
import { part, readLabFacts } from "./lab-facts.ts";
import { openLabHelp } from "./lab-help.ts";
import { createNoticesView } from "./notices-view.ts";
import { createOutputView } from "./output-view.ts";
import { createReplaceCode } from "./replace-code.ts";
import { createRunView } from "./run-view.ts";
import { createRunner } from "./runner.ts";
import { createSavedView } from "./saved-view.ts";
import { createTypesView } from "./types-view.ts";
import { createWiden } from "./widen.ts";
import { sayIn } from "./words.ts";

export type LabView = { act(action: string): void; close(): void };

/** Brings a lab's markup to life: its code, its runs, its help. */
export async function openLabView(root: HTMLElement): Promise<LabView> {
  const facts = readLabFacts(root);
  const say = sayIn(facts.words);
  const keep = openKeep();
  const base = { root, facts, say, keep };
  const host = () => import("#browser/lab-host/lab-host.ts").then(({ labHost }) => labHost());
  const goTo = (place: { readonly line: number; readonly column?: number }) => editors.editor().goTo(place);
  const notices = createNoticesView(part(root, "notices"));
  const replace = createReplaceCode({ say, notices, keeper: () => keeper });
  const draftNotices = createDraftNotices({
    ...base,
    notices,
    keeper: () => keeper,
    replace: (code, said) => void replace({ code, said, reason: "new-starter", starter: facts.starter }),
  });
  const saved = createSavedView(base);
  const checks = createChecksView({ ...base, goTo });
  const runView = createRunView({ ...base, checks, goTo });
  const output = createOutputView({ ...base, goTo });
  const compare = createCompareView({ ...base, code: () => keeper.state().code });
  const types = createTypesView({ ...base, editor: () => editors.editor() });
  const widen = createWiden(root);

  const choice = await openEditorChoice({ root, keep, use: (kind) => editors.use(kind) });
  const showDraft = (state: DraftState) => {
    saved.show(state);
    draftNotices.show(state);
    if (editors.editor().code() !== state.code) editors.editor().setCode(state.code);
  };
  const keeper = await openCodeKeeper({ ...base, ...facts, onState: showDraft });
  const noteRun = async (run: { readonly source: string; readonly verdict: Verdict }) => {
    const { labId, starter } = facts;
    const { source, verdict } = run;
    await Promise.all([
      keep.progress.noteRun({ labId, verdict, isOwnCode: source !== starter }),
      keep.history.addRun({ labId, code: source, verdict }),
    ]);
  };
  const runner = createRunner({
    labId: facts.labId,
    host,
    onState: runView.show,
    onOutput: output.take,
    onVerdict(run) {
      output.end();
      editors.editor().showError(errorPlace(run.verdict));
      void noteRun(run);
      void types.check(run.source);
    },
  });
  const run = () => {
    const source = keeper.state().code;
    if (!runner.run(source)) return;
    output.begin();
    editors.editor().showError(null);
    void keeper.flush();
  };
  const editors = createEditorPlace({
    host: part(root, "editor"),
    kind: choice.kind(),
    code: keeper.state().code,
    editor: { ...facts, label: say("lab.code-of", { title: facts.title }), onRun: run },
    onChange(code) {
      keeper.typed(code);
      compare.codeChanged();
      runner.codeChanged();
    },
    rest: runner.rest,
  });
  const help = await openLabHelp({
    ...base,
    code: () => keeper.state().code,
    take: (code, said) => void replace({ code, said, reason: "restored" }),
  });
  const reset = () =>
    replace({ code: facts.starter, starter: facts.starter, reason: "reset", said: say("lab.reset-done") });

  showDraft(keeper.state());
  // Editor, runtime and charts are heavy: they come when the learner turns to the code, or to the lab.
  onceTurnedTo(part(root, "editor"), editors.wanted);
  onceTurnedTo(root, () => {
    Promise.all([host().then((ready) => ready.warm(facts.labId)), output.warm()]).catch(
      (error: unknown) => console.error(error), // the next run says it in words
    );
  });
  if (isServed())
    void import("#browser/submit/start-submit.ts").then(({ startSubmit }) =>
      startSubmit({ root, facts, say, code: () => keeper.state().code }),
    );
  root.setAttribute("data-ready", "");

  const actions: Readonly<Record<string, () => void>> = {
    run,
    stop: runner.stop,
    reset: () => void reset(),
    compare: () => void compare.toggle(),
    history: () => void help.history.toggle(),
    hint: help.hints.showNext,
    solution: () => void help.solution.toggle(),
    wide: () => {
      part(root, "wide-button").setAttribute("aria-pressed", String(widen.toggle()));
    },
  };
  return {
    act: (action) => actions[action]?.(),
    close() {
      runner.stop();
      void keeper.flush();
      keeper.close();
      choice.close();
      help.close();
      editors.dispose();
    },
  };
}

function onceTurnedTo(place: HTMLElement, then: () => void): void {
  const signs = ["pointerenter", "focusin", "touchstart"];
  const turned = () => {
    for (const sign of signs) place.removeEventListener(sign, turned);
    then();
  };
  if (place.matches(":hover, :focus-within")) then();
  else for (const sign of signs) place.addEventListener(sign, turned, { passive: true });
}
