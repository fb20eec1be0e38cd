import type { Inspected } from "#contract/sandbox.ts";

/** A line of output: one call of console.log, or an error and the place in the learner's code that it came from. */
export type ConsoleLine = {
  readonly level: "log" | "info" | "warn" | "error";
  readonly items: readonly Inspected[];
  readonly place?: { readonly line: number; readonly column?: number };
};

/** Characters of one text that are shown; what is longer is cut and says so. */
export const maxTextLength = 10_000;

/** What Copy puts on the clipboard for a line: the one-line form of each item. */
export function lineText({ items }: ConsoleLine): string {
  return items.map((item) => item.text).join(" ");
}

/** The newest `limit` lines and how many older ones went. */
export function newest<T>(
  lines: readonly T[],
  limit: number,
): { readonly kept: readonly T[]; readonly dropped: number } {
  const dropped = Math.max(0, lines.length - limit);
  return { kept: lines.slice(dropped), dropped };
}
