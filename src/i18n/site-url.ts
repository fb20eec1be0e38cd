import type { Language } from "./languages.ts";
import { joinBase, pagePath } from "./url.ts";

/** Address of a file of the site under its base: `siteUrl("favicon.svg")`. */
export function siteUrl(path: string): string {
  return joinBase({ base: import.meta.env.BASE_URL, path });
}

/** Address of a page: `pageUrl("id", "07-metrics", "roc-auc")`. */
export function pageUrl(language: Language, ...parts: readonly string[]): string {
  return siteUrl(pagePath(language, ...parts));
}
