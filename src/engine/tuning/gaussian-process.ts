import { EngineError } from "#engine/core/errors.ts";
import { log } from "#engine/core/log.ts";
import { type Features, type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { choleskyInPlace, solveLower, solveUpper } from "./cholesky.ts";
import { kernelColumn, type MaternKernel } from "./matern-kernel.ts";
import { type KernelChoice, requireNoise, searchKernel } from "./search-kernel.ts";

/** A fitted Gaussian process; plain data. */
export type GaussianProcess = {
  readonly kind: "gaussian-process";
  readonly version: 1;
  readonly kernel: MaternKernel;
  /** Variance of the noise of one observation, in units of the standardized targets, as is the kernel's signal. */
  readonly noise: number;
  /** Mean and standard deviation of the targets; inside, targets are (target − mean) / scale. */
  readonly targetMean: number;
  readonly targetScale: number;
  /** Logarithm of the probability density of the standardized targets: by its size the kernel was chosen. */
  readonly logLikelihood: number;
  /** n × d. */
  readonly points: readonly (readonly number[])[];
  /** Length n: the mean at x is mean + scale × Σ weight × kernel(x, point). */
  readonly weights: readonly number[];
  /** The lower Cholesky triangle of kernel + noise, row i of length i + 1. */
  readonly factor: readonly (readonly number[])[];
};

export type GaussianProcessOptions = {
  readonly features: Features;
  readonly targets: ArrayLike<number>;
  /** Given: this kernel and noise, nothing is searched. Left out: those under which the targets are most probable. */
  readonly kernel?: MaternKernel | undefined;
  readonly noise?: number | undefined;
  /** Columns with one number share one length, e.g. the places of one category; left out = a length for each column. */
  readonly lengthGroups?: readonly number[] | undefined;
  /** Noise in addition for each row (variance, standardized), for observations that are less to be trusted; left out = 0. */
  readonly extraNoise?: ArrayLike<number> | undefined;
};

/**
 * Learns a function from few, dear observations and says everywhere how sure it is: the model behind Bayesian search.
 *
 * A Gaussian process treats the values at all places as one normal distribution in which near places are alike (Matérn kernel).
 * Observing some of them leaves a normal distribution for each other place: its mean follows the observations, and its
 * deviation is small near them and grows with the distance. Targets are standardized first. Kernel and noise are those
 * under which the observed targets are most probable (marginal likelihood), searched from several starts within bounds:
 * lengths 0.05 to 20, signal 0.05 to 20, noise 10⁻⁶ to 1. So bring features to about [0, 1] first, as `encodeParameters` does.
 *
 * Cost: O(n³) for each of about 50 steps of the search; made for up to a few hundred rows, refused above 2000.
 *
 * @param options  features n × d, targets of length n, and what is known beforehand
 * @returns        plain data; predict with `predictGaussianProcess`
 * @throws {EngineError} "length-mismatch", "empty", "not-finite", "wrong-type" for the data; "out-of-range" for a kernel that
 *                      does not fit the columns or is not positive, and for more than 2000 rows; "singular-matrix" when rows repeat and the given noise is 0
 * @example
 * const model = fitGaussianProcess({ features: [[0], [1]], targets: [1, 3], kernel: { signal: 1, lengths: [0.5] }, noise: 1e-12 });
 * Math.round(predictGaussianProcess({ model, features: [[0.5]] }).means[0] ?? 0) // => 2
 * @source  Rasmussen & Williams 2006, algorithm 2.1 and equation 5.9; agrees with sklearn GaussianProcessRegressor (test/conformance)
 */
export function fitGaussianProcess(options: GaussianProcessOptions): GaussianProcess {
  return runToEnd(fitGaussianProcessSteps(options));
}

/**
 * The same with a report after each step of the search.
 *
 * @example runToEnd(fitGaussianProcessSteps({ features: [[0], [1]], targets: [5, 5], kernel: { signal: 1, lengths: [1] } })).targetMean // => 5
 */
export function* fitGaussianProcessSteps(options: GaussianProcessOptions): Steps<Progress, GaussianProcess> {
  const { features, targets, kernel, noise, lengthGroups, extraNoise } = requireOptions(functionName, options, [
    "features",
    "targets",
    "kernel",
    "noise",
    "lengthGroups",
    "extraNoise",
  ]);
  const matrix = parseMatrix({ functionName, features });
  requireNumber({ functionName, name: "the number of rows", value: matrix.rowCount, most: mostRows });
  requireSameLength(functionName, { features: { length: matrix.rowCount }, targets });
  const numbers = parseNumbers({ functionName, name: "targets", values: targets });
  const extra = extraNoise === undefined ? new Float64Array(numbers.length) : Float64Array.from(extraNoise);
  requireSameLength(functionName, { targets, extraNoise: extra });
  // Measured in units of the largest, so that squares of very large targets stay finite.
  const unit = numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const mean = numbers.reduce((sum, value) => sum + value / unit, 0) / numbers.length;
  const spread = Math.sqrt(numbers.reduce((sum, value) => sum + (value / unit - mean) ** 2, 0) / numbers.length);
  const isConstant = spread <= 1e-12 * Math.abs(mean);
  const standardized = numbers.map((value) => (isConstant ? 0 : (value / unit - mean) / spread));
  const groups = lengthGroups ?? Array.from({ length: matrix.columnCount }, (_, column) => column);
  const chosen =
    kernel === undefined
      ? yield* searchKernel({ matrix, targets: standardized, groups, extra, noise })
      : { kernel: requireKernel(kernel, matrix.columnCount), noise: requireNoise(noise ?? 1e-6) };
  return finish({
    matrix,
    targets: standardized,
    extra,
    mean: mean * unit,
    scale: isConstant ? 1 : spread * unit,
    ...chosen,
  });
}

const functionName = "fitGaussianProcess";

/** The matrix of kernels has n² numbers. */
const mostRows = 2000;
function finish({
  matrix,
  targets,
  extra,
  mean,
  scale,
  kernel,
  noise,
}: KernelChoice & {
  readonly matrix: Matrix;
  readonly targets: Float64Array;
  readonly extra: Float64Array;
  readonly mean: number;
  readonly scale: number;
}): GaussianProcess {
  const { rowCount: n, columnCount: width, values } = matrix;
  const point = (row: number): Float64Array => values.subarray(row * width, (row + 1) * width);
  const lower = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    kernelColumn({ kernel, rows: values, rowCount: row + 1, point: point(row), into: lower.subarray(row * n) });
    lower[row * n + row] = kernel.signal + noise + (extra[row] ?? 0);
  }
  if (!choleskyInPlace(lower, n)) {
    throw new EngineError(
      "singular-matrix",
      `${functionName} requires distinct rows or a larger noise, got noise ${noise}`,
      {
        function: functionName,
        got: noise,
      },
    );
  }
  const weights = targets.slice();
  solveLower(lower, n, weights);
  solveUpper(lower, n, weights);
  let logLikelihood = -0.5 * n * log(2 * Math.PI);
  for (let row = 0; row < n; row++) {
    logLikelihood -= 0.5 * (targets[row] ?? 0) * (weights[row] ?? 0) + log(lower[row * n + row] ?? 1);
  }
  return {
    kind: "gaussian-process",
    version: 1,
    kernel,
    noise,
    targetMean: mean,
    targetScale: scale,
    logLikelihood,
    points: Array.from({ length: n }, (_, row) => Array.from(point(row))),
    weights: Array.from(weights),
    factor: Array.from({ length: n }, (_, row) => Array.from(lower.subarray(row * n, row * n + row + 1))),
  };
}

function requireKernel(kernel: MaternKernel, width: number): MaternKernel {
  const isPositive = (value: unknown): boolean =>
    typeof value === "number" && value > 0 && value < Number.POSITIVE_INFINITY;
  const lengths: unknown = kernel?.lengths;
  if (isPositive(kernel?.signal) && Array.isArray(lengths) && lengths.length === width && lengths.every(isPositive)) {
    return { signal: kernel.signal, lengths: [...kernel.lengths] };
  }
  throw new EngineError(
    "out-of-range",
    `${functionName} requires a kernel with a signal above 0 and ${width} lengths above 0`,
    {
      function: functionName,
      argument: "kernel",
    },
  );
}
