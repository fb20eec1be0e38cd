import { openKeep } from "#browser/keep/keep.ts";
import { callServer } from "#browser/server/call-server.ts";
import { ServerError } from "#browser/server/server-error.ts";
import type { ExportFile } from "#contract/keep.ts";

export type SyncOutcome = "synced" | "failed" | "signed-out";

const tries = 4;

/**
 * Brings what the account keeps into this browser, by the same merge as the import of a file, and gives back the whole. Another device
 * that was quicker makes the server refuse; then its work is merged first and it is tried again.
 */
export async function syncPractice(): Promise<SyncOutcome> {
  const keep = openKeep();
  for (let attempt = 1; attempt <= tries; attempt++) {
    try {
      const kept = await callServer("get", "/api/me/practice", {});
      if (kept.file !== null) {
        const reading = await keep.readImport(new Blob([JSON.stringify(kept.file)]));
        if (reading.status === "unreadable") return "failed"; // of a newer version: this page must be updated first
        const brings = Object.values(reading.counts).some(({ added, changed }) => added + changed > 0);
        if (brings) await reading.bring();
      }
      const file = JSON.parse(await (await keep.exportFile()).text()) as ExportFile; // just written by the keep
      if (kept.file !== null && isSameContent(kept.file, file)) return "synced";
      await callServer("put", "/api/me/practice", { body: { basedOn: kept.revision, file } });
      return "synced";
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      if (error.code === "not-signed-in") return "signed-out";
      if (error.code !== "conflict") return "failed";
    }
  }
  return "failed";
}

function isSameContent(a: ExportFile, b: ExportFile): boolean {
  return JSON.stringify({ ...a, exportedAtMs: 0 }) === JSON.stringify({ ...b, exportedAtMs: 0 });
}
