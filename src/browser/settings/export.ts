import type { SettingsParts } from "./siklus-settings.ts";

/** Gives all that is kept as one file, named by the day. */
export function startExport({ keep, say, part }: SettingsParts): void {
  const status = part("export-status");
  part("export").addEventListener("click", async () => {
    const file = await keep.exportFile();
    const name = `siklus-${localDay(new Date())}.json`;
    const url = URL.createObjectURL(file);
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    status.textContent = say("settings.export-done", { name });
  });
}

function localDay(now: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
