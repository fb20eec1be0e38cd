import { rocCurve } from "siklus/metrics";

export async function aucByRank(labels: ArrayLike<number>, scores: ArrayLike<number>) {
  const { falsePositiveRate: x, truePositiveRate: y } = rocCurve({ labels, scores });
  let area = 0;
  for (const i of Array.from({ length: x.length - 1 }).keys()) {
    area += (Number(x[i + 1]) - Number(x[i])) * ((Number(y[i + 1]) + Number(y[i])) / 2);
  }
  return area;
}
