import { compensatedSum } from "#engine/core/compensated-sum.ts";
import { type Distribution, quantileFunction } from "#engine/core/distribution.ts";
import { EngineError } from "#engine/core/errors.ts";
import { normalCdf } from "#engine/core/normal-cdf.ts";
import { normalQuantile } from "#engine/core/normal-quantile.ts";
import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireRecord } from "#engine/core/require-record.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { correlate, type InputCorrelation } from "./input-correlation.ts";

/** What may come out, if the inputs are as uncertain as one says. */
export type MonteCarlo = {
  /** One result a run, in order, length `runs`. */
  readonly results: Float64Array;
  readonly mean: number;
  readonly standardDeviation: number;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  /** Share of runs below 0: the chance of a loss, if the result is a profit. */
  readonly negativeShare: number;
};

type Arguments<Name extends string> = {
  readonly model: (inputs: Readonly<Record<Name, number>>) => number;
  readonly inputs: Readonly<Record<Name, Distribution>>;
  readonly rng: Rng;
  readonly runs?: number;
  readonly correlations?: readonly InputCorrelation<Name>[];
};

const functionName = "monteCarlo";
const slice = 2000;

/**
 * Monte Carlo: draw all uncertain inputs at once, compute the result, and do so thousands of times.
 *
 * One number ("the project brings 200,000") hides what matters: how likely is a loss? The mean of the results is in general
 * not the result at the mean inputs. Inputs that move together (price and demand) can be given a correlation; it is that of
 * the bell curves behind them (a Gaussian copula), so ranks correlate by (6 / π) × asin(correlation / 2). The standard
 * error of the mean is standardDeviation / √runs. Cost: O(runs × inputs), with correlations inputs² a run.
 *
 * @param model         a function of the inputs by name
 * @param inputs        the distribution of each, by name
 * @param rng           chance; one uniform number for each input and run, in the order of the inputs
 * @param runs          default 10,000
 * @param correlations  pairs of inputs; pairs left out are independent
 * @returns             all results, their mean, deviation and percentiles
 * @throws {EngineError} "empty" without inputs, "not-finite" for a result that is none, "out-of-range", "wrong-type",
 *                      "singular-matrix" for correlations that contradict each other
 * @example
 * const inputs = { customers: { kind: "constant", value: 100 }, saved: { kind: "uniform", low: -1, high: 3 } };
 * const { negativeShare } = monteCarlo({ model: ({ customers, saved }) => customers * saved, inputs, rng: createRng(1) });
 * Math.abs(negativeShare - 0.25) < 0.02 // => true
 * @source  Metropolis & Ulam 1949, The Monte Carlo method; Nelsen 2006, An Introduction to Copulas
 */
export function monteCarlo<Name extends string>(options: Arguments<Name>): MonteCarlo {
  return runToEnd(monteCarloSteps(options));
}

/**
 * `monteCarlo` in slices, with progress in runs.
 *
 * @example
 * const inputs = { saved: { kind: "constant", value: 3 } };
 * runToEnd(monteCarloSteps({ model: ({ saved }) => 2 * saved, inputs, rng: createRng(1), runs: 10 })).mean // => 6
 */
export function* monteCarloSteps<Name extends string>(options: Arguments<Name>): Steps<Progress, MonteCarlo> {
  const {
    model,
    inputs,
    rng,
    runs = 10_000,
    correlations = [],
  } = requireOptions(functionName, options, ["model", "inputs", "rng", "runs", "correlations"]);
  requireRecord({ functionName, name: "inputs", value: inputs });
  requireRng({ functionName, rng });
  requireNumber({ functionName, name: "runs", value: runs, least: 2, most: 100_000_000, whole: true });
  const names = Object.keys(inputs) as Name[]; // its own keys
  if (names.length === 0)
    throw new EngineError("empty", `${functionName} requires an input, got none`, { function: functionName });
  const quantiles = names.map((name) =>
    quantileFunction({ functionName, name: `inputs.${name}`, distribution: inputs[name] }),
  );
  const mix = correlate({ functionName, names, correlations });
  const results = new Float64Array(runs);
  const normals = new Float64Array(names.length);
  for (let run = 0; run < runs; run++) {
    if (run > 0 && run % slice === 0) yield { done: run, total: runs };
    const values = {} as Record<Name, number>; // filled for each name below
    if (mix !== undefined)
      for (let i = 0; i < normals.length; i++) normals[i] = normalQuantile(Math.max(rng.uniform(), 2 ** -54));
    for (const [i, name] of names.entries()) {
      const p = mix === undefined ? rng.uniform() : Math.min(normalCdf(mix(normals, i)), 1 - 2 ** -53);
      values[name] = quantiles[i]?.(p) ?? Number.NaN;
    }
    results[run] = requireNumber({ functionName, name: "the model's result", value: model(values) });
  }
  const mean = compensatedSum(results) / runs;
  const variance = compensatedSum(results.map((value) => (value - mean) ** 2)) / (runs - 1);
  const sorted = results.slice().sort();
  return {
    results,
    mean,
    standardDeviation: Math.sqrt(variance),
    p5: quantileOfSorted({ sorted, p: 0.05 }),
    p50: quantileOfSorted({ sorted, p: 0.5 }),
    p95: quantileOfSorted({ sorted, p: 0.95 }),
    negativeShare: results.reduce((count, value) => count + (value < 0 ? 1 : 0), 0) / runs,
  };
}
