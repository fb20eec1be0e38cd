import type { SettingsParts } from "./siklus-settings.ts";

/** Removes all that this browser keeps of Siklus, after a second yes. */
export function startForget({ keep, say, part }: SettingsParts): void {
  const [ask, dialog, status] = [
    part("forget"),
    part<HTMLDialogElement>("forget-dialog"),
    part("forget-status"),
  ] as const;
  ask.addEventListener("click", () => dialog.showModal());
  part("forget-no").addEventListener("click", () => dialog.close());
  part("forget-yes").addEventListener("click", async () => {
    await keep.forgetEverything();
    for (const key of Object.keys(localStorage)) if (key.startsWith("siklus-")) localStorage.removeItem(key);
    dialog.close();
    status.textContent = say("settings.forgotten");
  });
}
