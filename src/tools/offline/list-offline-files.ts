import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { OfflineFile, OfflineFiles } from "#browser/offline/offline-files.ts";

/** What no page asks for: copies for web servers, Pagefind's own user interface, what is not a file of the site. */
const leftOut = [
  /\.(br|gz|map)$/,
  /(^|\/)\./,
  /^service-worker\.js$/,
  /^pagefind\/pagefind-(ui|modular-ui|component-ui|highlight)\./,
  /^pagefind\/wasm\.unknown\./,
];

/** Where the name of a file tells its language. All others are shared. */
const byLanguage = /^(?:(en|id)\/|manifest-(en|id)\.|pagefind\/(?:index\/|fragment\/|pagefind\.|wasm\.)(en|id)[_.])/;

export function groupOf(path: string): keyof OfflineFiles | undefined {
  if (leftOut.some((pattern) => pattern.test(path))) return undefined;
  const language = byLanguage
    .exec(path)
    ?.slice(1)
    .find((found) => found !== undefined);
  return language === "en" || language === "id" ? language : "shared";
}

/** All files of a built site that are kept for offline use, with a digest of each, in the order in which they are fetched. */
export async function listOfflineFiles(folder: string): Promise<{ files: OfflineFiles; version: string }> {
  const files: Record<keyof OfflineFiles, OfflineFile[]> = { shared: [], en: [], id: [] };
  const whole = createHash("sha256");
  for (const name of await namesIn(folder)) {
    const group = groupOf(name);
    if (group === undefined) continue;
    const content = await readFile(join(folder, name));
    const revision = createHash("sha256").update(content).digest("hex").slice(0, 16);
    const path = name.replace(/(^|\/)index\.html$/, "$1");
    files[group].push({ path, revision, bytes: content.length });
    whole.update(`${path} ${revision}\n`);
  }
  return { files, version: whole.digest("hex").slice(0, 16) };
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return names.map((name) => name.split(sep).join("/")).toSorted();
}
