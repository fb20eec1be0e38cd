import type { AccountPage } from "./account-page.ts";
import { callAuth } from "./call-auth.ts";

/** The provider's address to go to; from there it sends people back to this page. Null: it does not answer. */
export async function findWayToProvider({
  provider,
  back,
}: {
  readonly provider: string;
  readonly back: string;
}): Promise<string | null> {
  const answer = await callAuth("sign-in/social", { provider, callbackURL: back, errorCallbackURL: back });
  return answer.ok && typeof answer.json["url"] === "string" ? answer.json["url"] : null;
}

const wordOf = new Map([
  ["access_denied", "account.provider-denied"],
  ["account_not_linked", "account.provider-taken"],
  ["email_not_found", "account.provider-no-email"],
  ["provider_away", "account.provider-away"],
] as const);

/** Why somebody came back from a provider without being signed in, by the address they came back to; null if they did not. */
export function whyNotSignedIn(search: string, say: AccountPage["say"]): string | null {
  const code = new URLSearchParams(search).get("error");
  if (code === null) return null;
  const word = [...wordOf].find(([known]) => known === code)?.[1];
  // Anybody can make a link with an error in it: only what looks like a code is shown.
  const shown = /^[\w-]{1,60}$/.test(code) ? code : "unknown";
  return word === undefined ? say("account.provider-failed", { code: shown }) : say(word);
}

/** The same address without what a provider's failure added to it, so that the next try does not carry it along. */
export function withoutError(search: string): string {
  const query = new URLSearchParams(search);
  for (const name of ["error", "error_description", "state"]) query.delete(name);
  return query.size === 0 ? "" : `?${query}`;
}
