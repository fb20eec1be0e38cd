import { build } from "rolldown";
import type { OfflineFiles } from "#browser/offline/offline-files.ts";
import { rootDirectory } from "../vite/bundle-realm.ts";

const listModule = "virtual:siklus/offline-files";

/** The service worker as one classic script, with the list of files inside: another list is another script, and so an update. */
export async function bundleServiceWorker({
  files,
  version,
}: {
  readonly files: OfflineFiles;
  readonly version: string;
}): Promise<string> {
  const result = await build({
    input: `${rootDirectory}src/browser/offline/worker/service-worker.ts`,
    cwd: rootDirectory,
    platform: "browser",
    write: false,
    logLevel: "warn",
    output: { format: "iife", minify: true, sourcemap: false, codeSplitting: false },
    plugins: [
      {
        name: "siklus-offline-files",
        resolveId: (id) => (id === listModule ? `\0${listModule}` : undefined),
        load: (id) =>
          id === `\0${listModule}`
            ? `export const version = ${JSON.stringify(version)}; export const files = ${JSON.stringify(files)};`
            : undefined,
      },
    ],
  });
  const [chunk] = result.output;
  if (result.output.length !== 1)
    throw new Error(`the service worker was to become one file, got ${result.output.length}`);
  return chunk.code;
}
