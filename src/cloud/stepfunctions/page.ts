import { pageOf } from "#cloud/core/paging.ts";
import { invalidToken } from "./refuse.ts";

/** Lists have 100 items a page unless asked, and 0 means that too. */
export function statesPage<Item>({
  items,
  keyOf,
  input,
}: {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly input: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined };
}): { readonly items: readonly Item[]; readonly rest: { readonly nextToken?: string } } {
  const { items: page, nextToken } = pageOf({
    items,
    keyOf,
    limit: input.maxResults || 100,
    token: input.nextToken,
    invalid: invalidToken,
  });
  return { items: page, rest: nextToken === undefined ? {} : { nextToken } };
}
