import { labels as labelsOf, numbers } from "siklus/data";

export function chooseThreshold({
  labels,
  scores,
  wanted,
}: {
  labels: ArrayLike<number>;
  scores: ArrayLike<number>;
  wanted: number;
}) {
  // scores of the ill, best first: the k-th of them is the answer
  const ill = Array.from(scores)
    .filter((_, i) => labels[i] === 1)
    .sort((a, b) => b - a);
  const k = Math.ceil(wanted * ill.length - 1e-9);
  return ill[Math.max(0, k - 1)] ?? 0;
}

export function screening(table: Parameters<typeof numbers>[0], wanted: number) {
  const actual = labelsOf(table, "diabetes", { positive: "pos" });
  const scores = numbers(table, "score");
  const threshold = chooseThreshold({ labels: actual, scores, wanted });
  let tp = 0,
    called = 0,
    ill = 0;
  for (let i = 0; i < actual.length; i++) {
    const alarm = scores[i]! >= threshold;
    if (alarm) called++;
    if (actual[i] === 1) ill++;
    if (alarm && actual[i] === 1) tp++;
  }
  return { threshold, people: actual.length, recall: tp / ill, precision: tp / called };
}
