import { fill } from "#i18n/fill.ts";
import { type ConsoleLine, lineText, newest } from "./console-line.ts";
import type { ConsoleWords } from "./console-words.ts";
import { inspectedTree } from "./inspected-tree.ts";

export type ConsoleView = {
  readonly append: (line: ConsoleLine) => void;
  readonly clear: () => void;
  /** Everything shown, as plain text. */
  readonly text: () => string;
};

type Options = {
  /** Jumps to the learner's line; without it the line is text. */
  readonly goTo?: (place: { readonly line: number; readonly column?: number }) => void;
};

/** Lines that stay; older ones go and their number is said. */
const maxLines = 500;

/** Shows what learner code logs, as text and trees, never as markup. Lines of one frame go in together. */
export function createConsoleView(host: HTMLElement, words: ConsoleWords, options: Options = {}): ConsoleView {
  const log = document.createElement("div");
  log.className = "console";
  log.setAttribute("role", "log");
  log.setAttribute("aria-label", words["console.label"]);
  log.tabIndex = 0;
  const note = document.createElement("p");
  note.className = "console-note";
  note.hidden = true;
  const list = document.createElement("ol");
  list.className = "console-lines";
  log.append(note, list);
  host.append(log);

  let shown: readonly ConsoleLine[] = [];
  let waiting: ConsoleLine[] = [];
  let dropped = 0;
  let frame = 0;

  const flush = () => {
    frame = 0;
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 8;
    const fresh = newest(waiting, maxLines);
    list.append(...fresh.kept.map((line) => lineElement(line, words, options)));
    const all = newest([...shown, ...fresh.kept], maxLines);
    for (let i = 0; i < all.dropped; i++) list.firstElementChild?.remove();
    dropped += fresh.dropped + all.dropped;
    shown = all.kept;
    waiting = [];
    note.hidden = dropped === 0;
    note.textContent = fill(words["console.left-out"], { count: dropped });
    if (isAtEnd) log.scrollTop = log.scrollHeight;
  };

  return {
    append: (line) => {
      waiting.push(line);
      if (waiting.length > 2 * maxLines) {
        dropped += maxLines;
        waiting = waiting.slice(maxLines);
      }
      if (frame === 0) frame = requestAnimationFrame(flush);
    },
    clear: () => {
      cancelAnimationFrame(frame);
      frame = 0;
      shown = [];
      waiting = [];
      dropped = 0;
      note.hidden = true;
      list.replaceChildren();
    },
    text: () => [...shown, ...waiting].map(lineText).join("\n"),
  };
}

function lineElement(line: ConsoleLine, words: ConsoleWords, { goTo }: Options): HTMLElement {
  const element = document.createElement("li");
  element.className = "console-line";
  Object.assign(element.dataset, { level: line.level });
  if (line.level !== "log") {
    const level = element.appendChild(document.createElement("span"));
    level.className = "console-level";
    level.textContent = words[`console.level-${line.level}`];
  }
  const body = element.appendChild(document.createElement("span"));
  body.className = "console-items";
  for (const [i, item] of line.items.entries()) body.append(...(i > 0 ? [" "] : []), inspectedTree(item, words));
  if (line.place !== undefined) element.append(placeElement(line.place, words, goTo));
  return element;
}

function placeElement(
  place: NonNullable<ConsoleLine["place"]>,
  words: ConsoleWords,
  goTo: Options["goTo"],
): HTMLElement {
  const element = document.createElement(goTo === undefined ? "span" : "button");
  element.className = "console-place";
  element.textContent = fill(words["console.line"], { line: place.line });
  if (element instanceof HTMLButtonElement) element.type = "button";
  if (goTo !== undefined) element.addEventListener("click", () => goTo(place));
  return element;
}
