import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleServiceWorker } from "#tools/offline/bundle-service-worker.ts";
import { listOfflineFiles } from "#tools/offline/list-offline-files.ts";
import { type Served, serveSite } from "#tools/serve.ts";

/** The site that `npm run build` made, and the base it was made for. */
export const built = process.env["SIKLUS_DIST"] ?? "dist";
const base = process.env["SIKLUS_BASE"] ?? "/";

export type SiteOnAPort = {
  readonly url: string;
  /** Serves another build at the same address. */
  replaceBy(folder: string): Promise<void>;
  /** The server is gone, as far as a browser can tell. */
  stop(): Promise<void>;
};

/** A server of the test's own, which can go away and come back with other files. */
export async function openSite(folder: string): Promise<SiteOnAPort> {
  let served: Served | undefined = await serveSite({ folder, base, port: 0 });
  const { url } = served;
  const stop = async () => {
    await served?.close();
    served = undefined;
  };
  return {
    url,
    stop,
    async replaceBy(other) {
      await stop();
      served = await serveSite({ folder: other, base, port: Number(new URL(url).port) });
    },
  };
}

/** The site as a later build would make it: every page has `mark` as its title, and the list of files follows. */
export async function laterBuild(
  mark: string,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "siklus-later-"));
  await cp(built, folder, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith(".html")) continue;
    const page = await readFile(join(folder, name), "utf8");
    await writeFile(join(folder, name), page.replace(/<title>[^<]*<\/title>/, `<title>${mark}</title>`));
  }
  await writeFile(join(folder, "service-worker.js"), await bundleServiceWorker(await listOfflineFiles(folder)));
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
