import { editorKindNames } from "#browser/keep/editor-kind.ts";
import type { SettingsParts } from "./siklus-settings.ts";

/** The editor for all labs; "auto" lets the device decide. */
export function startEditorPreference({ keep, part }: SettingsParts): void {
  const inputs = [...part("editor").querySelectorAll<HTMLInputElement>("input")];
  const show = async () => {
    const value = await keep.preferences.find("editor");
    const chosen = editorKindNames.find((name) => name === value) ?? "auto";
    for (const input of inputs) input.checked = input.value === chosen;
  };
  for (const input of inputs) {
    input.addEventListener("change", () => void keep.preferences.save({ name: "editor", value: input.value }));
  }
  keep.onChange(({ store }) => {
    if (store === "everything" || store === "preferences") void show();
  });
  void show();
}
