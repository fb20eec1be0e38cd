import type { Editor, EditorOptions } from "./editor.ts";

/** Loads Monaco, then makes its editor in `host`, beside whatever stands there. */
export async function loadMonacoEditor(host: HTMLElement, options: EditorOptions): Promise<Editor> {
  const { createMonacoEditor } = await import("./monaco/create-monaco-editor.ts");
  return createMonacoEditor(host, options);
}
