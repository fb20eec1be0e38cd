import type { FigureWords } from "#browser/figures/figure-words.ts";
import { type Say, sayIn } from "#browser/lab-view/words.ts";
import type { AnswerAt } from "#contract/api/route-types.ts";
import { type Facts, fill } from "#i18n/fill.ts";
import type { Language } from "#i18n/languages.ts";
import type { wordsOf } from "#i18n/t.ts";
import { hashOf, type Place } from "./place.ts";

type DeskWords = ReturnType<typeof wordsOf<"class" | "server" | "lab" | "std" | "engine" | "figure">>;
type ClassKey = Extract<keyof DeskWords, `class.${string}`>;
export type DeskLab = { readonly labId: string; readonly title: string; readonly href: string };
export type Me = AnswerAt<"get", "/api/me">;
export type Course = AnswerAt<"get", "/api/courses/{courseId}">;

/** What the page hands over as JSON. */
export type DeskFacts = {
  readonly language: Language;
  readonly words: DeskWords;
  readonly labs: readonly DeskLab[];
  readonly accountHref: string;
  readonly certificateHref: string;
};

/** What every view of the class pages stands on. */
export type Desk = DeskFacts & {
  readonly me: Me;
  readonly say: (key: ClassKey, facts?: Facts) => string;
  /** Any word that the page has, by a key that came from the server. */
  readonly sayAny: Say;
  readonly figureWords: FigureWords;
  labTitle(labId: string): string;
  titleOf(assignment: { readonly title: string | null; readonly labId: string }): string;
  hrefOf(place: Place): string;
  go(place: Place): void;
  time(instant: string): string;
  percent(share: number): string;
  number(value: number): string;
  /** Says in the page's status line what was done. */
  tell(text: string): void;
};

export function createDesk(options: { facts: DeskFacts; me: Me; tell: (text: string) => void }): Desk {
  const { facts, me, tell } = options;
  const { language, words, labs } = facts;
  const times = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const percents = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const labTitle = (labId: string) => labs.find((lab) => lab.labId === labId)?.title ?? labId;
  return {
    ...facts,
    me,
    say: (key, values = {}) => fill(words[key], values),
    sayAny: sayIn(words),
    figureWords: { language, text: words },
    labTitle,
    titleOf: ({ title, labId }) => title ?? labTitle(labId),
    hrefOf: hashOf,
    go: (place) => {
      location.hash = hashOf(place);
    },
    time: (instant) => times.format(new Date(instant)),
    percent: (share) => percents.format(share),
    number: (value) => numbers.format(value),
    tell,
  };
}
