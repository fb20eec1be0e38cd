import doorTypesUrl from "virtual:siklus/door-types";
import type { Editor, EditorOptions } from "./editor.ts";
import { fetchDoorTypes } from "./fetch-door-types.ts";

/**
 * Loads Monaco, then makes its editor in `host`, beside whatever stands there. Done in steps with a pause after each, so that the
 * page can answer a key or a click in between.
 */
export async function loadMonacoEditor(host: HTMLElement, options: EditorOptions): Promise<Editor> {
  const doorTypes = fetchDoorTypes(doorTypesUrl);
  doorTypes.catch(() => {}); // awaited below
  await import("monaco-editor/editor");
  await nextTask();
  const { setUpMonaco } = await import("./monaco/set-up-monaco.ts");
  const { createMonacoEditor } = await import("./monaco/create-monaco-editor.ts");
  setUpMonaco(await doorTypes);
  await nextTask();
  return createMonacoEditor(host, options);
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
