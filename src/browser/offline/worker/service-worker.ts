import { files, version } from "virtual:siklus/offline-files";
import type { FromWorker, ToWorker } from "../messages.ts";
import { answer, pathInSite, type Site } from "./answer.ts";
import { download } from "./download.ts";
import { openFileStore } from "./file-store.ts";
import { createLanguageKeeper } from "./language-keeper.ts";

declare const self: ServiceWorkerGlobalScope;

// The worker lies in the site's base folder, which is its scope. Sites under other bases of the same origin have caches of their own.
const scope = new URL("./", self.location.href).href;
const basePath = new URL(scope).pathname;
const allFiles = [...files.shared, ...files.en, ...files.id];
const store = openFileStore({ name: `siklus-files ${basePath}`, scope });
const site: Site = { scope, store, byPath: new Map(allFiles.map((file) => [file.path, file])) };
const keeper = createLanguageKeeper({
  files,
  store,
  scope,
  wantedName: `siklus-wanted ${basePath}`,
  onChange: () => tellSoon(),
});
/** Pages that asked how far things are, by client id. */
const listeners = new Set<string>();
let isToldSoon = false;

// A new version is offered only once it holds all that the one before was asked to hold.
self.addEventListener("install", (event) => event.waitUntil(fetchWanted()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathInSite({ url: request.url, scope });
  if (request.method !== "GET" || path === undefined || path.startsWith("api/")) return; // a server's answers are its own
  event.respondWith(answer({ request, path, site, later: (work) => event.waitUntil(work) }));
});

self.addEventListener("message", (event) => {
  const message = event.data as ToWorker; // sent by our own pages; others have no access to this worker
  if (message.kind === "accept-update") event.waitUntil(self.skipWaiting());
  else if (message.kind === "keep") event.waitUntil(keeper.keep(message.language));
  else if (message.kind === "arrived") event.waitUntil(welcome(message));
  else if (event.source instanceof Client) {
    listeners.add(event.source.id);
    event.waitUntil(tellStatus());
  }
});

async function fetchWanted(): Promise<void> {
  for (const language of await keeper.wanted()) {
    const outcome = await keeper.keep(language);
    if (outcome !== "done") throw new Error(`version ${version} could not be fetched for ${language}: ${outcome}`);
  }
}

async function welcome({ language, keep, urls }: Extract<ToWorker, { kind: "arrived" }>): Promise<void> {
  await tidy();
  if (keep === "all") await keeper.keep(language);
  else await keepVisited(urls);
  await tellStatus();
}

/** Files of earlier versions go when no other page can want them and no newer version has begun to gather its own. */
async function tidy(): Promise<void> {
  const { installing, waiting } = self.registration;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.length === 1 && installing === null && waiting === null) await store.keepOnly(allFiles);
}

async function keepVisited(urls: readonly string[]): Promise<void> {
  const paths = ["404.html", "offline/", ...urls.map((url) => pathInSite({ url, scope }))];
  const wanted = new Set(paths.flatMap((path) => site.byPath.get(path ?? "") ?? []));
  await download({ files: [...wanted], store, scope, onProgress: tellSoon });
}

/** A few times a second is often enough for a figure that moves. */
function tellSoon(): void {
  if (isToldSoon || listeners.size === 0) return;
  isToldSoon = true;
  setTimeout(() => {
    isToldSoon = false;
    void tellStatus();
  }, 400);
}

async function tellStatus(): Promise<void> {
  if (listeners.size === 0) return;
  const [en, id] = await Promise.all([keeper.status("en"), keeper.status("id")]);
  const message: FromWorker = { kind: "offline-status", version, languages: { en, id } };
  for (const clientId of listeners) {
    const client = await self.clients.get(clientId);
    if (client === undefined) listeners.delete(clientId);
    else client.postMessage(message);
  }
}
