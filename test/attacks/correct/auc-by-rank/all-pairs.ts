export function aucByRank(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  let won = 0;
  let pairs = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== 1) continue;
    for (let j = 0; j < labels.length; j++) {
      if (labels[j] === 1) continue;
      pairs++;
      won += (Math.sign((scores[i] ?? 0) - (scores[j] ?? 0)) + 1) / 2;
    }
  }
  return won / pairs;
}
