import type { OfflineFile } from "../offline-files.ts";
import type { FileStore } from "./file-store.ts";

export type DownloadOutcome = "done" | "full" | "interrupted";

/** Few at a time, so that what the reader does meanwhile comes first. */
const atOnce = 2;

/** Fetches the files that the store does not hold yet; what has arrived stays, so that the next attempt goes on from there. */
export async function download({
  files,
  store,
  scope,
  onProgress,
}: {
  readonly files: readonly OfflineFile[];
  readonly store: FileStore;
  readonly scope: string;
  readonly onProgress: () => void;
}): Promise<DownloadOutcome> {
  const queue = await store.missing(files);
  let outcome: DownloadOutcome = "done";
  const work = async () => {
    for (let file = queue.shift(); file !== undefined && outcome === "done"; file = queue.shift()) {
      const one = await fetchInto({ file, store, scope });
      if (one !== "done") outcome = one;
      onProgress();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcome;
}

async function fetchInto({
  file,
  store,
  scope,
}: {
  readonly file: OfflineFile;
  readonly store: FileStore;
  readonly scope: string;
}): Promise<DownloadOutcome> {
  try {
    // Files of assets/ have their digest in the name and may come from the browser's cache; all others are asked for anew.
    const cache = file.path.startsWith("assets/") ? "default" : "no-cache";
    const response = await fetch(new URL(file.path, scope), { cache, priority: "low", credentials: "same-origin" });
    if (!response.ok) return "interrupted";
    await store.put(file, response);
    return "done";
  } catch (error) {
    return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "interrupted";
  }
}
