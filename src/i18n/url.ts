import type { Language } from "./languages.ts";

/** The one place where an address inside the site is made: joins the site's base to a path, without doubled slashes. */
export function joinBase({ base, path }: { base: string; path: string }): string {
  const head = base.replace(/\/+$/, "");
  const tail = path.replace(/^\/+/, "");
  return `${head}/${tail}`;
}

/** `pagePath("en", "07-metrics", "roc-auc")` is `en/07-metrics/roc-auc/`. */
export function pagePath(language: Language, ...parts: readonly string[]): string {
  return `${[language, ...parts].join("/")}/`;
}

/** The same page in the other language: swaps the first part after the base, keeps the rest with query and hash. */
export function swapLanguage({ base, href, to }: { base: string; href: string; to: Language }): string {
  const [, path = "", rest = ""] = /^([^?#]*)(.*)$/.exec(href) ?? [];
  const head = joinBase({ base, path: "" });
  const inside = path.startsWith(head) ? path.slice(head.length) : "";
  return joinBase({ base, path: inside.replace(/^(en|id)(?=\/|$)/, to) }) + rest;
}
