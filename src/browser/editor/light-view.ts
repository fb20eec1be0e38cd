import { fill } from "#i18n/fill.ts";
import type { EditorOptions, Place } from "./editor.ts";
import { highlightLines, isPlain } from "./highlight.ts";
import type { Token } from "./scan-typescript.ts";

export type LightView = {
  readonly area: HTMLTextAreaElement;
  readonly render: (code: string, error: Place | null) => void;
  readonly reveal: (line: number) => void;
  readonly dispose: () => void;
};

let made = 0;

/** The element tree of the light editor; `render` touches only the lines that changed. Same shape as `lightEditorHtml`. */
export function createLightView(host: HTMLElement, options: EditorOptions): LightView {
  const id = `code-${++made}`;
  const frame = element("div", "code-frame");
  const scroller = element("div", "code-scroller");
  const sheet = element("div", "code-sheet");
  const shown = element("pre", "code-shown");
  const area = element("textarea", "code-area");
  const help = element("p", "code-help");
  const problem = element("p", "code-problem");

  shown.ariaHidden = "true";
  help.id = `${id}-help`;
  problem.id = `${id}-problem`;
  help.textContent = options.words[options.tabMovesFocus === true ? "editor.help-plain" : "editor.help-light"];
  Object.assign(area, { spellcheck: false, readOnly: options.readOnly === true, rows: 1, wrap: "off" });
  for (const [name, value] of Object.entries(areaAttributes)) area.setAttribute(name, value);
  area.setAttribute("aria-label", options.label);
  area.setAttribute("aria-describedby", `${problem.id} ${help.id}`);

  sheet.append(shown, area);
  scroller.append(sheet);
  frame.append(scroller, problem, help);
  host.replaceChildren(frame);

  let before: readonly (readonly Token[])[] = [];
  let marked: Element | undefined;

  return {
    area,
    render: (code, error) => {
      const lines = highlightLines(code);
      updateLines(shown, before, lines);
      before = lines;
      marked?.classList.remove("code-error");
      marked = error === null ? undefined : shown.children[error.line - 1];
      marked?.classList.add("code-error");
      problem.textContent = error === null ? "" : errorText(options, error);
      area.setAttribute("aria-invalid", String(error !== null));
    },
    reveal: (line) => {
      shown.children[line - 1]?.scrollIntoView({ block: "nearest" });
      scroller.scrollLeft = 0;
    },
    dispose: () => frame.remove(),
  };
}

const areaAttributes = {
  autocapitalize: "off",
  autocomplete: "off",
  autocorrect: "off",
  "data-gramm": "false",
  translate: "no",
};

function updateLines(
  shown: HTMLElement,
  before: readonly (readonly Token[])[],
  lines: readonly (readonly Token[])[],
): void {
  let first = 0;
  while (first < lines.length && first < before.length && sameTokens(lines[first], before[first])) first++;
  let same = 0;
  const most = Math.min(lines.length, before.length) - first;
  while (same < most && sameTokens(lines.at(-1 - same), before.at(-1 - same))) same++;

  const stale = [...shown.children].slice(first, before.length - same);
  const next = shown.children[before.length - same] ?? null;
  for (const line of stale) line.remove();
  for (const tokens of lines.slice(first, lines.length - same)) shown.insertBefore(lineElement(tokens), next);
}

function sameTokens(a: readonly Token[] | undefined, b: readonly Token[] | undefined): boolean {
  if (a === undefined || b === undefined || a.length !== b.length) return false;
  return a.every(({ kind, text }, i) => kind === b[i]?.kind && text === b[i]?.text);
}

function lineElement(tokens: readonly Token[]): HTMLElement {
  const line = element("span", "code-line");
  for (const { kind, text } of tokens) {
    if (isPlain(kind)) line.append(text);
    else line.appendChild(element("span", `code-${kind}`)).textContent = text;
  }
  line.append("\n");
  return line;
}

function errorText({ words }: EditorOptions, { line, message }: Place): string {
  return fill(words["editor.error-line"], { line, message });
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
