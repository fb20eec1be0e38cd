import { isLanguage, type Language } from "./languages.ts";

/** The language of the page a component stands on: `pageLanguage(Astro)`. */
export function pageLanguage(page: { readonly currentLocale: string | undefined }): Language {
  if (!isLanguage(page.currentLocale)) throw new Error(`the page has no language, its locale is ${page.currentLocale}`);
  return page.currentLocale;
}
