import { type Fingerprint, gramLength } from "./winnow.ts";

/** Lines from 1, both ends included. */
export type Region = { readonly left: [number, number]; readonly right: [number, number] };

type Side = { readonly tokens: readonly { readonly line: number }[]; readonly own: readonly Fingerprint[] };
type Span = { left: [number, number]; right: [number, number] }; // tokens, both ends included

/** Between two shared fingerprints of one copied run there are at most a window's tokens; a changed token more hides a k-gram. */
const reach = gramLength;

/** Where shared fingerprints stand, runs joined: for showing two sources side by side. */
export function sharedRegions(options: {
  readonly left: Side;
  readonly right: Side;
  readonly shared: ReadonlySet<number>;
}): Region[] {
  const { left, right, shared } = options;
  const rightAt = new Map<number, number[]>();
  for (const { hash, at } of right.own) if (shared.has(hash)) rightAt.set(hash, [...(rightAt.get(hash) ?? []), at]);
  const spans: Span[] = [];
  for (const { hash, at } of left.own) {
    for (const other of rightAt.get(hash) ?? []) {
      const last = spans.find((span) => follows(span.left, at) && follows(span.right, other));
      if (last === undefined) spans.push({ left: spanAt(at), right: spanAt(other) });
      else
        [last.left[1], last.right[1]] = [
          Math.max(last.left[1], spanAt(at)[1]),
          Math.max(last.right[1], spanAt(other)[1]),
        ];
    }
  }
  return withoutEchoes(spans)
    .map((span) => ({ left: linesOf(span.left, left), right: linesOf(span.right, right) }))
    .sort((a, b) => a.left[0] - b.left[0] || a.right[0] - b.right[0]);
}

function follows([from, to]: readonly [number, number], at: number): boolean {
  return at >= from && at <= to + reach;
}

function spanAt(at: number): [number, number] {
  return [at, at + gramLength - 1];
}

function linesOf([from, to]: readonly [number, number], { tokens }: Side): [number, number] {
  return [tokens[from]?.line ?? 1, tokens[to]?.line ?? tokens.at(-1)?.line ?? 1];
}

/** A figure of speech inside a longer shared run is found again wherever the other uses it: only the longest run is shown. */
function withoutEchoes(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const span of spans.toSorted((a, b) => lengthOf(b) - lengthOf(a)))
    if (!kept.some(({ left, right }) => isIn(span.left, left) || isIn(span.right, right))) kept.push(span);
  return kept;
}

function lengthOf({ left: [from, to] }: Span): number {
  return to - from;
}

function isIn(inner: readonly [number, number], outer: readonly [number, number]): boolean {
  return inner[0] >= outer[0] && inner[1] <= outer[1];
}
