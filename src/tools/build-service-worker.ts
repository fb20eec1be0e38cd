import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { bundleServiceWorker } from "./offline/bundle-service-worker.ts";
import { listOfflineFiles } from "./offline/list-offline-files.ts";

/** Writes service-worker.js into a built site, which then can be kept on a device and used without a connection. */
const { values } = parseArgs({ options: { folder: { type: "string", default: "dist" } } });
const { files, version } = await listOfflineFiles(values.folder);
await writeFile(`${values.folder}/service-worker.js`, await bundleServiceWorker({ files, version }));

const figures = Object.entries(files).map(([group, list]) => {
  const bytes = list.reduce((sum, file) => sum + file.bytes, 0);
  return `${group} ${list.length} files ${(bytes / 1e6).toFixed(1)} MB`;
});
console.log(`service worker: version ${version}, ${figures.join(", ")}`);
