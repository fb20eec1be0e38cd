import type { APIRoute } from "astro";
import { workshopFacts } from "#components/workshop/workshop-facts.ts";
import { isLanguage } from "#i18n/languages.ts";
import { languagePaths } from "#layouts/language-paths.ts";

/** Words that only who takes part in a workshop needs: fetched by the strip, not carried by every page. */
export const getStaticPaths = languagePaths;

export const GET: APIRoute = async ({ params: { language = "" } }) =>
  Response.json(isLanguage(language) ? await workshopFacts(language) : {});
