import { exp } from "#engine/core/exp.ts";
import { log } from "#engine/core/log.ts";
import { type ClassProblem, chargeCoefficients, levelAtZero } from "./logistic-loss.ts";
import { addRowsTo, blockRows, scoreBlock } from "./row-block.ts";

/**
 * Log loss of k classes with its gradient: Σ weight × (log Σ e^zⱼ − z of the true class) + penalty / 2 × Σ coefficient². O(n × d × k), one pass.
 *
 * @param parameters  for each class d coefficients, then its level at the centers; length k × (d + 1)
 * @param gradient    written, the same length
 */
export function softmaxLoss({
  problem,
  classCount,
  parameters,
  gradient,
}: {
  readonly problem: ClassProblem;
  readonly classCount: number;
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
}): number {
  const { codes, weights, penalty, hasIntercept } = problem;
  const { rowCount, columnCount: d, values } = problem.matrix;
  const width = d + 1;
  const ofClass = Array.from({ length: classCount }, (_, k) => ({
    from: k * width,
    level: levelAtZero({ problem, parameters, from: k * width }),
    scores: new Float64Array(blockRows),
  }));
  gradient.fill(0);
  const highest = new Float64Array(blockRows);
  const sums = new Float64Array(blockRows);
  let loss = 0;
  for (let start = 0; start < rowCount; start += blockRows) {
    const block = { values, at: start * d, count: Math.min(blockRows, rowCount - start), d };
    highest.fill(Number.NEGATIVE_INFINITY);
    for (const { from, level, scores } of ofClass) {
      scoreBlock({ ...block, slopes: parameters, from, level, scores });
      for (let i = 0; i < block.count; i++) highest[i] = Math.max(highest[i] ?? 0, scores[i] ?? 0);
    }
    sums.fill(0);
    for (const [k, { scores }] of ofClass.entries()) {
      for (let i = 0; i < block.count; i++) {
        const above = (scores[i] ?? 0) - (highest[i] ?? 0);
        const share = exp(above);
        if (codes[start + i] === k) loss -= (weights[start + i] ?? 0) * above;
        scores[i] = share;
        sums[i] = (sums[i] ?? 0) + share;
      }
    }
    for (let i = 0; i < block.count; i++) loss += (weights[start + i] ?? 0) * log(sums[i] ?? 1);
    for (const [k, { from, scores }] of ofClass.entries()) {
      let missSum = 0;
      for (let i = 0; i < block.count; i++) {
        const isOwn = codes[start + i] === k ? 1 : 0;
        const miss = (weights[start + i] ?? 0) * ((scores[i] ?? 0) / (sums[i] ?? 1) - isOwn);
        scores[i] = miss;
        missSum += miss;
      }
      gradient[from + d] = (gradient[from + d] ?? 0) + missSum;
      addRowsTo({ ...block, factors: scores, gradient, from });
    }
  }
  let square = 0;
  for (const { from } of ofClass) {
    square += chargeCoefficients({ problem, parameters, gradient, from, missSum: gradient[from + d] ?? 0 });
    if (!hasIntercept) gradient[from + d] = 0;
  }
  return loss + (penalty / 2) * square;
}
