import { breakLine, closeBracket, type Edit, indentLines, outdentLines, toggleComment } from "./edit-lines.ts";
import type { CodeSelection, Diagnostic, Editor, EditorOptions, Place } from "./editor.ts";
import { createLightView } from "./light-view.ts";
import { lineOffset } from "./line-offset.ts";

/** A small editor: the browser's own text area over the same text highlighted. Touch, screen readers and undo work natively. */
export function createLightEditor(host: HTMLElement, options: EditorOptions): Editor {
  const view = createLightView(host, options);
  const { area } = view;
  const listeners = new Set<(code: string) => void>();
  let error: Place | null = null;
  let leaving = false; // Escape was the last key: Tab leaves the editor
  let editing = false; // an edit of ours is going in

  area.value = options.code;
  view.render(area.value, error);

  const apply = (edit: Edit) => {
    editing = true;
    replaceText(area, edit);
    editing = false;
  };
  const selection = (): CodeSelection => ({ start: area.selectionStart, end: area.selectionEnd });

  area.addEventListener("input", () => {
    view.render(area.value, error);
    for (const listener of listeners) listener(area.value);
  });
  area.addEventListener("beforeinput", (event) => {
    if (editing || event.isComposing || options.readOnly === true) return;
    const edit = editOf(event, area.value, selection());
    if (edit === undefined) return;
    event.preventDefault();
    apply(edit);
  });
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const command = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && command) {
      event.preventDefault();
      options.onRun();
    } else if (event.key === "/" && command && options.readOnly !== true) {
      event.preventDefault();
      apply(toggleComment(area.value, selection()));
    } else if (
      event.key === "Tab" &&
      !leaving &&
      !command &&
      !event.altKey &&
      options.tabMovesFocus !== true &&
      options.readOnly !== true
    ) {
      event.preventDefault();
      apply((event.shiftKey ? outdentLines : indentLines)(area.value, selection()));
    }
    if (event.key !== "Shift") leaving = event.key === "Escape";
  });
  area.addEventListener("blur", () => {
    leaving = false;
  });

  return {
    kind: "light",
    code: () => area.value,
    setCode: (code) => {
      if (code === area.value) return;
      const caret = Math.min(area.selectionStart, code.length);
      apply({ from: 0, to: area.value.length, text: code, select: { start: caret, end: caret } });
    },
    onChange: (listener) => listen(listeners, listener),
    selection,
    select: ({ start, end }) => area.setSelectionRange(start, end),
    goTo: (place) => {
      const offset = lineOffset(area.value, place);
      area.focus({ preventScroll: true });
      area.setSelectionRange(offset, offset);
      view.reveal(place.line);
    },
    showError: (place) => {
      error = place;
      view.render(area.value, error);
    },
    diagnostics: (): readonly Diagnostic[] => [],
    onDiagnostics: () => () => {},
    hasFocus: () => document.activeElement === area,
    focus: () => area.focus(),
    dispose: () => {
      listeners.clear();
      view.dispose();
    },
  };
}

function editOf(event: InputEvent, code: string, selection: CodeSelection): Edit | undefined {
  if (event.inputType === "insertLineBreak") return breakLine(code, selection);
  if (event.inputType === "insertText" && event.data !== null && /^[)\]}]$/.test(event.data)) {
    return closeBracket(code, selection, event.data);
  }
  return undefined;
}

/** Through `execCommand`, the only way by which the browser's own undo knows of it. It needs the focus, which goes back after. */
function replaceText(area: HTMLTextAreaElement, { from, to, text, select }: Edit): void {
  const focused = document.activeElement;
  const readOnly = area.readOnly;
  area.readOnly = false;
  area.focus({ preventScroll: true });
  area.setSelectionRange(from, to);
  const done = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (!done && area.value.slice(from, from + text.length) !== text) {
    area.setRangeText(text, from, to);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(select.start, select.end);
  area.readOnly = readOnly;
  if (focused !== area) {
    area.blur();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
