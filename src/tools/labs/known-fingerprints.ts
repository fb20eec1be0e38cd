import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Fingerprints } from "#lab/fingerprint.ts";
import { rootDirectory } from "../vite/bundle-realm.ts";
import { fingerprintsOf, runMistakes } from "./fingerprints.ts";
import type { LabFolder } from "./lab-folder.ts";
import { type NodeHost, openNodeHost } from "./node-host.ts";

const directory = `${rootDirectory}.cache/fingerprints`;
const runtime = ["src/contract", "src/engine", "src/lab", "src/tools/labs", "labs/data", "package-lock.json"];

/**
 * The fingerprints of the labs' mistakes. Running the mistakes takes seconds a lab, and a build, its gate and its attacks need them
 * alike: they are kept under a hash of all that decides them, so that each lab is run once for each state of the sources.
 */
export async function fingerprintsOfLabs(folders: readonly LabFolder[]): Promise<ReadonlyMap<string, Fingerprints>> {
  const shared = createHash("sha256");
  for (const path of runtime) await addTo(shared, `${rootDirectory}${path}`);
  const sharedHash = shared.digest("hex");
  await mkdir(directory, { recursive: true });
  const result = new Map<string, Fingerprints>();
  let host: NodeHost | undefined;
  try {
    for (const folder of folders) {
      const hash = createHash("sha256").update(sharedHash);
      await addTo(hash, folder.directory);
      const file = `${directory}/${hash.digest("hex")}.json`;
      const known = await readKnown(file);
      host = known === undefined ? (host ?? (await openNodeHost())) : host;
      const fingerprints = known ?? (host && fingerprintsOf(await runMistakes(folder, host))) ?? {};
      if (known === undefined) await writeFile(file, JSON.stringify(fingerprints));
      result.set(folder.id, fingerprints);
    }
  } finally {
    await host?.close();
  }
  return result;
}

async function readKnown(file: string): Promise<Fingerprints | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Fingerprints; // written by this file
  } catch {
    return undefined;
  }
}

async function addTo(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined);
  const paths = entries?.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)) ?? [path];
  for (const file of paths.toSorted()) hash.update(file.slice(rootDirectory.length)).update(await readFile(file));
}
