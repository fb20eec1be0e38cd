import { EngineError } from "#engine/core/errors.ts";
import { type Features, parseMatrix } from "#engine/core/matrix.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { ConfusionMatrix, Label } from "#engine/metrics/index.ts";

/** What it costs to call a case of class i class j: `costs[i][j]`, in the order of the classes. Gains are negative. */
export type CostMatrix = readonly (readonly number[])[];

/**
 * What the errors of a confusion matrix cost, for one case on average.
 *
 * Accuracy treats all errors alike. A cost matrix gives each kind of confusion its price, and the average price of a case
 * is the figure to compare models by. Cost: O(k²) for k classes.
 *
 * @param matrix  as `confusionMatrix` gives it, k × k, counts or shares
 * @param costs   k × k: row = actual, column = predicted
 * @returns       Σ count × cost / Σ count
 * @throws {EngineError} "length-mismatch" unless costs are k × k, "empty" for a matrix without rows, "not-finite", "wrong-type"
 * @example
 * const matrix = { labels: ["ham", "spam"], rows: [[90, 5], [1, 4]], total: 100 };
 * expectedCost({ matrix, costs: [[0, 10], [1, 0]] }) // => 0.51
 * @source  Elkan 2001, The foundations of cost-sensitive learning
 */
export function expectedCost(options: { readonly matrix: ConfusionMatrix; readonly costs: CostMatrix }): number {
  const functionName = "expectedCost";
  const { matrix, costs } = requireOptions(functionName, options, ["matrix", "costs"]);
  requireRecord({ functionName, name: "matrix", value: matrix });
  const classCount = requireSameLength(functionName, { "matrix.labels": matrix.labels, "matrix.rows": matrix.rows });
  const parsed = parseCosts({ functionName, costs, classCount });
  let sum = 0;
  let total = 0;
  for (const [i, row] of matrix.rows.entries()) {
    requireSameLength(functionName, { "a row of the matrix": row, classes: { length: classCount } });
    for (const [j, count] of row.entries()) {
      requireNumber({ functionName, name: "matrix.rows", value: count, least: 0 });
      sum += count * (parsed[i]?.[j] ?? 0);
      total += count;
    }
  }
  if (total > 0) return sum / total;
  throw new EngineError("empty", `${functionName} requires a matrix with rows, got a sum of ${total}`, {
    function: functionName,
  });
}

/** For each row, the class that is cheapest to call it, and what that costs on average. */
export type LeastCostLabels = { readonly labels: readonly Label[]; readonly costs: Float64Array };

/**
 * The decision of least expected cost for each row, from its class probabilities.
 *
 * The likeliest class is the right call only if all errors cost the same. In general, calling a row class j costs the
 * average over the classes i it may belong to, Σᵢ pᵢ × costs[i][j]; the class with the least such cost is called. A rare
 * disease with 5 % is called when missing it costs more than nineteen times a false alarm. Ties go to the earlier class.
 * Cost: O(n × k²).
 *
 * @param probabilities  n × k, each row sums to 1
 * @param classes        length k
 * @param costs          k × k: row = actual, column = predicted
 * @returns              labels and expected costs, length n
 * @throws {EngineError} "length-mismatch", "not-a-distribution" for a row that does not sum to 1, "empty", "not-finite", "wrong-type"
 * @example leastCostLabels({ probabilities: [[0.9, 0.1]], classes: ["well", "ill"], costs: [[0, 1], [20, 0]] }).labels // => ["ill"]
 * @source  Elkan 2001, equation 1; Domingos 1999, MetaCost
 */
export function leastCostLabels(options: {
  readonly probabilities: Features;
  readonly classes: readonly Label[];
  readonly costs: CostMatrix;
}): LeastCostLabels {
  const functionName = "leastCostLabels";
  const { probabilities, classes, costs } = requireOptions(functionName, options, [
    "probabilities",
    "classes",
    "costs",
  ]);
  const classCount = requireSameLength(functionName, { classes });
  const parsed = parseCosts({ functionName, costs, classCount });
  const { rowCount, values } = parseMatrix({ functionName, features: probabilities, columnCount: classCount });
  const best = new Float64Array(rowCount).fill(Number.POSITIVE_INFINITY);
  const chosen = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const from = row * classCount;
    let sum = 0;
    for (let i = 0; i < classCount; i++) {
      const p = values[from + i] as number; // within the matrix
      sum += p >= 0 ? p : Number.NaN;
    }
    // 1e-6: what single-precision probabilities are off by.
    if (!(Math.abs(sum - 1) <= 1e-6)) throw noDistribution({ functionName, row, sum });
    for (let j = 0; j < classCount; j++) {
      let cost = 0;
      for (let i = 0; i < classCount; i++) cost += (values[from + i] as number) * (parsed[i]?.[j] ?? 0); // within the matrix
      if (cost >= (best[row] as number)) continue; // row < length
      best[row] = cost;
      chosen[row] = j;
    }
  }
  return { labels: Array.from(chosen, (j) => classes[j] as Label), costs: best }; // j < k
}

function parseCosts({
  functionName,
  costs,
  classCount,
}: {
  readonly functionName: string;
  readonly costs: CostMatrix;
  readonly classCount: number;
}): CostMatrix {
  requireSameLength(functionName, { costs, classes: { length: classCount } });
  for (const row of costs) {
    requireSameLength(functionName, { "a row of costs": row, classes: { length: classCount } });
    for (const value of row) requireNumber({ functionName, name: "costs", value });
  }
  return costs;
}

function noDistribution({
  functionName,
  row,
  sum,
}: {
  readonly functionName: string;
  readonly row: number;
  readonly sum: number;
}): EngineError {
  return new EngineError(
    "not-a-distribution",
    `${functionName} requires probabilities of 0 or more that sum to 1, got a sum of ${sum} at row ${row}`,
    { function: functionName, got: String(sum), row },
  );
}
