import { type LabFacts, part } from "#browser/lab-view/lab-facts.ts";
import type { Say } from "#browser/lab-view/words.ts";
import { findServer } from "#browser/server/find-server.ts";
import { siteUrl } from "#i18n/site-url.ts";
import type { SubmitFile } from "./submit-words.ts";

/** Where a server stands behind the site, a lab can be submitted for a verified score; elsewhere nothing of this is fetched or shown. */
export async function startSubmit(options: {
  readonly root: HTMLElement;
  readonly facts: LabFacts;
  readonly say: Say;
  readonly code: () => string;
}): Promise<void> {
  const place = part(options.root, "submit");
  const found = await findServer();
  if (found.state !== "here" || place.childElementCount > 0) return;
  const [{ openSubmitPanel }, { submitDesk }, answer] = await Promise.all([
    import("./submit-panel.ts"),
    import("./submit-words.ts"),
    fetch(siteUrl(`words/submit-${options.facts.language}.json`)),
  ]);
  if (!answer.ok) return;
  const file = (await answer.json()) as SubmitFile; // made by pages/words in the same build
  const desk = submitDesk({ root: options.root, facts: options.facts, sayLab: options.say, file });
  openSubmitPanel({ desk, place, code: options.code });
}
