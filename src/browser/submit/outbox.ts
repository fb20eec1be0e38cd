import { readStored, writeStored } from "#browser/site/stored.ts";

/** A submission that the server has not acknowledged yet. With a token it is safe to send again: one token is one submission. */
export type Unsent = {
  readonly labId: string;
  readonly labVersion: number;
  readonly assignmentId: string | null;
  readonly source: string;
  readonly token: string | null;
};

const name = "outbox";

/** Kept at once and synchronously: what was pressed survives a closed page. One a lab; a later press replaces what was not sent. */
export function readOutbox(): readonly Unsent[] {
  try {
    const list: unknown = JSON.parse(readStored(name) ?? "[]");
    return Array.isArray(list) ? (list as readonly Unsent[]) : []; // written by writeOutbox
  } catch {
    return [];
  }
}

export function putInOutbox(unsent: Unsent): void {
  write([...readOutbox().filter(({ labId }) => labId !== unsent.labId), unsent]);
}

export function takeFromOutbox(labId: string): void {
  write(readOutbox().filter((one) => one.labId !== labId));
}

function write(list: readonly Unsent[]): void {
  writeStored(name, list.length === 0 ? null : JSON.stringify(list));
}
