import type { OfflineFile } from "../offline-files.ts";
import type { FileStore } from "./file-store.ts";

export type Site = {
  readonly scope: string;
  readonly byPath: ReadonlyMap<string, OfflineFile>;
  readonly store: FileStore;
};

/** The path below the site's base, as the list of files names it; undefined for what lies outside. */
export function pathInSite({ url, scope }: { readonly url: string; readonly scope: string }): string | undefined {
  const { origin, pathname } = new URL(url);
  const base = new URL(scope);
  if (origin !== base.origin || !pathname.startsWith(base.pathname)) return undefined;
  return pathname.slice(base.pathname.length).replace(/(^|\/)index\.html$/, "$1");
}

/**
 * Files of this version come from the store, so that a page and all that it loads are of one build; what is not held comes from the
 * network and is kept when it belongs to the site. Without a network a page that cannot be had says so.
 */
export async function answer({
  request,
  path,
  site,
  later,
}: {
  readonly request: Request;
  readonly path: string;
  readonly site: Site;
  readonly later: (work: Promise<unknown>) => void;
}): Promise<Response> {
  const { byPath, store } = site;
  const file = byPath.get(path);
  const held = file === undefined ? await otherVersion({ request, path, site }) : await store.find(file);
  if (held !== undefined) return held;
  try {
    const response = await fetch(request);
    if (file !== undefined && response.status === 200 && response.type === "basic" && !response.redirected) {
      later(store.put(file, response.clone()).catch(() => undefined)); // no room: it is shown and not kept
    }
    return response;
  } catch (error) {
    const instead = request.mode === "navigate" ? await withoutNetwork({ path, site }) : undefined;
    if (instead === undefined) throw error;
    return instead;
  }
}

/** A page opened before an update asks for files of its own build. Pages themselves are always of this version. */
async function otherVersion({
  request,
  path,
  site,
}: {
  readonly request: Request;
  readonly path: string;
  readonly site: Site;
}): Promise<Response | undefined> {
  return request.mode === "navigate" ? undefined : site.store.findOther(path);
}

async function withoutNetwork({
  path,
  site: { scope, byPath, store },
}: {
  readonly path: string;
  readonly site: Site;
}): Promise<Response | undefined> {
  if (byPath.has(`${path}/`)) return Response.redirect(new URL(`${path}/`, scope), 302);
  const [name, status] = byPath.has(path) ? (["offline/", 503] as const) : (["404.html", 404] as const);
  const page = byPath.get(name);
  const held = page === undefined ? undefined : await store.find(page);
  return held === undefined ? undefined : new Response(held.body, { status, headers: held.headers });
}
