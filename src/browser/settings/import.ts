import type { ImportCounts } from "#browser/keep/plan-import.ts";
import type { ImportReading } from "#browser/keep/transfer.ts";
import type { SettingsParts } from "./siklus-settings.ts";

const rows = [
  ["drafts", "settings.store-drafts"],
  ["history", "settings.store-history"],
  ["progress", "settings.store-progress"],
  ["quizAnswers", "settings.store-quiz-answers"],
  ["hints", "settings.store-hints"],
  ["preferences", "settings.store-preferences"],
] as const;

/** Choose a file, see what it brings, bring it or leave it, undo. */
export function startImport({ keep, language, say, part }: SettingsParts): void {
  const file = part<HTMLInputElement>("import-file");
  const [preview, lead, list, status] = [
    part("import-preview"),
    part("import-lead"),
    part("import-list"),
    part("import-status"),
  ];
  const undoButton = part<HTMLButtonElement>("import-undo");
  const confirmButton = part<HTMLButtonElement>("import-confirm");
  let reading: Extract<ImportReading, { status: "readable" }> | undefined;
  let undo: (() => Promise<unknown>) | undefined;

  const close = (text: string) => {
    reading = undefined;
    file.value = "";
    preview.hidden = true;
    status.textContent = text;
  };
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    if (chosen === undefined) return;
    const answer = await keep.readImport(chosen);
    if (answer.status === "unreadable")
      return close(say(`settings.import-${answer.reason}`, { detail: answer.detail }));
    reading = answer;
    status.textContent = "";
    undoButton.hidden = true;
    const time = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(
      answer.exportedAtMs,
    );
    lead.textContent = say("settings.import-preview", { time });
    list.replaceChildren(...previewRows(answer.counts, say));
    preview.hidden = false;
    confirmButton.focus();
  });
  confirmButton.addEventListener("click", async () => {
    if (reading === undefined) return;
    const brought = await reading.bring();
    undo = brought.undo;
    close(brought.outcome.status === "full" ? say("settings.keep-full") : say("settings.import-done"));
    undoButton.hidden = false;
    undoButton.focus();
  });
  part("import-cancel").addEventListener("click", () => {
    close("");
    file.focus();
  });
  undoButton.addEventListener("click", async () => {
    await undo?.();
    undo = undefined;
    status.textContent = say("settings.import-undone");
    undoButton.hidden = true;
    file.focus();
  });
}

function previewRows(counts: ImportCounts, say: SettingsParts["say"]): HTMLElement[] {
  return rows.flatMap(([store, key]) => {
    const { added, changed, same } = counts[store];
    if (added + changed + same === 0) return [];
    const name = document.createElement("dt");
    name.textContent = say(key);
    const count = document.createElement("dd");
    count.className = "figures";
    count.textContent = say("settings.import-count", { added, changed, same });
    return [name, count];
  });
}
