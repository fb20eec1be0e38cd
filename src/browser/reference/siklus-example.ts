import { createLightEditor } from "#browser/editor/light-editor.ts";
import type { Drawn } from "#browser/figures/draw-figure.ts";
import { labHost } from "#browser/lab-host/lab-host.ts";
import { errorPlace } from "#browser/lab-view/error-place.ts";
import { explainVerdict } from "#browser/lab-view/explain.ts";
import { sayIn } from "#browser/lab-view/words.ts";
import { type ConsoleView, createConsoleView } from "#browser/output/console-view.ts";
import { doorNames } from "#contract/doors.ts";
import type { Verdict } from "#contract/verdict.ts";
import type { wordsOf } from "#i18n/t.ts";
import { exampleLabId } from "#lab/example-lab.ts";

type ExampleWords = ReturnType<
  typeof wordsOf<"reference" | "lab" | "editor" | "console" | "engine" | "std" | "figure">
>;

/** An example of the reference that can be changed and run: the learner's realm without a lab around it. */
export function openExample(root: HTMLElement, words: ExampleWords): { readonly run: () => void } {
  const say = sayIn(words);
  const place = (name: string): HTMLElement => {
    const found = root.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (found === null) throw new Error(`an example has no ${name}`);
    return found;
  };
  const [host, output, status] = [place("editor"), place("output"), place("status")];
  const code = host.querySelector("pre")?.textContent ?? "";
  host.replaceChildren();
  const editor = createLightEditor(host, {
    labId: exampleLabId,
    code: code.trimEnd(),
    label: say("reference.example-of", { name: root.dataset["name"] ?? "" }),
    dataTypes: {},
    doors: doorNames,
    words,
    onRun: () => run(),
  });
  const language = document.documentElement.lang === "id" ? "id" : "en";
  let lines: ConsoleView | undefined;
  let drawing: Promise<void> = Promise.resolve();
  let drawn: Drawn[] = [];
  let isBusy = false;

  const show = (verdict: Verdict): void => {
    editor.showError(errorPlace(verdict));
    if (verdict.stopped === undefined) {
      status.textContent = output.hidden ? say("reference.ran-silent") : "";
      return;
    }
    const { title, detail, place: at } = explainVerdict({ verdict, why: null, words });
    const line = at === undefined ? "" : ` ${say("lab.line", { line: at.line })}.`;
    status.textContent = `${say(title.key, title.facts)} ${detail ?? ""}${line}`.replaceAll("`", "");
    status.dataset["tone"] = "bad";
  };
  const run = (): void => {
    if (isBusy) return;
    isBusy = true;
    output.hidden = true;
    lines?.clear();
    for (const figure of drawn) figure.dispose();
    drawn = [];
    delete status.dataset["tone"];
    status.textContent = say("reference.running");
    const { done } = labHost().run({ labId: exampleLabId, source: editor.code() }, (event) => {
      if (event.kind === "show") {
        output.hidden = false;
        drawing = drawing
          .then(async () => {
            const { drawFigure } = await import("#browser/figures/draw-figure.ts");
            drawn.push(await drawFigure(output, event.figure, { language, text: words }));
          })
          .catch((error: unknown) => console.error(error)); // the next figure is still drawn
      }
      if (event.kind !== "console") return;
      output.hidden = false;
      lines ??= createConsoleView(output, words, { goTo: editor.goTo });
      lines.append(event);
    });
    done
      .then(show, (error: unknown) => {
        status.dataset["tone"] = "bad";
        status.textContent = `${say("lab.ended-host")} ${String(error)}`;
      })
      .finally(() => {
        isBusy = false;
      });
  };
  return { run };
}
