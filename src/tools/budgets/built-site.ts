import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { moduleImports } from "./module-imports.ts";

export type BuiltSite = {
  /** All files by path below the folder, copies for web servers left out. */
  readonly paths: readonly string[];
  read(path: string): string;
  brotliBytes(path: string): number;
  /** The path of a file that an address on a page or in a module names; undefined for another origin or a file that is not there. */
  resolve(address: string, from: string): string | undefined;
  /** The modules that run as soon as these do; `withDynamic` adds those that they may ask for later. */
  modulesFrom(entries: readonly string[], options?: { readonly withDynamic: boolean }): Set<string>;
};

export function openBuiltSite({ folder, base }: { readonly folder: string; readonly base: string }): BuiltSite {
  const origin = "https://site.invalid";
  const root = new URL(base.endsWith("/") ? base : `${base}/`, origin);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name) && !entry.name.startsWith("."))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted();
  const known = new Set(paths);
  const read = (path: string) => readFileSync(join(folder, path), "utf8");
  const brotliBytes = remembered((path: string) => {
    const sent = join(folder, `${path}.br`); // made by compress.ts, and what a web server sends
    return existsSync(sent) ? statSync(sent).size : brotliCompressSync(readFileSync(join(folder, path))).length;
  });
  const imports = remembered((path: string) => moduleImports(read(path)));
  const resolve = (address: string, from: string) => {
    const url = new URL(address, new URL(from.replace(/index\.html$/, ""), root));
    if (url.origin !== origin || !url.pathname.startsWith(root.pathname)) return undefined;
    const path = url.pathname.slice(root.pathname.length);
    return [path, `${path}index.html`].find((candidate) => known.has(candidate));
  };
  return {
    paths,
    read,
    brotliBytes,
    resolve,
    modulesFrom(entries, { withDynamic } = { withDynamic: false }) {
      const found = new Set<string>();
      const queue = [...entries];
      for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
        if (found.has(path)) continue;
        found.add(path);
        const { fixed, dynamic } = imports(path);
        for (const name of withDynamic ? [...fixed, ...dynamic] : fixed) {
          const target = resolve(name, path);
          if (target === undefined) throw new Error(`${path} imports ${name}, which is not in the site`);
          queue.push(target);
        }
      }
      return found;
    },
  };
}

function remembered<T>(make: (path: string) => T): (path: string) => T {
  const made = new Map<string, T>();
  return (path) => {
    const known = made.get(path);
    if (known !== undefined) return known;
    const value = make(path);
    made.set(path, value);
    return value;
  };
}
