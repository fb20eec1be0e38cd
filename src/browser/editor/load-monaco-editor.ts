import type { Editor, EditorOptions } from "./editor.ts";

/** Loads Monaco's chunk, then makes its editor beside whatever stands in `host`. */
export async function loadMonacoEditor(host: HTMLElement, options: EditorOptions): Promise<Editor> {
  const { createMonacoEditor } = await import("./monaco/create-monaco-editor.ts");
  return createMonacoEditor(host, options);
}
