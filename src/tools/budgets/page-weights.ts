import type { BuiltSite } from "./built-site.ts";
import { pageReferences } from "./page-references.ts";

export type PageWeight = {
  readonly page: string;
  readonly scriptBytes: number;
  readonly styleBytes: number;
  readonly htmlBytes: number;
};

/** What each page costs before anything is wanted of it, as Brotli sends it. */
export function pageWeights(site: BuiltSite): PageWeight[] {
  return site.paths
    .filter((path) => path.endsWith(".html"))
    .map((page) => {
      const { modules, scripts, styles } = pageReferences(site.read(page));
      const there = (addresses: readonly string[]) => addresses.flatMap((address) => site.resolve(address, page) ?? []);
      const sum = (paths: Iterable<string>) => [...paths].reduce((bytes, path) => bytes + site.brotliBytes(path), 0);
      return {
        page,
        scriptBytes: sum(new Set([...site.modulesFrom(there(modules)), ...there(scripts)])),
        styleBytes: sum(new Set(there(styles))),
        htmlBytes: site.brotliBytes(page),
      };
    });
}

export type ExplorableWeight = { readonly name: string; readonly ownBytes: number; readonly allBytes: number };

/**
 * What each explorable brings beyond what every page has, modules that it asks for later included: `own` are those that no other
 * explorable has, `all` counts the shared ones (engine, errors, the deck of pictures) in full too.
 */
export function explorableWeights(site: BuiltSite, names: readonly string[]): ExplorableWeight[] {
  const shell = site.paths.filter((path) => /^assets\/Page\.astro_.*\.js$/.test(path));
  const common = site.modulesFrom(shell, { withDynamic: true });
  const modules = new Map(names.map((name) => [name, modulesOf({ site, name }).filter((path) => !common.has(path))]));
  const sum = (paths: readonly string[]) => paths.reduce((bytes, path) => bytes + site.brotliBytes(path), 0);
  return [...modules].map(([name, paths]) => {
    const others = new Set([...modules].flatMap(([other, theirs]) => (other === name ? [] : theirs)));
    return { name, ownBytes: sum(paths.filter((path) => !others.has(path))), allBytes: sum(paths) };
  });
}

function modulesOf({ site, name }: { readonly site: BuiltSite; readonly name: string }): string[] {
  const entries = site.paths.filter((path) => path.startsWith(`assets/${name}.astro_`) && path.endsWith(".js"));
  if (entries.length === 0) throw new Error(`${name} has no script in the site; is it on no page?`);
  return [...site.modulesFrom(entries, { withDynamic: true })];
}
