import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { type LabId, labId } from "#contract/lab.ts";
import { rootDirectory } from "../vite/bundle-realm.ts";

export const labsDirectory = `${rootDirectory}labs/`;

/** Ids of all labs, found by their place: a folder with a `lab.ts`, two levels below `labs/`. */
export async function findLabs(): Promise<readonly LabId[]> {
  const ids: LabId[] = [];
  for (const stage of (await readdir(labsDirectory, { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
    if (!/^\d\d-/.test(stage.name)) continue;
    for (const lab of await readdir(`${labsDirectory}${stage.name}`, { withFileTypes: true })) {
      if (lab.isDirectory() && existsSync(`${labsDirectory}${stage.name}/${lab.name}/lab.ts`)) {
        ids.push(labId.parse(`${stage.name}/${lab.name}`));
      }
    }
  }
  return ids.sort();
}
