import type { ServerFacts } from "#browser/server/find-server.ts";
import type { AnswerAt } from "#contract/api/route-types.ts";
import { fill } from "#i18n/fill.ts";
import type { Language } from "#i18n/languages.ts";
import type { wordsOf } from "#i18n/t.ts";

export type AccountWords = ReturnType<typeof wordsOf<"account" | "server">>;
export type Me = AnswerAt<"get", "/api/me">;
export type User = NonNullable<Me["user"]>;
type Facts = Readonly<Record<string, string | number>>;

/** What Account.astro hands over as JSON. */
export type AccountFacts = {
  readonly language: Language;
  readonly words: AccountWords;
  readonly labs: readonly { readonly labId: string; readonly title: string; readonly href: string }[];
  readonly links: { readonly classes: string; readonly workshop: string; readonly join: string };
};

/** What every part of the account's page stands on. */
export type AccountPage = AccountFacts & {
  readonly server: ServerFacts;
  readonly say: (key: Extract<keyof AccountWords, `account.${string}`>, facts?: Facts) => string;
  readonly sayError: (key: string, facts?: Facts) => string;
  /** Says in the page's status line what was done. */
  tell(text: string): void;
  /** Asks anew who is signed in, and draws the page for them. */
  refresh(): Promise<void>;
  /** Runs what a form asks for; an error is said in words beside it. */
  attempt(by: HTMLElement, work: () => Promise<void>): Promise<void>;
};

export function sayIn(words: AccountWords): Pick<AccountPage, "say" | "sayError"> {
  return {
    say: (key, facts = {}) => fill(words[key], facts),
    sayError: (key, facts = {}) => fill(Object.hasOwn(words, key) ? words[key as keyof AccountWords] : key, facts), // has it
  };
}
