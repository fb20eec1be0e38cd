import type { APIRoute } from "astro";
import type { SubmitFile } from "#browser/submit/submit-words.ts";
import { isLanguage } from "#i18n/languages.ts";
import { pageUrl } from "#i18n/site-url.ts";
import { wordsOf } from "#i18n/t.ts";
import { languagePaths } from "#layouts/language-paths.ts";

/** Words that a lab needs only where a server stands behind the site. */
export const getStaticPaths = languagePaths;

export const GET: APIRoute = ({ params: { language = "en" } }) => {
  const known = isLanguage(language) ? language : "en";
  const file: SubmitFile = { words: wordsOf(known, ["submit", "server"]), accountHref: pageUrl(known, "account") };
  return Response.json(file);
};
