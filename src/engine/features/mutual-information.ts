import { type Features, type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { normalQuantile } from "#engine/core/normal-quantile.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { centralMoments } from "./central-moments.ts";
import { classCodes, denseCodes } from "./class-codes.ts";
import type { FeatureScores } from "./feature-scores.ts";
import { matrixColumn } from "./matrix-column.ts";
import { informationOfClasses, informationOfCodes, informationOfNumbersSteps } from "./neighbor-information.ts";

/** What the columns are to tell about: classes or numbers. */
export type MutualInformationOptions = {
  readonly features: Features;
  readonly discrete?: "auto" | readonly string[];
  readonly neighbors?: number;
  readonly rng: Rng;
} & ({ readonly labels: ArrayLike<Label> } | { readonly targets: ArrayLike<number> });

/**
 * Mutual information: how much a column tells about the target, whatever the shape of their relation.
 *
 * Correlation sees straight lines only; this also sees curves, steps and rings. It is 0 exactly if the two have nothing to do
 * with each other, and is measured in nats (1 nat = 1.44 bits). Each column is looked at alone, so two columns that tell
 * only together (as in exclusive or) both score 0.
 *
 * Discrete columns and classes are counted: the sum of p(x, y) ln(p(x, y) / (p(x) p(y))). Where one side is continuous, it is
 * estimated from the distances to the `neighbors` nearest rows (Ross), where both are, likewise (Kraskov, first estimator);
 * negative estimates become 0. Continuous values are brought to deviation 1, and a noise of 10⁻¹⁰ from `rng` parts equal ones,
 * as scikit-learn does. With "auto" a column of at most 10 distinct values is discrete.
 *
 * Discrete O(n), one side continuous O(n log n), both about O(n √n) a column; `mutualInformationSteps` is the same in slices.
 *
 * @param features   n × d
 * @param labels     classes, length n, or in their place
 * @param targets    numbers, length n
 * @param discrete   "auto" (default) or the names of the discrete columns
 * @param neighbors  1 or more; default 3. More make the estimate steadier and more biased
 * @param rng        parts equal values of continuous columns
 * @returns          names and scores, 0 or more
 * @throws {EngineError} "too-few-rows" for no more rows than neighbors, "unknown-column", "single-class"; else as `parseMatrix`
 * @example
 * const features = [[0], [0], [1], [1]];
 * mutualInformation({ features, labels: ["a", "a", "b", "b"], rng: createRng(1) }).scores // => [Math.log(2)]
 * @source  Kraskov, Stögbauer & Grassberger 2004; Ross 2014; agrees with sklearn mutual_info_classif and mutual_info_regression
 */
export function mutualInformation(options: MutualInformationOptions): FeatureScores {
  return runToEnd(mutualInformationSteps(options));
}

/**
 * `mutualInformation` in slices, one or several for each column: the same result, bit by bit.
 *
 * @example runToEnd(mutualInformationSteps({ features: [[0], [1]], labels: [0, 1], rng: createRng(1) })).scores // => [Math.log(2)]
 */
export function* mutualInformationSteps(options: MutualInformationOptions): Steps<Progress, FeatureScores> {
  const functionName = "mutualInformation";
  const {
    discrete = "auto",
    neighbors = 3,
    rng,
  } = requireOptions(functionName, options, ["features", "discrete", "neighbors", "rng", "labels", "targets"]);
  const matrix = parseMatrix({ functionName, features: options.features });
  requireSquarable({ functionName, ...matrix });
  const { rowCount, names } = matrix;
  requireNumber({ functionName, name: "neighbors", value: neighbors, least: 1, whole: true });
  requireRng({ functionName, rng });
  const isDiscrete = discreteColumns({ functionName, matrix, discrete });
  const target = readTarget({ functionName, options, rowCount });
  const isCounted = "codes" in target && isDiscrete.every(Boolean);
  if (!isCounted && rowCount <= neighbors) {
    throw refusal({ code: "too-few-rows", functionName, need: `more than ${neighbors} rows`, got: String(rowCount) });
  }
  const spread = "values" in target ? spreadOut(target.values, rng) : undefined;
  const scores = new Float64Array(names.length);
  for (let j = 0; j < names.length; j++) {
    const values = matrixColumn(matrix, j);
    const total = names.length;
    if (isDiscrete[j] === true) {
      const codes = denseCodes(values);
      scores[j] =
        spread === undefined
          ? informationOfCodes(codes, (target as { readonly codes: Int32Array }).codes) // no spread: classes
          : informationOfClasses({ values: spread, codes, neighbors });
    } else {
      const x = spreadOut(values, rng);
      if (spread === undefined) {
        const { codes } = target as { readonly codes: Int32Array }; // no spread: classes
        scores[j] = informationOfClasses({ values: x, codes, neighbors });
      } else {
        const steps = informationOfNumbersSteps({ x, y: spread, neighbors });
        for (;;) {
          const step = steps.next();
          if (step.done === true) {
            scores[j] = step.value;
            break;
          }
          yield { done: j + step.value.done / step.value.total, total };
        }
      }
    }
    yield { done: j + 1, total };
  }
  return { names: [...names], scores };
}

/** At most so many distinct values make a column discrete by itself. */
const fewValues = 10;

function discreteColumns({
  functionName,
  matrix,
  discrete,
}: {
  readonly functionName: string;
  readonly matrix: Matrix;
  readonly discrete: "auto" | readonly string[];
}): boolean[] {
  if (discrete === "auto") return matrix.names.map((_, j) => hasFewValues(matrixColumn(matrix, j)));
  if (!Array.isArray(discrete)) {
    throw refusal({
      code: "wrong-type",
      functionName,
      need: 'discrete to be "auto" or a list of names',
      got: shown(discrete),
    });
  }
  const unknown = discrete.find((name) => !matrix.names.includes(name));
  if (unknown === undefined) return matrix.names.map((name) => discrete.includes(name));
  throw refusal({
    code: "unknown-column",
    functionName,
    need: "discrete columns of the features",
    got: shown(unknown),
  });
}

function hasFewValues(values: Float64Array): boolean {
  const seen = new Set<number>();
  for (const value of values) if (seen.add(value).size > fewValues) return false;
  return true;
}

function readTarget({
  functionName,
  options,
  rowCount,
}: {
  readonly functionName: string;
  readonly options: MutualInformationOptions;
  readonly rowCount: number;
}): { readonly codes: Int32Array } | { readonly values: Float64Array } {
  if ("targets" in options) {
    requireSameLength(functionName, { features: { length: rowCount }, targets: options.targets });
    const values = parseNumbers({ functionName, name: "targets", values: options.targets });
    requireSquarable({ functionName, values, names: ["targets"] });
    return { values };
  }
  return { codes: classCodes({ functionName, labels: options.labels, rowCount, leastClasses: 2 }).codes };
}

/** Deviation 1, and a noise far below anything measured, so that no two values are equal. */
function spreadOut(values: Float64Array, rng: Rng): Float64Array {
  const { variance } = centralMoments(values);
  const deviation = variance === 0 ? 1 : Math.sqrt(variance);
  const scaled = values.map((value) => value / deviation);
  const size = scaled.reduce((sum, value) => sum + Math.abs(value), 0) / scaled.length;
  const noise = 1e-10 * Math.max(1, size);
  return scaled.map((value) => value + noise * normalQuantile((rng.uint32() + 0.5) / 4294967296));
}
