import { EngineError } from "#engine/core/errors.ts";
import { exp } from "#engine/core/exp.ts";
import { log } from "#engine/core/log.ts";
import { type Features, type Matrix, parseMatrix } from "#engine/core/matrix.ts";
import { parseBinaryLabels } from "#engine/core/parse-binary-labels.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Progress, Steps } from "#engine/core/steps.ts";
import { type LearningRate, learningRateAt, requireLearningRate } from "./learning-rate.ts";

/** Where gradient descent stands: before the first step (`done` 0), and after each. */
export type DescentPoint = Progress & {
  readonly coefficients: readonly number[];
  readonly intercept: number;
  /** The mean loss of all rows here. */
  readonly loss: number;
  /** The length of the gradient: how steep it is here. */
  readonly gradientNorm: number;
  /** The size of the next step, as a factor on the gradient. */
  readonly learningRate: number;
};

/** How it ended: the iterations were used up, the loss changed by too little, or it grew beyond all numbers. */
export type DescentEnd = DescentPoint & { readonly stoppedBy: "iterations" | "improvement" | "divergence" };

/**
 * Gradient descent in slow motion: the parameters of a linear or logistic regression roll downhill, and you see every step.
 *
 * At each step the gradient says in which direction the mean loss rises fastest; the parameters move against it by
 * learning rate × gradient. That is all of it, and it trains the largest nets. Watch what makes it fail: a large rate makes the
 * loss jump from wall to wall and explode; a small one crawls; columns of different scale make a narrow valley, in which no
 * single rate suits (standardize them, and try again).
 *
 * "squared" fits numbers, with a loss of (prediction − target)²; "logistic" fits labels of 0 and 1, with the log loss.
 *
 * @param features         n × d, finite
 * @param targets          numbers, or 0 and 1 for "logistic", length n
 * @param loss             "squared" or "logistic"
 * @param learningRate     a number or a schedule by step, see `learningRateAt`
 * @param iterations       steps at most; default 1000
 * @param minImprovement   ends when a step lowers the mean loss by no more than this; default 0, which only ends at rest
 * @param start            coefficients and intercept to begin with; default all 0
 * @returns                a generator of points, the first before any step, whose return value says how it ended. O(n × d) a step
 * @throws {EngineError} at the first `next()`: "out-of-range", "invalid-label", "not-finite", "wrong-type", "empty", "length-mismatch"
 * @example
 * const steps = [...gradientDescentSteps({ features: [[-1], [1]], targets: [-2, 2], loss: "squared", learningRate: 0.25, iterations: 2 })];
 * steps.map(({ coefficients }) => coefficients[0]) // => [0, 1, 1.5]
 * steps.map(({ loss }) => loss) // => [4, 1, 0.25]
 * @example runToEnd(gradientDescentSteps({ features: [[-1], [1]], targets: [-2, 2], loss: "squared", learningRate: 5, iterations: 1000 })).stoppedBy // => "divergence"
 * @source  Cauchy 1847
 */
export function* gradientDescentSteps(options: {
  readonly features: Features;
  readonly targets: ArrayLike<number>;
  readonly loss: "squared" | "logistic";
  readonly learningRate: LearningRate;
  readonly iterations?: number;
  readonly minImprovement?: number;
  readonly start?: { readonly coefficients: readonly number[]; readonly intercept: number } | undefined;
}): Steps<DescentPoint, DescentEnd> {
  const functionName = "gradientDescentSteps";
  const {
    features,
    targets,
    loss: kind,
    learningRate,
    iterations = 1000,
    minImprovement = 0,
    start,
  } = requireOptions(functionName, options, [
    "features",
    "targets",
    "loss",
    "learningRate",
    "iterations",
    "minImprovement",
    "start",
  ]);
  requireOneOf({ functionName, name: "loss", value: kind, options: ["squared", "logistic"] });
  requireLearningRate({ functionName, learningRate });
  requireNumber({ functionName, name: "iterations", value: iterations, least: 1, whole: true });
  requireNumber({ functionName, name: "minImprovement", value: minImprovement, least: 0 });
  const matrix = parseMatrix({ functionName, features });
  requireSameLength(functionName, { features: { length: matrix.rowCount }, targets });
  const wanted =
    kind === "logistic"
      ? Float64Array.from(parseBinaryLabels({ functionName, labels: targets }))
      : parseNumbers({ functionName, name: "targets", values: targets });
  const d = matrix.columnCount;
  // d coefficients, then the intercept.
  const parameters = new Float64Array(d + 1);
  if (start !== undefined) parameters.set(parseStart({ functionName, start, d }));
  let before = Number.POSITIVE_INFINITY;
  for (let done = 0; ; done++) {
    const { loss, gradient } = meanLoss({ matrix, wanted, parameters, kind });
    const point: DescentPoint = {
      done,
      total: iterations,
      coefficients: Array.from(parameters.subarray(0, d)),
      intercept: parameters[d] ?? 0,
      loss,
      gradientNorm: Math.hypot(...gradient),
      learningRate: learningRateAt({ learningRate, step: done }),
    };
    if (!Number.isFinite(loss) || !Number.isFinite(point.gradientNorm)) return { ...point, stoppedBy: "divergence" };
    yield point;
    const improvement = before - loss;
    if (improvement >= 0 && improvement <= minImprovement) return { ...point, stoppedBy: "improvement" };
    if (done === iterations) return { ...point, stoppedBy: "iterations" };
    before = loss;
    for (let j = 0; j <= d; j++) {
      parameters[j] = (parameters[j] ?? 0) - point.learningRate * (gradient[j] ?? 0);
    }
  }
}

/** The mean loss of all rows and its gradient, length d + 1. */
function meanLoss({
  matrix: { rowCount, columnCount: d, values },
  wanted,
  parameters,
  kind,
}: {
  readonly matrix: Matrix;
  readonly wanted: Float64Array;
  readonly parameters: Float64Array;
  readonly kind: "squared" | "logistic";
}): { readonly loss: number; readonly gradient: Float64Array } {
  const gradient = new Float64Array(d + 1);
  let loss = 0;
  for (let row = 0, at = 0; row < rowCount; row++, at += d) {
    const target = wanted[row] ?? 0;
    let sum = parameters[d] ?? 0;
    for (let j = 0; j < d; j++) sum += (values[at + j] ?? 0) * (parameters[j] ?? 0);
    let slope: number;
    if (kind === "squared") {
      loss += (sum - target) ** 2;
      slope = 2 * (sum - target);
    } else {
      const small = exp(-Math.abs(sum));
      loss += log(1 + small) + Math.max(sum, 0) - target * sum;
      slope = (sum > 0 ? 1 : small) / (1 + small) - target;
    }
    for (let j = 0; j < d; j++) gradient[j] = (gradient[j] ?? 0) + slope * (values[at + j] ?? 0);
    gradient[d] = (gradient[d] ?? 0) + slope;
  }
  return { loss: loss / rowCount, gradient: gradient.map((sum) => sum / rowCount) };
}

function parseStart({
  functionName,
  start: { coefficients, intercept },
  d,
}: {
  readonly functionName: string;
  readonly start: { readonly coefficients: readonly number[]; readonly intercept: number };
  readonly d: number;
}): Float64Array {
  requireSameLength(functionName, { columns: { length: d }, "coefficients of start": coefficients });
  if (!Number.isFinite(intercept)) {
    const text = `${functionName} requires a finite intercept in start, got ${String(intercept)}`;
    throw new EngineError("not-finite", text, { function: functionName, argument: "start", got: String(intercept) });
  }
  const parsed = parseNumbers({ functionName, name: "start", values: coefficients });
  return Float64Array.of(...parsed, intercept);
}
