import { readStored, writeStored } from "#browser/site/stored.ts";

/** The workshop that this browser takes part in; every page of the site looks here for the strip. */
export function joinedWorkshop(): string | null {
  return readStored("workshop");
}

export function rememberWorkshop(workshopId: string | null): void {
  writeStored("workshop", workshopId);
}
