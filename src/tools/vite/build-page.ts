import { build } from "vite";
import { rootDirectory } from "./bundle-realm.ts";
import { siklusLabs } from "./siklus-labs.ts";

/** Builds a page of a tool or test, which may hold hidden checks, to a folder below .cache/; returns that folder. */
export async function buildPage({ page, name }: { readonly page: string; readonly name: string }): Promise<string> {
  const outDir = `${rootDirectory}.cache/${name}`;
  await build({
    configFile: false,
    root: rootDirectory,
    publicDir: false,
    base: "/",
    plugins: [siklusLabs({ hidden: "allowed" })],
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, rolldownOptions: { input: `${rootDirectory}${page}` } },
    logLevel: "warn",
  });
  return outDir;
}
