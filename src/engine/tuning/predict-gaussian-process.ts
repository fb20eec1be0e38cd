import { type Features, parseMatrix } from "#engine/core/matrix.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { solveLower } from "./cholesky.ts";
import type { GaussianProcess } from "./gaussian-process.ts";
import { kernelColumn } from "./matern-kernel.ts";

/** Mean and standard deviation of the function's value at each row; the noise of an observation is not in them. */
export type GaussianPrediction = { readonly means: Float64Array; readonly deviations: Float64Array };

/**
 * What the fitted process says about other places.
 *
 * Cost: O(m × (n × d + n²)) for m rows.
 *
 * @param model     from `fitGaussianProcess`
 * @param features  m × d
 * @returns         means and standard deviations, length m, in units of the targets
 * @throws {EngineError} "wrong-type", "unsupported-version" for another model; else as `fitGaussianProcess` for the features
 * @example
 * const model = fitGaussianProcess({ features: [[0]], targets: [7], kernel: { signal: 1, lengths: [0.1] }, noise: 1e-12 });
 * predictGaussianProcess({ model, features: [[100]] }).deviations // => [1]
 * @source  Rasmussen & Williams 2006, equations 2.25 and 2.26
 */
export function predictGaussianProcess(options: {
  readonly model: GaussianProcess;
  readonly features: Features;
}): GaussianPrediction {
  const { model, features } = requireOptions("predictGaussianProcess", options, ["model", "features"]);
  requireFitted({ functionName: "predictGaussianProcess", fitted: model, kinds: { "gaussian-process": 1 } });
  const { values, rowCount, columnCount } = parseMatrix({
    functionName: "predictGaussianProcess",
    features,
    columnCount: model.kernel.lengths.length,
  });
  const predict = predictorOf(model);
  const means = new Float64Array(rowCount);
  const deviations = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const { mean, deviation } = predict(values.subarray(row * columnCount, (row + 1) * columnCount));
    means[row] = mean;
    deviations[row] = deviation;
  }
  return { means, deviations };
}

/** The same for one point at a time, with the model's numbers laid out once. */
export function predictorOf(
  model: GaussianProcess,
): (point: ArrayLike<number>) => { readonly mean: number; readonly deviation: number } {
  const n = model.points.length;
  const rows = Float64Array.from(model.points.flat());
  const weights = Float64Array.from(model.weights);
  const lower = new Float64Array(n * n);
  for (const [row, entries] of model.factor.entries()) lower.set(entries, row * n);
  const alike = new Float64Array(n);
  return (point) => {
    kernelColumn({ kernel: model.kernel, rows, rowCount: n, point, into: alike });
    let mean = 0;
    for (let i = 0; i < n; i++) mean += (alike[i] ?? 0) * (weights[i] ?? 0);
    solveLower(lower, n, alike);
    let explained = 0;
    for (let i = 0; i < n; i++) explained += (alike[i] ?? 0) ** 2;
    const variance = Math.max(0, model.kernel.signal - explained);
    return { mean: model.targetMean + model.targetScale * mean, deviation: model.targetScale * Math.sqrt(variance) };
  };
}

/** The mean alone, which needs no sweep through the factor. O(n × d) a point. */
export function meanPredictorOf(model: GaussianProcess): (point: ArrayLike<number>) => number {
  const n = model.points.length;
  const rows = Float64Array.from(model.points.flat());
  const alike = new Float64Array(n);
  return (point) => {
    kernelColumn({ kernel: model.kernel, rows, rowCount: n, point, into: alike });
    let mean = 0;
    for (let i = 0; i < n; i++) mean += (alike[i] ?? 0) * (model.weights[i] ?? 0);
    return model.targetMean + model.targetScale * mean;
  };
}
