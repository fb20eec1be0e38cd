import type { Editor, EditorOptions } from "#browser/editor/editor.ts";
import { createLightEditor } from "#browser/editor/light-editor.ts";
import type { EditorKind } from "#contract/keep.ts";

export type EditorPlace = {
  editor(): Editor;
  /** Changes the kind of editor; the code, its place and the focus stay. */
  use(kind: EditorKind): void;
  /** The learner is about to write: fetches the full editor, if that is the kind. */
  wanted(): void;
  dispose(): void;
};

/** A pause in the typing, so that the editor does not change under the hands. */
const pauseMs = 600;

/** Holds the editor of a lab: the light one from the start, the full one in its place once it is wanted and has come. */
export function createEditorPlace(options: {
  readonly host: HTMLElement;
  readonly kind: EditorKind;
  readonly editor: Omit<EditorOptions, "code" | "tabMovesFocus">;
  readonly code: string;
  readonly onChange: (code: string) => void;
  /** Resolves when no run is under way: setting up the full editor holds the page for a moment. */
  readonly rest: () => Promise<void>;
}): EditorPlace {
  const { host } = options;
  let kind = options.kind;
  let isWanted = false;
  let typedAt = 0;
  let fetching = false;
  let editor = light(options.code);

  function watch(fresh: Editor): Editor {
    fresh.onChange((code) => {
      typedAt = performance.now();
      options.onChange(code);
    });
    return fresh;
  }
  function light(code: string): Editor {
    return watch(createLightEditor(host, { ...options.editor, code, tabMovesFocus: kind === "plain" }));
  }
  const swap = (make: (code: string) => Editor) => {
    const before = editor;
    const [code, selection, hadFocus] = [before.code(), before.selection(), before.hasFocus()];
    before.dispose();
    editor = make(code);
    editor.select(selection);
    if (hadFocus) editor.focus();
  };
  const fetchFull = async () => {
    if (fetching || kind !== "full" || editor.kind === "monaco") return;
    fetching = true;
    const fullHost = document.createElement("div");
    try {
      const { loadMonacoEditor } = await import("#browser/editor/monaco-editor.ts");
      await paused(() => typedAt);
      await options.rest();
      if (kind !== "full") return;
      fullHost.className = "code-waiting";
      host.append(fullHost);
      const full = await loadMonacoEditor(fullHost, { ...options.editor, code: editor.code() });
      await paused(() => typedAt);
      if (full.code() !== editor.code()) full.setCode(editor.code());
      fullHost.className = "";
      swap(() => watch(full));
    } catch (error) {
      fullHost.remove();
      console.error(error); // the light editor stays: nothing is lost
    } finally {
      fetching = false;
    }
  };

  return {
    editor: () => editor,
    use(next) {
      if (next === kind) return;
      const wasLight = editor.kind === "light";
      const changesTab = (kind === "plain") !== (next === "plain");
      kind = next;
      if (next === "full") void fetchFull();
      else if (!wasLight || changesTab) swap(light);
    },
    wanted() {
      if (isWanted) return;
      isWanted = true;
      void fetchFull();
    },
    dispose: () => editor.dispose(),
  };
}

async function paused(typedAt: () => number): Promise<void> {
  for (let rest = 1; rest > 0; ) {
    rest = typedAt() === 0 ? 0 : pauseMs - (performance.now() - typedAt());
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
  }
}
