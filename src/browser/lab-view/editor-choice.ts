import { type EditorKind, editorKindNames } from "#browser/keep/editor-kind.ts";
import type { Keep } from "#browser/keep/keep.ts";
import { part } from "./lab-facts.ts";

export type EditorChoice = { kind(): EditorKind; close(): void };

/** Which editor the learner writes in: their preference, kept for all labs, else what suits the device. */
export async function openEditorChoice(options: {
  readonly root: HTMLElement;
  readonly keep: Keep;
  readonly use: (kind: EditorKind) => void;
}): Promise<EditorChoice> {
  const { root, keep, use } = options;
  const field = part(root, "editor-kind") as HTMLSelectElement; // Lab.astro makes it a select
  const preferred = async () => {
    const value = await keep.preferences.find("editor");
    return editorKindNames.find((name) => name === value) ?? defaultEditorKind();
  };
  let kind = await preferred();
  field.value = kind;
  field.addEventListener("change", () => {
    kind = editorKindNames.find((name) => name === field.value) ?? kind;
    use(kind);
    void keep.preferences.save({ name: "editor", value: kind });
  });
  const stop = keep.onChange(async ({ store, key, from }) => {
    if (store !== "everything" && (key !== "editor" || store !== "preferences" || from === "here")) return;
    kind = await preferred();
    field.value = kind;
    use(kind);
  });
  return { kind: () => kind, close: stop };
}

/** Without a preference: phones and other touch devices get the light editor. */
function defaultEditorKind(): EditorKind {
  return matchMedia("(pointer: coarse), (max-width: 40rem)").matches ? "light" : "full";
}
