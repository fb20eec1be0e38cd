/** Begins with the lab, so that a lab's entries are one range of keys, and sorts by time. */
export function historyId(options: { readonly labId: string; readonly atMs: number; readonly suffix: string }): string {
  return `${options.labId}/${String(Math.trunc(options.atMs)).padStart(15, "0")}-${options.suffix}`;
}

export function historyPrefix(labId: string): string {
  return `${labId}/`;
}
