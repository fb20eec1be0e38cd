import type { Drawn } from "#browser/figures/draw-figure.ts";
import type { ConsoleView } from "#browser/output/console-view.ts";
import type { Figure } from "#contract/figure.ts";
import type { RealmOutput } from "#contract/sandbox.ts";
import { type LabFacts, part } from "./lab-facts.ts";
import type { Say } from "./words.ts";

export type OutputView = {
  /** Fetches what the output of a run is shown with, before it is wanted. */
  warm(): Promise<void>;
  begin(): void;
  take(output: RealmOutput): void;
  end(): void;
};

/** Console and figures of a run. What the last run showed stays until the new one shows something or ends, so that nothing jumps. */
export function createOutputView(options: {
  readonly root: HTMLElement;
  readonly facts: LabFacts;
  readonly say: Say;
  readonly goTo: (place: { readonly line: number; readonly column?: number }) => void;
}): OutputView {
  const { root, facts, say, goTo } = options;
  const [section, consolePlace, figuresPlace] = [part(root, "output"), part(root, "console"), part(root, "figures")];
  const leftOut = part(root, "left-out");
  let lines: Promise<ConsoleView> | undefined;
  let drawn: Drawn[] = [];
  let isStale = false;
  let figures = { count: 0 };
  let drawing: Promise<void> = Promise.resolve();

  const clearStale = () => {
    if (!isStale) return;
    isStale = false;
    void lines?.then((view) => view.clear());
    for (const figure of drawn) figure.dispose();
    drawn = [];
    consolePlace.hidden = true;
    leftOut.hidden = true;
  };
  const openConsole = () =>
    import("#browser/output/console-view.ts").then(({ createConsoleView }) =>
      createConsoleView(consolePlace, facts.words, { goTo }),
    );
  const draw = async (figure: Figure, of: { count: number }) => {
    const { drawFigure } = await import("#browser/figures/draw-figure.ts");
    await nextFrame();
    if (of !== figures) return;
    drawn.push(await drawFigure(figuresPlace, figure, { language: facts.language, text: facts.words }));
  };

  return {
    async warm() {
      const [{ warmCharts }] = await Promise.all([
        import("#browser/figures/draw-figure.ts"),
        import("#browser/output/console-view.ts"),
      ]);
      await warmCharts();
    },
    begin() {
      isStale = true;
      figures = { count: 0 };
      figuresPlace.style.minBlockSize = `${figuresPlace.offsetHeight}px`;
    },
    take(output) {
      if (output.kind === "progress") return;
      clearStale();
      section.hidden = false;
      if (output.kind === "console") {
        consolePlace.hidden = false;
        lines ??= openConsole();
        void lines.then((view) => view.append(output));
      } else if (output.kind === "left-out") {
        leftOut.hidden = false;
        leftOut.textContent = say("lab.left-out", { lines: output.lines, figures: output.figures });
      } else {
        const of = figures;
        of.count++;
        drawing = drawing.then(() => draw(output.figure, of)).catch((error: unknown) => console.error(error));
      }
    },
    end() {
      clearStale();
      void drawing.then(() => {
        figuresPlace.style.minBlockSize = "";
        if (figures.count === 0 && consolePlace.hidden) section.hidden = true;
      });
    },
  };
}

/** One figure a frame: drawing many at once would hold the page up. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    if (document.visibilityState === "hidden") setTimeout(resolve);
    else requestAnimationFrame(() => resolve());
  });
}
