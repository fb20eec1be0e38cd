import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Secret } from "./secrets.ts";

/** Files below a folder that hold a canary, compressed copies left out. */
export async function canariesIn(
  folder: string,
  secrets: readonly Secret[],
): Promise<readonly { readonly file: string; readonly canary: string }[]> {
  const canaries = secrets.filter(({ text }) => text.startsWith("siklus-canary-")).map(({ text }) => text);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: { file: string; canary: string }[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || /\.(br|gz)$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    for (const canary of canaries) if (bytes.includes(canary)) found.push({ file, canary });
  }
  return found;
}
