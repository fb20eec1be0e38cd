import type { Figure } from "#contract/figure.ts";
import type { Desk } from "./desk.ts";

/** Learners by tenths of the score, as the server counts them. */
export function tenths(scores: readonly number[]): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const score of scores) {
    const at = Math.min(9, Math.floor(score * 10 + 1e-9));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

export function scoreFigure(desk: Desk, { title, counts }: { title: string; counts: readonly number[] }): Figure {
  return {
    kind: "histogram",
    title,
    xLabel: desk.say("class.score-percent"),
    yLabel: desk.say("class.learners"),
    edges: Array.from({ length: counts.length + 1 }, (_, i) => (100 * i) / counts.length),
    counts: [...counts],
  };
}
