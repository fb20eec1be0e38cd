import { languages } from "#i18n/languages.ts";

/** The static paths of a page that stands once in each language. */
export function languagePaths() {
  return languages.map((language) => ({ params: { language }, props: { language } }));
}
