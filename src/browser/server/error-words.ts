import type { Facts } from "#i18n/fill.ts";
import { ServerError } from "./server-error.ts";

/** The words that a page hands over for its calls: `wordsOf(language, ["server"])`. */
export type ErrorSay = (key: string, facts?: Facts) => string;

/** An error of a call, in words; what is no error of a call is thrown on. */
export function errorWords(error: unknown, say: ErrorSay): string {
  if (!(error instanceof ServerError)) throw error;
  return say(`server.${error.code}`, error.facts);
}
