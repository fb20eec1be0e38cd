import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { Plugin } from "vite";
import type { Fingerprints } from "#lab/fingerprint.ts";
import { findLabs } from "../labs/find-labs.ts";
import { fingerprintsOfLabs } from "../labs/known-fingerprints.ts";
import { readLabFolder } from "../labs/lab-folder.ts";
import { bundleRealm, rootDirectory } from "./bundle-realm.ts";

const fingerprintsModule = "virtual:siklus/fingerprints";
const workerModule = "virtual:siklus/learner-worker";
const workerFile = `${rootDirectory}.cache/learner-worker.js`;

/**
 * What the lab runtime needs of the build: the doors by their names, the learner's worker as one hashed file, the fingerprints of the
 * mistakes, and the promise that hidden checks never ship.
 */
export function siklusLabs({ hidden = "refused" }: { readonly hidden?: "refused" | "allowed" } = {}): Plugin {
  let stamp = "";
  return {
    name: "siklus-labs",
    enforce: "pre",
    config: () => ({ worker: { format: "es" as const, plugins: () => [siklusLabs({ hidden })] } }),
    resolveId: async (id) => {
      if (id === fingerprintsModule || id === workerModule) return `\0${id}`;
      const door = /^siklus\/(\w+)$/.exec(id)?.[1];
      return door === undefined ? undefined : doorPath(door);
    },
    load: async function (id) {
      const path = id.split("?")[0] ?? "";
      if (hidden === "refused" && /\/labs\/[^/]+\/[^/]+\/hidden\.ts$/.test(path)) {
        this.error(
          `${path} was imported: hidden checks never ship to a browser; only the server and the gate read them`,
        );
      }
      if (id === `\0${workerModule}`) {
        await once("worker", writeWorker);
        return `export { default } from ${JSON.stringify("/.cache/learner-worker.js?url&no-inline")};`;
      }
      if (id === `\0${fingerprintsModule}`) {
        return `export default ${JSON.stringify(await once(`fingerprints${stamp}`, () => fingerprintsOfAll(stamp)))};`;
      }
      return undefined;
    },
    handleHotUpdate: ({ file, server }) => {
      if (!file.startsWith(`${rootDirectory}labs/`)) return;
      stamp = `?${Date.now()}`;
      const module = server.moduleGraph.getModuleById(`\0${fingerprintsModule}`);
      if (module !== undefined) server.moduleGraph.invalidateModule(module);
    },
  };
}

/** The plugin runs for the page, for its workers and for the server render: each thing is made once. */
const made = new Map<string, Promise<unknown>>();

function once<T>(name: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(name);
  if (known !== undefined) return known as Promise<T>; // stored under this name by this function
  const promise = make();
  made.set(name, promise);
  promise.catch(() => made.delete(name));
  return promise;
}

async function writeWorker(): Promise<void> {
  const code = await bundleRealm("src/browser/sandbox/learner-worker.ts");
  await mkdir(`${rootDirectory}.cache`, { recursive: true });
  await writeFile(workerFile, code);
}

async function fingerprintsOfAll(stamp: string): Promise<Record<string, Fingerprints>> {
  const folders = [];
  for (const id of await findLabs()) folders.push(await readLabFolder(id, stamp));
  return Object.fromEntries(await fingerprintsOfLabs(folders));
}

async function doorPath(door: string): Promise<string | undefined> {
  const { exports }: { exports: Record<string, string> } = JSON.parse(
    await readFile(`${rootDirectory}package.json`, "utf8"),
  );
  const file = exports[`./${door}`];
  return file === undefined ? undefined : `${rootDirectory}${file.slice(2)}`;
}
