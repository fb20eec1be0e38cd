import { getCollection } from "astro:content";
import type { WorkshopFacts } from "#browser/workshop/workshop-words.ts";
import type { Language } from "#i18n/languages.ts";
import { pageUrl } from "#i18n/site-url.ts";
import { wordsOf } from "#i18n/t.ts";

/** Words and labs, as the workshop's scripts want them. */
export async function workshopFacts(language: Language): Promise<WorkshopFacts> {
  const labs = await getCollection("labs");
  return {
    language,
    words: wordsOf(language, ["workshop", "server"]),
    labs: labs
      .map(({ data }) => data)
      .sort((a, b) => (a.stage === b.stage ? a.manifest.order - b.manifest.order : a.stage < b.stage ? -1 : 1))
      .map(({ labId, stage, slug, text }) => ({
        labId,
        title: text[language].title,
        href: pageUrl(language, "labs", stage, slug),
      })),
  };
}
