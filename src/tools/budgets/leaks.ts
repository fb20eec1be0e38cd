import type { BuiltSite } from "./built-site.ts";
import { pageReferences } from "./page-references.ts";

/** Runs of code this long of a hidden check are its own: shorter ones may stand in a visible check too. */
const telltaleCharacters = 12;

/** Lines of hidden checks that stand in no file that ships by right. */
export function telltales({ hidden, shipped }: { readonly hidden: string; readonly shipped: string }): string[] {
  const texts = [...hidden.matchAll(/"((?:[^"\\\n]|\\.)*)"|`([^`]*)`/g)].map(
    ([, plain, template]) => plain ?? template ?? "",
  );
  return [...new Set(texts)].filter((text) => text.length >= telltaleCharacters && !shipped.includes(text));
}

/** What must never be in the site: canaries and texts of hidden checks, source maps, files of other origins. One line each. */
export function findLeaks({
  site,
  secrets,
}: {
  readonly site: BuiltSite;
  readonly secrets: readonly string[];
}): string[] {
  const problems: string[] = [];
  for (const path of site.paths) {
    const text = site.read(path);
    if (/siklus-canary-/.test(text)) problems.push(`${path}: holds the canary of a hidden check`);
    for (const secret of secrets)
      if (text.includes(secret)) problems.push(`${path}: holds a text of a hidden check, "${secret.slice(0, 40)}"`);
    if (path.endsWith(".map")) problems.push(`${path}: source maps do not ship`);
    if (/\.(js|css)$/.test(path) && /[#@] sourceMappingURL=(?!\$|["'`])\S+\s*$/.test(text.slice(-300)))
      problems.push(`${path}: names a source map`);
    if (path.endsWith(".html")) problems.push(...foreignFiles({ site, page: path, html: text }));
  }
  return problems;
}

function foreignFiles({
  site,
  page,
  html,
}: {
  readonly site: BuiltSite;
  readonly page: string;
  readonly html: string;
}): string[] {
  const { modules, scripts, styles, others } = pageReferences(html);
  const inScripts = [...html.matchAll(/\b(?:fetch|import|importScripts)\(\s*["'`](https?:)?(\/\/[^"'`]+)/g)];
  const addresses = [
    ...modules,
    ...scripts,
    ...styles,
    ...others,
    ...inScripts.map(([, scheme = "", rest = ""]) => scheme + rest),
  ];
  return addresses
    .filter((address) => !/^(data:|#)/.test(address) && site.resolve(address, page) === undefined)
    .map((address) => `${page}: loads ${address}, which is not a file of this site`);
}
