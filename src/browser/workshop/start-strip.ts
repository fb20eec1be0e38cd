import { siteUrl } from "#i18n/site-url.ts";
import { joinedWorkshop } from "./membership.ts";
import type { WorkshopFacts } from "./workshop-words.ts";

/** On every page: only who takes part in a workshop fetches its strip, and the words for it. */
export async function startStrip(): Promise<void> {
  if (joinedWorkshop() === null || document.querySelector("siklus-join, siklus-workshop") !== null) return;
  const [{ openStrip }, { workshopPage }, answer] = await Promise.all([
    import("./strip.ts"),
    import("./workshop-words.ts"),
    fetch(siteUrl(`words/workshop-${document.documentElement.lang}.json`)),
  ]);
  if (answer.ok) await openStrip(workshopPage((await answer.json()) as WorkshopFacts)); // made by pages/words in the same build
}
