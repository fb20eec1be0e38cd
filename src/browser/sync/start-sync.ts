import { syncChoice } from "./sync-choice.ts";

/** So long after the last change the account gets it. */
const pauseMs = 8_000;

/** On every page, but only for who chose to keep practice in an account: once at the start, then some seconds after changes. */
export async function startSync(): Promise<void> {
  if (syncChoice()?.state !== "on") return;
  const [{ syncPractice }, { openKeep }] = await Promise.all([
    import("./sync-practice.ts"),
    import("#browser/keep/keep.ts"),
  ]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSyncing = false;
  const sync = async (): Promise<void> => {
    timer = undefined;
    if (isSyncing || syncChoice()?.state !== "on") return;
    isSyncing = true;
    await syncPractice();
    isSyncing = false;
  };
  openKeep().onChange(({ from }) => {
    if (from === "elsewhere" || isSyncing) return; // the tab that changed it syncs it
    clearTimeout(timer);
    timer = setTimeout(sync, pauseMs);
  });
  addEventListener("online", () => void sync());
  await sync();
}
