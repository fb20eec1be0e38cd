import { EngineError } from "#engine/core/errors.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import type { Fold } from "./fold.ts";

/** One fold's result: the score on rows that the model has not seen, and on those it learned from if that was asked. */
export type FoldScore = { readonly test: number; readonly train: number | null };

/** The scores of all folds and what they say together; plain data. */
export type CrossValidation = {
  readonly folds: readonly FoldScore[];
  /** Mean of the test scores; each fold counts alike, whatever its size. */
  readonly mean: number;
  /** Standard deviation of the test scores, divided by k − 1: how much one fold differs from another. */
  readonly standardDeviation: number;
  /**
   * Standard deviation / √k: how far the mean may be off. A rough guide: folds share training rows, so their scores are not
   * independent and the true error is larger (no unbiased estimate exists).
   */
  readonly standardError: number;
  /** Mean of the training scores; null unless they were asked for. Far above `mean` says overfitting. */
  readonly trainMean: number | null;
};

/** What `crossValidate` takes: folds, how to learn from rows, how to measure on rows. */
export type CrossValidateOptions<Model> = {
  readonly folds: readonly Fold[];
  /** Learns from the rows with these numbers. Whatever looks at the data (scaling, selection) belongs inside. */
  readonly fit: (rows: Int32Array, fold: number) => Model;
  /** Measures on the rows with these numbers; a finite number. */
  readonly score: (model: Model, rows: Int32Array) => number;
  /** Whether to measure on the training rows too; default false. */
  readonly trainScores?: boolean;
};

/**
 * Fits and measures once for each fold: how good is this way of building models, on rows that were not there?
 *
 * It judges the recipe, not a model: the k models are thrown away, and the one for use is fitted on all rows. Everything that
 * learns from data must happen inside `fit`, or the test rows leak into it. And a score by which the best of many recipes was
 * chosen is no longer an honest forecast for it: the winner was also lucky. Keep a test set that takes no part.
 *
 * Cost: k times `fit` and `score`.
 *
 * @returns  the score of each fold in order, their mean and their spread
 * @throws {EngineError} "empty" without folds, "wrong-type" when the score is no number, "not-finite" when it is NaN or infinite
 * @example crossValidate({ folds: kFold({ rowCount: 4, foldCount: 2 }), fit: (rows) => rows.length, score: (size) => size }).mean // => 2
 * @source  Hastie, Tibshirani & Friedman 2009, chapter 7.10; Bengio & Grandvalet 2004 (no unbiased variance); agrees with
 *          sklearn.model_selection.cross_validate (test/conformance)
 */
export function crossValidate<Model>(options: CrossValidateOptions<Model>): CrossValidation {
  return runToEnd(crossValidateSteps(options));
}

/**
 * The same, one fold at a time: progress after each fold; stop with `return()`.
 *
 * @example runToEnd(crossValidateSteps({ folds: kFold({ rowCount: 4, foldCount: 2 }), fit: () => 1, score: () => 1 })).standardError // => 0
 */
export function* crossValidateSteps<Model>(
  options: CrossValidateOptions<Model>,
): Steps<Progress & FoldScore, CrossValidation> {
  const {
    folds,
    fit: learn,
    score,
    trainScores = false,
  } = requireOptions("crossValidate", options, ["folds", "fit", "score", "trainScores"]);
  if (!Array.isArray(folds) || folds.length === 0) {
    throw new EngineError("empty", "crossValidate requires at least one fold, got none", { function: "crossValidate" });
  }
  const scores: FoldScore[] = [];
  for (const [index, { train, test }] of folds.entries()) {
    const model = learn(train, index);
    const result = {
      test: requireScore(score(model, test), index),
      train: trainScores ? requireScore(score(model, train), index) : null,
    };
    scores.push(result);
    yield { done: scores.length, total: folds.length, ...result };
  }
  const mean = meanOf(scores.map(({ test }) => test));
  const squares = scores.reduce((sum, { test }) => sum + (test - mean) ** 2, 0);
  const standardDeviation = scores.length > 1 ? Math.sqrt(squares / (scores.length - 1)) : 0;
  return {
    folds: scores,
    mean,
    standardDeviation,
    standardError: standardDeviation / Math.sqrt(scores.length),
    trainMean: trainScores ? meanOf(scores.map(({ train }) => train ?? 0)) : null,
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function requireScore(value: unknown, fold: number): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const isNumber = typeof value === "number";
  throw new EngineError(
    isNumber ? "not-finite" : "wrong-type",
    `crossValidate requires a finite number as score, got ${isNumber ? value : typeof value} in fold ${fold}`,
    { function: "crossValidate", got: String(value), fold },
  );
}
