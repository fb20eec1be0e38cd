import { EngineError } from "#engine/core/errors.ts";
import { type Features, type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { parseBinaryLabels } from "#engine/core/parse-binary-labels.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { type BiasValue, estimated, notEstimable } from "./bias-value.ts";

type FlipTestOptions = {
  readonly features: Features;
  readonly isDisadvantaged: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
};

/**
 * Counterfactual flip test (FT): would the members of the disadvantaged group have been treated otherwise in the other
 * group?
 *
 * Nobody can be asked twice, so AWS asks the neighbors: each member of the disadvantaged group is compared with the
 * majority of its 5 nearest rows of the advantaged group (Euclidean distance; 1 nearest, if that group has fewer than
 * 10 rows). FT = (F⁺ − F⁻)/n_d, where F⁺ counts those whom the model accepts though their neighbors are rejected, F⁻
 * those rejected though their neighbors are accepted. Below 0, members of the disadvantaged group are rejected where
 * alike members of the other are accepted. Distances depend on units: scale the features first, and leave the facet and
 * the label out of them.
 *
 * @param features         numbers, n × d, without facet and label
 * @param isDisadvantaged  1 for rows of the disadvantaged group, else 0, length n
 * @param predicted        1 where the model says positive, else 0, length n
 * @returns                in [−1, 1]; not estimable when a group is empty. Of equally near neighbors the earlier row
 *                         counts. O(nₐ × n_d × d)
 * @throws {EngineError} "length-mismatch", "empty", "not-finite", "invalid-label"; "out-of-range" beyond 4 × 10⁹
 *                       differences
 * @example flipTest({ features: [[1], [2], [1], [2]], isDisadvantaged: [0, 0, 1, 1], predicted: [1, 0, 0, 0] }).value // => -0.5
 * @source  Amazon SageMaker Clarify, post-training metric FT; Black, Yeom & Fredrikson 2020, FlipTest
 */
export function flipTest(options: FlipTestOptions): BiasValue {
  return runToEnd(flipTestSteps(options));
}

/**
 * The same in slices, for long tables: yields how many members of the disadvantaged group were looked at.
 *
 * @example flipTestSteps({ features: [[1], [1]], isDisadvantaged: [0, 1], predicted: [1, 1] }).next().done // => true
 */
export function* flipTestSteps(options: FlipTestOptions): Steps<Progress, BiasValue> {
  const functionName = "flipTest";
  const { features, isDisadvantaged, predicted } = requireOptions(functionName, options, [
    "features",
    "isDisadvantaged",
    "predicted",
  ]);
  const matrix = parseMatrix({ functionName, features });
  requireSameLength(functionName, { features: { length: matrix.rowCount }, isDisadvantaged, predicted });
  const facet = parseBinaryLabels({ functionName, labels: isDisadvantaged });
  const positive = parseBinaryLabels({ functionName, labels: predicted });
  const advantaged = rowsOf(facet, 0);
  const disadvantaged = rowsOf(facet, 1);
  if (advantaged.length === 0 || disadvantaged.length === 0) return notEstimable("empty-group");
  const work = advantaged.length * disadvantaged.length * matrix.columnCount;
  if (work > 4e9) {
    throw new EngineError("out-of-range", `${functionName} requires at most 4 × 10⁹ differences, got ${work}`, {
      function: functionName,
      got: work,
    });
  }
  const neighbors = advantaged.length > 9 ? 5 : 1;
  const slice = Math.max(1, Math.floor(2e6 / (advantaged.length * matrix.columnCount)));
  let accepted = 0;
  let rejected = 0;
  for (const [at, row] of disadvantaged.entries()) {
    if (at > 0 && at % slice === 0) yield { done: at, total: disadvantaged.length };
    const nearest = nearestRows({ matrix, row, among: advantaged, count: neighbors });
    const votes = nearest.reduce((sum, other) => sum + (positive[other] as number), 0); // a row
    const counterpart = 2 * votes > neighbors ? 1 : 0;
    if ((positive[row] as number) > counterpart)
      accepted++; // a row
    else if ((positive[row] as number) < counterpart) rejected++; // a row
  }
  return estimated((accepted - rejected) / disadvantaged.length);
}

function rowsOf(facet: Uint8Array, group: 0 | 1): Int32Array {
  const rows = new Int32Array(facet.length);
  let count = 0;
  for (let row = 0; row < facet.length; row++) if (facet[row] === group) rows[count++] = row;
  return rows.subarray(0, count);
}

/** The nearest rows, kept in a short list in order of distance. */
function nearestRows({
  matrix: { values, columnCount },
  row,
  among,
  count,
}: {
  readonly matrix: Matrix;
  readonly row: number;
  readonly among: Int32Array;
  readonly count: number;
}): readonly number[] {
  const distances = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const rows = new Array<number>(count).fill(-1);
  for (let at = 0; at < among.length; at++) {
    const other = among[at] as number; // at < length
    let distance = 0;
    for (let j = 0; j < columnCount; j++) {
      distance += ((values[row * columnCount + j] as number) - (values[other * columnCount + j] as number)) ** 2; // cells
    }
    if (distance >= (distances[count - 1] as number) && rows[count - 1] !== -1) continue; // count ≥ 1
    let place = count - 1;
    while (place > 0 && (rows[place - 1] === -1 || (distances[place - 1] as number) > distance)) {
      distances[place] = distances[place - 1] as number; // place > 0
      rows[place] = rows[place - 1] as number; // place > 0
      place--;
    }
    distances[place] = distance;
    rows[place] = other;
  }
  return rows;
}
