import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const folders = ["src", "labs", "content", "public"];
const files = ["package-lock.json", "astro.config.mjs", "tsconfig.json"];

/** Runs beside the site and is no part of it. */
const isServer = (path: string) => path.startsWith(join("src", "server"));

/** One hash over everything the site is built from. */
export async function sourceHash(): Promise<string> {
  const hash = createHash("sha256");
  const paths = [...files];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && !isServer(path)) paths.push(path);
    }
  }
  for (const path of paths.toSorted()) hash.update(path).update(await readFile(path));
  return hash.digest("hex");
}
