import { readStored, writeStored } from "#browser/site/stored.ts";

/** Whose account this browser's practice is kept in; "off": asked, and not on this device; null: never asked. */
export type SyncChoice = { readonly state: "on"; readonly userId: string } | { readonly state: "off" } | null;

const name = "sync";

export function syncChoice(): SyncChoice {
  const stored = readStored(name);
  if (stored === null) return null;
  return stored === "off" ? { state: "off" } : { state: "on", userId: stored };
}

export function chooseSync(choice: SyncChoice): void {
  writeStored(name, choice === null ? null : choice.state === "off" ? "off" : choice.userId);
}
