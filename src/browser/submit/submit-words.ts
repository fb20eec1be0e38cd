import type { LabFacts } from "#browser/lab-view/lab-facts.ts";
import type { Say } from "#browser/lab-view/words.ts";
import { fill } from "#i18n/fill.ts";
import type { Language } from "#i18n/languages.ts";
import type { wordsOf } from "#i18n/t.ts";

export type SubmitWords = ReturnType<typeof wordsOf<"submit" | "server">>;
type Facts = Readonly<Record<string, string | number>>;

/** The file of words that is fetched only where a server stands behind the site. */
export type SubmitFile = { readonly words: SubmitWords; readonly accountHref: string };

export type SubmitDesk = {
  readonly root: HTMLElement;
  readonly facts: LabFacts;
  readonly accountHref: string;
  readonly say: (key: Extract<keyof SubmitWords, `submit.${string}`>, facts?: Facts) => string;
  readonly sayError: (key: string, facts?: Facts) => string;
  /** The lab's own words, and those of its messages. */
  readonly sayLab: Say;
  readonly percent: (share: number) => string;
  readonly time: (instant: string) => string;
};

export function submitDesk(options: {
  readonly root: HTMLElement;
  readonly facts: LabFacts;
  readonly sayLab: Say;
  readonly file: SubmitFile;
}): SubmitDesk {
  const { root, facts, sayLab, file } = options;
  const { words, accountHref } = file;
  const language: Language = facts.language;
  const percents = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const times = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  return {
    root,
    facts,
    sayLab,
    accountHref,
    say: (key, values = {}) => fill(words[key], values),
    sayError: (key, values = {}) => fill(Object.hasOwn(words, key) ? words[key as keyof SubmitWords] : key, values), // has it
    percent: (share) => percents.format(share),
    time: (instant) => times.format(new Date(instant)),
  };
}
