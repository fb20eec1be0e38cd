import { rocAuc } from "#engine/metrics/roc-auc.ts";
import { rocCurve } from "#engine/metrics/roc-curve.ts";
import { fishNames, type PictureName } from "../sort-fish/deck.ts";

/** A ranking by score, best first, how far one has walked down it, and the card picked up for a swap. */
export type Walk = {
  readonly ranking: readonly PictureName[];
  readonly walked: number;
  readonly picked: number | null;
};

/** The scores stay at their ranks; the pictures change places. */
export const rankScores: readonly number[] = [0.97, 0.93, 0.88, 0.81, 0.74, 0.66, 0.57, 0.45, 0.38, 0.27, 0.16, 0.06];

const startRanking: readonly PictureName[] = [
  "goldfish",
  "tuna",
  "dolphin",
  "shark",
  "clownfish",
  "leaf",
  "angelfish",
  "bottle",
  "crab",
  "seahorse",
  "boot",
  "umbrella",
];
export const newWalk: Walk = { ranking: startRanking, walked: 0, picked: null };

const fish: ReadonlySet<string> = new Set(fishNames);
export function isFish(name: PictureName): boolean {
  return fish.has(name);
}

export function walkTo(walk: Walk, walked: number): Walk {
  return { ...walk, walked: Math.min(walk.ranking.length, Math.max(0, walked)) };
}

/** The first card is picked up, the second changes places with it; the same card twice puts it down. */
export function pick(walk: Walk, rank: number): Walk {
  if (walk.picked === null) return { ...walk, picked: rank };
  const [one, other] = [walk.ranking[walk.picked], walk.ranking[rank]];
  if (one === undefined || other === undefined) return walk;
  return { ...walk, picked: null, ranking: walk.ranking.with(walk.picked, other).with(rank, one) };
}

export function arrange(walk: Walk, arrangement: "perfect" | "reversed" | "start"): Walk {
  if (arrangement === "start") return { ...walk, ranking: startRanking, picked: null };
  const sign = arrangement === "perfect" ? 1 : -1;
  const ranking = startRanking.toSorted((a, b) => sign * (Number(isFish(b)) - Number(isFish(a))));
  return { ...walk, ranking, picked: null };
}

export function fishOf(walk: Walk): readonly PictureName[] {
  return walk.ranking.filter(isFish);
}
export function othersOf(walk: Walk): readonly PictureName[] {
  return walk.ranking.filter((name) => !isFish(name));
}

export function rankingScores(walk: Walk): {
  readonly auc: number;
  readonly points: readonly (readonly [x: number, y: number])[];
} {
  const rows = { labels: walk.ranking.map((name) => Number(isFish(name))), scores: rankScores };
  const { falsePositiveRate, truePositiveRate } = rocCurve(rows);
  return {
    auc: rocAuc(rows),
    points: Array.from(falsePositiveRate, (x, i) => [x, truePositiveRate[i] ?? 0] as const),
  };
}

export type Pair = { readonly fishRow: number; readonly otherColumn: number; readonly isOrdered: boolean };

/** Every fish with every other thing that was walked past: is the fish ranked above it? */
export function pairsWalked(walk: Walk): readonly Pair[] {
  const passed = walk.ranking.slice(0, walk.walked);
  const rankOf = (name: PictureName): number => walk.ranking.indexOf(name);
  return othersOf(walk)
    .filter((other) => passed.includes(other))
    .flatMap((other, otherColumn) =>
      fishOf(walk).map((name, fishRow) => ({ fishRow, otherColumn, isOrdered: rankOf(name) < rankOf(other) })),
    );
}
