import { EngineError } from "#engine/core/errors.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";

/** What a model reaches when it learns from so many rows. */
export type LearningCurvePoint = {
  readonly trainSize: number;
  /** Score on the rows it learned from: the mean over the repeats, and their standard deviation (0 for one repeat). */
  readonly trainScore: number;
  readonly trainSpread: number;
  /** Score on the rows held out. */
  readonly testScore: number;
  readonly testSpread: number;
};

export type LearningCurveOptions<Fitted> = {
  readonly rowCount: number;
  readonly trainSizes: readonly number[];
  readonly testSize: number;
  readonly repeats?: number;
  readonly rng: Rng;
  readonly fit: (rows: Int32Array) => Fitted;
  readonly score: (fitted: Fitted, rows: Int32Array) => number;
};

/**
 * Learning curve: would more data help?
 *
 * The same model learns from 50, 100, 200 … rows and is scored each time on the same rows that it has not seen. While the score on
 * unseen rows still climbs and that on its own rows stays well above, more rows will help (variance). Where both have met on
 * a disappointing level, more rows will change nothing, and the model or the features must become richer (bias).
 *
 * It works for anything that can be fitted and scored: you say how, given row numbers. For each repeat the rows are shuffled; the first
 * `testSize` are held out, the next so many are learned from, so that larger sizes contain the smaller ones.
 *
 * @param rowCount    how many rows there are
 * @param trainSizes  rows to learn from, each 1 or more, at most rowCount − testSize
 * @param testSize    rows held out, 1 or more
 * @param repeats     how often everything is done with other rows; default 1
 * @param rng         chance for the shuffling
 * @param fit         makes a model from the rows of these numbers
 * @param score       scores it on the rows of these numbers; finite
 * @returns           one point a size, in your order. O(repeats × Σ cost of fit and score)
 * @throws {EngineError} "too-few-rows", "empty", "out-of-range", "not-finite" when a score is; and whatever fit and score throw
 * @example
 * const targets = [4, 4, 4, 4, 4, 4];
 * const fit = (rows) => fitMeanValue({ targets: Array.from(rows, (row) => targets[row]) });
 * const score = (model, rows) => Math.abs(model.mean - targets[rows[0]]);
 * learningCurve({ rowCount: 6, trainSizes: [1, 3], testSize: 2, rng: createRng(1), fit, score }).map(({ testScore }) => testScore) // => [0, 0]
 */
export function learningCurve<Fitted>(options: LearningCurveOptions<Fitted>): readonly LearningCurvePoint[] {
  return runToEnd(learningCurveSteps(options));
}

/**
 * `learningCurve` that hands over its progress between fits and can be stopped with `return()`.
 *
 * @example runToEnd(learningCurveSteps({ rowCount: 4, trainSizes: [2], testSize: 2, rng: createRng(1), fit: () => 0, score: () => 1 }))[0].testScore // => 1
 */
export function* learningCurveSteps<Fitted>(
  options: LearningCurveOptions<Fitted>,
): Steps<Progress, readonly LearningCurvePoint[]> {
  const functionName = "learningCurve";
  const {
    rowCount,
    trainSizes,
    testSize,
    repeats = 1,
    rng,
    fit: learnFrom,
    score,
  } = requireOptions(functionName, options, ["rowCount", "trainSizes", "testSize", "repeats", "rng", "fit", "score"]);
  requireRng({ functionName, rng });
  requireNumber({ functionName, name: "rowCount", value: rowCount, least: 1, most: 2 ** 31 - 1, whole: true });
  requireNumber({ functionName, name: "testSize", value: testSize, least: 1, whole: true });
  requireNumber({ functionName, name: "repeats", value: repeats, least: 1, whole: true });
  requireSameLength(functionName, { trainSizes });
  for (const size of trainSizes) {
    requireNumber({ functionName, name: "trainSizes", value: size, least: 1, whole: true });
    if (size + testSize <= rowCount) continue;
    const text = `${functionName} requires ${size + testSize} rows to learn from ${size} and hold out ${testSize}, got ${rowCount}`;
    throw new EngineError("too-few-rows", text, { function: functionName, needed: size + testSize, got: rowCount });
  }
  const total = repeats * trainSizes.length;
  const scores = trainSizes.map(() => ({ train: new Float64Array(repeats), test: new Float64Array(repeats) }));
  for (let repeat = 0; repeat < repeats; repeat++) {
    const order = shuffledRows({ rowCount, rng });
    for (const [i, size] of trainSizes.entries()) {
      const rows = order.slice(testSize, testSize + size);
      const fitted = learnFrom(rows);
      const reached = scores[i];
      if (reached === undefined) continue;
      reached.train[repeat] = requireScore({ functionName, value: score(fitted, rows) });
      reached.test[repeat] = requireScore({ functionName, value: score(fitted, order.slice(0, testSize)) });
      yield { done: repeat * trainSizes.length + i + 1, total };
    }
  }
  return trainSizes.map((trainSize, i) => {
    const train = summary(scores[i]?.train);
    const test = summary(scores[i]?.test);
    return {
      trainSize,
      trainScore: train.mean,
      trainSpread: train.spread,
      testScore: test.mean,
      testSpread: test.spread,
    };
  });
}

function requireScore({ functionName, value }: { readonly functionName: string; readonly value: number }): number {
  if (Number.isFinite(value)) return value;
  const text = `${functionName} requires finite scores, got ${String(value)}`;
  throw new EngineError("not-finite", text, { function: functionName, argument: "score", got: String(value) });
}

/** Fisher–Yates. */
function shuffledRows({ rowCount, rng }: { readonly rowCount: number; readonly rng: Rng }): Int32Array {
  const order = Int32Array.from({ length: rowCount }, (_, row) => row);
  for (let last = rowCount - 1; last > 0; last--) {
    const other = rng.integer(last + 1);
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}

function summary(values: Float64Array = new Float64Array(1)): { readonly mean: number; readonly spread: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, spread: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}
