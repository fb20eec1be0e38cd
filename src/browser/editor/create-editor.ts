import type { Editor, EditorOptions, Place } from "./editor.ts";
import { createLightEditor } from "./light-editor.ts";

export type EditorPreference = "automatic" | "light";

/**
 * The editor of a lab: light from the first moment; Monaco takes its place, with code, selection and focus, when the lab comes near
 * or gets the focus, on wide screens with a fine pointer, unless the person prefers the light one. Typing is never held up: the
 * change waits for a pause.
 */
export function createEditor(
  host: HTMLElement,
  options: EditorOptions & { readonly preference: EditorPreference },
): Editor {
  let current: Editor = createLightEditor(host, options);
  let error: Place | null = null;
  let disposed = false;
  const changes = new Set<(code: string) => void>();
  const findings = new Set<Parameters<Editor["onDiagnostics"]>[0]>();

  const connect = (editor: Editor) => {
    editor.onChange((code) => {
      for (const listener of changes) listener(code);
    });
    editor.onDiagnostics((diagnostics) => {
      for (const listener of findings) listener(diagnostics);
    });
  };
  connect(current);

  const upgrade = async () => {
    const { createMonacoEditor } = await import("./monaco/create-monaco-editor.ts");
    await pauseInTyping(host);
    if (disposed) return;
    const light = current;
    const { start, end } = light.selection();
    const focused = light.hasFocus();
    const monaco = createMonacoEditor(host, { ...options, code: light.code() });
    monaco.select({ start, end });
    monaco.showError(error);
    light.dispose();
    if (focused) monaco.focus();
    current = monaco;
    connect(monaco);
  };
  const stopWaiting = wantsMonaco(options.preference)
    ? whenNear(host, () => void upgrade().catch(stayLight))
    : () => {};

  return {
    get kind() {
      return current.kind;
    },
    code: () => current.code(),
    setCode: (code) => current.setCode(code),
    onChange: (listener) => listen(changes, listener),
    selection: () => current.selection(),
    select: (selection) => current.select(selection),
    goTo: (place) => current.goTo(place),
    showError: (place) => {
      error = place;
      current.showError(place);
    },
    diagnostics: () => current.diagnostics(),
    onDiagnostics: (listener) => listen(findings, listener),
    hasFocus: () => current.hasFocus(),
    focus: () => current.focus(),
    dispose: () => {
      disposed = true;
      stopWaiting();
      current.dispose();
    },
  };
}

function wantsMonaco(preference: EditorPreference): boolean {
  return preference === "automatic" && window.matchMedia("(pointer: fine) and (min-width: 48rem)").matches;
}

/** Without the network Monaco may be out of reach; the light editor does all that a lab needs. */
function stayLight(reason: unknown): void {
  console.warn("Monaco could not be loaded, the light editor stays", reason);
}

/** Calls once, when the host is within a screen of the view or something in it gets the focus. */
function whenNear(host: HTMLElement, then: () => void): () => void {
  const stop = () => {
    observer.disconnect();
    host.removeEventListener("focusin", go);
  };
  const go = () => {
    stop();
    then();
  };
  const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && go(), {
    rootMargin: "100% 0px",
  });
  observer.observe(host);
  host.addEventListener("focusin", go);
  return stop;
}

const pauseMs = 600;

/** Resolves when nothing has been typed for a moment and no composition of an input method is open. */
function pauseInTyping(host: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    let composing = false;
    let timer = setTimeout(done, host.contains(document.activeElement) ? pauseMs : 0);
    function done() {
      for (const kind of kinds) host.removeEventListener(kind, wait);
      resolve();
    }
    function wait(event: Event) {
      composing = event.type === "compositionstart" || (composing && event.type !== "compositionend");
      clearTimeout(timer);
      if (!composing) timer = setTimeout(done, pauseMs);
    }
    for (const kind of kinds) host.addEventListener(kind, wait);
  });
}

const kinds = ["input", "keydown", "pointerdown", "compositionstart", "compositionend"] as const;

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
