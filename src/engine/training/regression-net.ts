import { EngineError } from "#engine/core/errors.ts";
import type { Steps } from "#engine/core/steps.ts";
import { weightedMean } from "#engine/core/weighted-mean.ts";
import type { RegressionNet } from "./net.ts";
import { toPlainLayers } from "./net-layers.ts";
import { firstLayers, type NetOptions, planOf, type ValueRowsToWatch } from "./net-options.ts";
import { parseTargetRows } from "./target-rows.ts";
import { type NetProgress, type NetRows, trainNetSteps } from "./train-net.ts";
import type { ValueAnswers } from "./tree-rows.ts";

/** `fitNet` for targets. */
export function* regressionNetSteps({
  functionName,
  options,
}: {
  readonly functionName: string;
  readonly options: NetOptions & ValueAnswers & { readonly validation?: ValueRowsToWatch | undefined };
}): Steps<NetProgress, RegressionNet> {
  const { features, targets, weights, startFrom, validation } = options;
  const plan = planOf({ functionName, options });
  const parsed = parseTargetRows({ functionName, features, targets, weights });
  const known = startFrom?.kind === "regression-net" ? startFrom : undefined;
  const { targetMean, targetScale } = known ?? scaleOf({ functionName, ...parsed });
  const inputs = parsed.matrix.columnCount;
  const output = { units: 1, activation: "identity" } as const;
  const layers = firstLayers({ functionName, options, inputs, output, keepsOutput: known !== undefined });
  const mean = parsed.weights.reduce((sum, weight) => sum + weight, 0) / parsed.weights.length;
  const standardize = (target: number): number => (target - targetMean) / targetScale;
  const { layers: trained, ...rest } = yield* trainNetSteps({
    functionName,
    layers,
    rows: {
      matrix: parsed.matrix,
      wanted: parsed.targets.map(standardize),
      weights: parsed.weights.map((weight) => weight / mean),
    },
    validation: validation === undefined ? undefined : watchedRows({ functionName, validation, inputs, standardize }),
    plan,
  });
  return {
    kind: "regression-net",
    version: 1,
    featureNames: [...parsed.matrix.names],
    targetMean,
    targetScale,
    layers: toPlainLayers(trained),
    ...rest,
  };
}

function watchedRows({
  functionName,
  validation,
  inputs,
  standardize,
}: {
  readonly functionName: string;
  readonly validation: ValueRowsToWatch;
  readonly inputs: number;
  readonly standardize: (target: number) => number;
}): NetRows {
  const { matrix, targets, weights } = parseTargetRows({ functionName, ...validation });
  if (matrix.columnCount !== inputs) {
    const got = `${matrix.columnCount} in validation`;
    const text = `${functionName} requires ${inputs} columns of features, got ${got}`;
    throw new EngineError("length-mismatch", text, { function: functionName, lengths: got });
  }
  return { matrix, wanted: targets.map(standardize), weights };
}

function scaleOf({
  functionName,
  targets,
  weights,
}: {
  readonly functionName: string;
  readonly targets: Float64Array;
  readonly weights: Float64Array;
}): { readonly targetMean: number; readonly targetScale: number } {
  const targetMean = weightedMean({ values: targets, weights });
  const squares = targets.map((target) => (target - targetMean) ** 2);
  const targetScale = Math.sqrt(weightedMean({ values: squares, weights }));
  if (targetScale > 1e-14 * Math.abs(targetMean)) return { targetMean, targetScale };
  const text = `${functionName} requires targets that vary, got only ${targetMean}`;
  throw new EngineError("constant-column", text, { function: functionName, argument: "targets", got: targetMean });
}
