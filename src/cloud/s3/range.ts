import { refuse } from "./refuse.ts";

/**
 * The bytes that `Range` asks for, from the first to the last. A range that cannot be understood is ignored, as is one of several pieces; one that
 * lies outside is refused.
 */
export function findRange(
  range: string | undefined,
  size: number,
): { readonly first: number; readonly last: number } | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range?.trim() ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return undefined;
  if (from === "") {
    const length = Math.min(Number(to), size);
    if (length === 0) throw refuse.invalidRange(size);
    return { first: size - length, last: size - 1 };
  }
  const first = Number(from);
  if (first >= size) throw refuse.invalidRange(size);
  const last = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return last < first ? undefined : { first, last };
}
