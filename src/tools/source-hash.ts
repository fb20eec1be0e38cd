import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const folders = ["src", "labs", "content", "public"];
const files = ["package-lock.json", "astro.config.mjs", "tsconfig.json"];

/** One hash over everything the site is built from. */
export async function sourceHash(): Promise<string> {
  const hash = createHash("sha256");
  const paths = [...files];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) paths.push(join(entry.parentPath, entry.name));
    }
  }
  for (const path of paths.toSorted()) hash.update(path).update(await readFile(path));
  return hash.digest("hex");
}
