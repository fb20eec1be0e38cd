import type { ErrorSay } from "#browser/server/error-words.ts";
import { fill } from "#i18n/fill.ts";
import type { Language } from "#i18n/languages.ts";
import type { wordsOf } from "#i18n/t.ts";

export type WorkshopWords = ReturnType<typeof wordsOf<"workshop" | "server">>;
export type SayWorkshop = (key: keyof WorkshopWords, facts?: Readonly<Record<string, string | number>>) => string;
export type WorkshopLab = { readonly labId: string; readonly title: string; readonly href: string };

/** What a page hands over as JSON in its markup, or the file of words that the strip fetches. */
export type WorkshopFacts = {
  readonly language: Language;
  readonly words: WorkshopWords;
  readonly labs: readonly WorkshopLab[];
};

export type WorkshopPage = WorkshopFacts & { readonly say: SayWorkshop; readonly sayError: ErrorSay };

export function workshopPage(facts: WorkshopFacts): WorkshopPage {
  const { words } = facts;
  const find = (key: string): string => (Object.hasOwn(words, key) ? words[key as keyof WorkshopWords] : key); // has it
  return {
    ...facts,
    say: (key, values = {}) => fill(words[key], values),
    sayError: (key, values = {}) => fill(find(key), values),
  };
}

/** A mistake's name as words: "swapped-labels" is "swapped labels". */
export function mistakeName(mistake: string): string {
  return mistake.replaceAll("-", " ");
}

/** Minutes and seconds to an instant; null once it has passed. */
export function timeLeft(endsAt: string, nowMs: number): string | null {
  const seconds = Math.ceil((Date.parse(endsAt) - nowMs) / 1000);
  if (seconds <= 0) return null;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
