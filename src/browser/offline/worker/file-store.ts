import type { OfflineFile } from "../offline-files.ts";

/**
 * Files of the site by path and content, in one cache for all versions: a version that installs takes over what has not changed,
 * and the files of the one before stay until `keepOnly`.
 */
export type FileStore = {
  find(file: OfflineFile): Promise<Response | undefined>;
  /** The file of another version at this address, for a page of that version. */
  findOther(path: string): Promise<Response | undefined>;
  /** Rejects with a QuotaExceededError where there is no room. */
  put(file: OfflineFile, response: Response): Promise<void>;
  missing(files: readonly OfflineFile[]): Promise<OfflineFile[]>;
  keepOnly(files: readonly OfflineFile[]): Promise<void>;
};

export function openFileStore({ name, scope }: { readonly name: string; readonly scope: string }): FileStore {
  const open = () => caches.open(name);
  const address = (path: string) => new URL(path, scope).href;
  const key = ({ path, revision }: OfflineFile) => `${address(path)}?revision=${revision}`;
  return {
    find: async (file) => (await open()).match(key(file), { ignoreVary: true }),
    findOther: async (path) => (await open()).match(address(path), { ignoreSearch: true, ignoreVary: true }),
    put: async (file, response) => (await open()).put(key(file), await plain(response)),
    async missing(files) {
      const held = new Set((await (await open()).keys()).map(({ url }) => url));
      return files.filter((file) => !held.has(key(file)));
    },
    async keepOnly(files) {
      const cache = await open();
      const wanted = new Set(files.map(key));
      for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
    },
  };
}

/** A response that came by a redirect may not answer a navigation: its copy may. */
async function plain(response: Response): Promise<Response> {
  if (!response.redirected) return response;
  const { status, headers } = response;
  return new Response(await response.blob(), { status, headers });
}
