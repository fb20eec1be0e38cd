import { type CodeToken, codeTokens } from "#lab/code-tokens.ts";
import { type Region, sharedRegions } from "./shared-regions.ts";
import { type Fingerprint, gramHashes, winnow } from "./winnow.ts";

export type ComparedSource = { readonly id: string; readonly source: string };
export type SourcePair = {
  readonly left: string;
  readonly right: string;
  /** Share of the smaller one's fingerprints, starter left out, that the other has too. */
  readonly similarity: number;
  readonly regions: readonly Region[];
};

/** Fewer fingerprints say nothing: short answers are alike by nature. */
const leastFingerprints = 6;
const leastSimilarity = 0.25;
const mostPairs = 100;
/** What more than half of a class wrote is how one writes it; with fewer learners than this, nothing is called common. */
const leastForCommon = 8;

type Prints = {
  readonly id: string;
  readonly tokens: readonly CodeToken[];
  readonly own: readonly Fingerprint[];
  readonly hashes: ReadonlySet<number>;
};

/** Pairs of sources that are alike beyond the starter and beyond what most wrote, the most alike first. */
export function similarPairs(options: {
  readonly sources: readonly ComparedSource[];
  readonly starter: string;
}): SourcePair[] {
  const given = new Set(options.starter.match(/[A-Za-z_$][\w$]*/g) ?? []);
  const starterHashes = new Set(gramHashes((codeTokens(options.starter, given) ?? []).map(({ kind }) => kind)));
  const all = options.sources.flatMap(({ id, source }) => {
    const tokens = codeTokens(source, given);
    if (tokens === undefined) return [];
    const chosen = winnow(gramHashes(tokens.map(({ kind }) => kind)));
    return [printsOf({ id, tokens, own: chosen.filter(({ hash }) => !starterHashes.has(hash)) })];
  });
  const common = commonHashes(all);
  const prints = all.map((one) => printsOf({ ...one, own: one.own.filter(({ hash }) => !common.has(hash)) }));
  return prints
    .flatMap((left, i) => prints.slice(i + 1).flatMap((right) => comparePair(left, right) ?? []))
    .sort((a, b) => b.similarity - a.similarity || (a.left + a.right < b.left + b.right ? -1 : 1))
    .slice(0, mostPairs);
}

function printsOf(one: Omit<Prints, "hashes">): Prints {
  return { ...one, hashes: new Set(one.own.map(({ hash }) => hash)) };
}

function comparePair(left: Prints, right: Prints): SourcePair | undefined {
  const smaller = Math.min(left.hashes.size, right.hashes.size);
  if (smaller < leastFingerprints) return undefined;
  const shared = new Set([...left.hashes].filter((hash) => right.hashes.has(hash)));
  const similarity = shared.size / smaller;
  if (similarity < leastSimilarity) return undefined;
  return { left: left.id, right: right.id, similarity, regions: sharedRegions({ left, right, shared }) };
}

function commonHashes(all: readonly Prints[]): ReadonlySet<number> {
  if (all.length < leastForCommon) return new Set();
  const count = new Map<number, number>();
  for (const { hashes } of all) for (const hash of hashes) count.set(hash, (count.get(hash) ?? 0) + 1);
  return new Set([...count].flatMap(([hash, learners]) => (learners > all.length / 2 ? [hash] : [])));
}
