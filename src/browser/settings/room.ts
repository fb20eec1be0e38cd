import { askToPersist } from "#browser/keep/ask-to-persist.ts";
import type { SettingsParts } from "./siklus-settings.ts";

/** How much is in use, whether the browser takes it, and whether it will spare it in a clean-up. */
export function startRoom({ keep, language, say, part }: SettingsParts): void {
  const [used, trouble, persisted] = [part("used"), part("trouble"), part("persisted")];
  const button = part<HTMLButtonElement>("persist");

  const show = async () => {
    await keep.preferences.find("editor"); // asks the disk, so that the outcome below is fresh
    const outcome = keep.outcome();
    trouble.hidden = outcome.status === "saved";
    if (outcome.status === "full") trouble.textContent = say("settings.keep-full");
    if (outcome.status === "refused") trouble.textContent = say("settings.keep-refused", { detail: outcome.detail });
    const estimate = await navigator.storage?.estimate?.();
    used.hidden = estimate?.usage === undefined;
    used.textContent = say("settings.keep-room", { used: bytes(estimate?.usage ?? 0, language) });
  };
  const showPersisted = (isPersisted: boolean) => {
    button.hidden = isPersisted;
    persisted.textContent = say(isPersisted ? "settings.persist-yes" : "settings.persist-about");
  };
  button.addEventListener("click", async () => {
    const isPersisted = await askToPersist({ mayPrompt: true });
    showPersisted(isPersisted);
    if (!isPersisted) persisted.textContent = say("settings.persist-no");
  });
  void show();
  void navigator.storage?.persisted?.().then(showPersisted);
}

function bytes(count: number, language: string): string {
  const [unit, size] = count < 1e6 ? (["kilobyte", 1e3] as const) : (["megabyte", 1e6] as const);
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: count < 1e6 ? 0 : 1 }).format(
    count / size,
  );
}
