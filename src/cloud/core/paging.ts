import { utf8Bytes } from "#engine/core/utf-8-bytes.ts";
import type { AwsError } from "./aws-error.ts";
import { findBase64, toBase64 } from "./base64.ts";
import { utf8Text } from "./utf-8-text.ts";

/**
 * One page of a list. The token is opaque: where the last page ended, by the key of its last item (so that an item that is made or deleted
 * between two pages moves nothing) and by its place (for when that item is gone itself).
 *
 * @param items     all of them, filtered, in the order of the answer
 * @param keyOf     what tells items apart
 * @param limit     how many fit on a page
 * @param token     what the last answer gave, if it is not the first page
 * @param invalid   the service's own error for a token it did not make
 */
export function pageOf<Item>({
  items,
  keyOf,
  limit,
  token,
  invalid,
}: {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly limit: number;
  readonly token: string | undefined;
  readonly invalid: () => AwsError;
}): { readonly items: readonly Item[]; readonly nextToken: string | undefined } {
  const from = token === undefined ? 0 : startOf({ items, keyOf, token, invalid });
  const page = items.slice(from, from + limit);
  const last = page.at(-1);
  const isEnd = from + page.length >= items.length || last === undefined;
  return { items: page, nextToken: isEnd ? undefined : writeToken({ key: keyOf(last), next: from + page.length }) };
}

function startOf<Item>({
  items,
  keyOf,
  token,
  invalid,
}: {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly token: string;
  readonly invalid: () => AwsError;
}): number {
  const [, next, key] = /^(\d{1,15}) (.*)$/s.exec(utf8Text(findBase64(token) ?? new Uint8Array())) ?? [];
  if (next === undefined || key === undefined) throw invalid();
  const at = items.findIndex((item) => keyOf(item) === key);
  return at === -1 ? Number(next) : at + 1;
}

function writeToken({ key, next }: { readonly key: string; readonly next: number }): string {
  return toBase64(utf8Bytes(`${next} ${key}`));
}
