import { EngineError } from "#engine/core/errors.ts";
import type { Features } from "#engine/core/matrix.ts";
import type { Rng } from "#engine/core/random.ts";
import { requireFitted } from "#engine/core/require-fitted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireRng } from "#engine/core/require-rng.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { type LearningRate, requireLearningRate } from "./learning-rate.ts";
import type { ClassificationNet, RegressionNet } from "./net.ts";
import { type Layer, type Layers, toLayers } from "./net-layers.ts";
import type { OptimizerName } from "./optimizer.ts";
import type { TrainingPlan } from "./train-net.ts";

/** Rows that are only watched while training. */
export type ClassRowsToWatch = { readonly features: Features; readonly labels: ArrayLike<Label> };
export type ValueRowsToWatch = { readonly features: Features; readonly targets: ArrayLike<number> };

/** How a net is built and trained. */
export type NetOptions = {
  /** n × d, finite, standardized. */
  readonly features: Features;
  /** Chance for first weights, order and dropout; equal seeds give equal nets. */
  readonly rng: Rng;
  /** 0 or more, length n; left out = 1 each. */
  readonly weights?: ArrayLike<number> | undefined;
  /** Units of each hidden layer; default [32]; [] is a linear or logistic regression. */
  readonly hiddenLayers?: readonly number[];
  /** Of the hidden layers; default "relu". */
  readonly activation?: "relu" | "tanh" | "sigmoid";
  /** Default "adam". */
  readonly optimizer?: OptimizerName;
  /** A number (default 0.001) or a schedule by epoch, see `learningRateAt`. */
  readonly learningRate?: LearningRate;
  /** Each step shrinks the weights by learning rate × this; default 0. */
  readonly weightDecay?: number;
  /** The chance of each hidden unit to be silent in training, 0 (default) to 0.99. */
  readonly dropout?: number;
  /** Rows between two steps; default 32. */
  readonly batchSize?: number;
  /** At most so many times through all rows; default 200. */
  readonly epochs?: number;
  /** Training ends after so many epochs without improvement of the loss (of the validation rows where there are any); default 10. */
  readonly patience?: number;
  /** What counts as an improvement; default 0.0001. */
  readonly minImprovement?: number;
  /** Another net to go on from. */
  readonly startFrom?: ClassificationNet | RegressionNet | undefined;
  /** So many first layers keep their weights; default 0. */
  readonly frozenLayers?: number;
};

/** The options with their defaults, checked. */
export function planOf({
  functionName,
  options: {
    rng,
    optimizer = "adam",
    learningRate = 0.001,
    weightDecay = 0,
    dropout = 0,
    batchSize = 32,
    epochs = 200,
    patience = 10,
    minImprovement = 1e-4,
    frozenLayers = 0,
    startFrom,
  },
}: {
  readonly functionName: string;
  readonly options: NetOptions;
}): TrainingPlan {
  requireRng({ functionName, rng });
  const kinds = { "classification-net": 1, "regression-net": 1 };
  if (startFrom !== undefined) requireFitted({ functionName, fitted: startFrom, kinds });
  requireOneOf({ functionName, name: "optimizer", value: optimizer, options: ["sgd", "momentum", "adam"] });
  requireLearningRate({ functionName, learningRate });
  requireNumber({ functionName, name: "weightDecay", value: weightDecay, least: 0 });
  requireNumber({ functionName, name: "dropout", value: dropout, least: 0, most: 0.99 });
  requireNumber({ functionName, name: "batchSize", value: batchSize, least: 1, whole: true });
  requireNumber({ functionName, name: "epochs", value: epochs, least: 1, whole: true });
  requireNumber({ functionName, name: "patience", value: patience, least: 1, whole: true });
  requireNumber({ functionName, name: "minImprovement", value: minImprovement, least: 0 });
  requireNumber({ functionName, name: "frozenLayers", value: frozenLayers, least: 0, whole: true });
  const steps = { optimizer, learningRate, weightDecay, dropout, batchSize };
  return { ...steps, epochs, patience, minImprovement, frozenLayers, rng };
}

/**
 * Layers to begin with: random ones, or those of another net. Of that, the hidden layers are taken as they are, and the last one
 * where it says the same things (`keepsOutput`); else a new last layer is drawn.
 *
 * Weights are drawn evenly within ±√(6 / (inputs + units)) (Glorot & Bengio 2010), so that signals neither fade nor explode from layer to
 * layer, whichever way they go; biases begin at 0.
 */
export function firstLayers({
  functionName,
  options: { rng, hiddenLayers, activation = "relu", startFrom, frozenLayers = 0 },
  inputs,
  output,
  keepsOutput,
}: {
  readonly functionName: string;
  readonly options: NetOptions;
  readonly inputs: number;
  readonly output: Pick<Layer, "units" | "activation">;
  readonly keepsOutput: boolean;
}): Layers {
  const layers: Layer[] = [];
  if (startFrom === undefined) {
    const sizes = hiddenLayers ?? [32];
    if (!Array.isArray(sizes) || sizes.length > 0) requireSameLength(functionName, { hiddenLayers: sizes });
    requireOneOf({ functionName, name: "activation", value: activation, options: ["relu", "tanh", "sigmoid"] });
    for (const units of sizes) {
      requireNumber({ functionName, name: "hiddenLayers", value: units, least: 1, most: 65_536, whole: true });
      layers.push(drawLayer({ inputs: layers.at(-1)?.units ?? inputs, units, activation, rng }));
    }
  } else {
    if (hiddenLayers !== undefined) {
      const text = `${functionName} requires either hiddenLayers or startFrom, which has its own, got both`;
      throw new EngineError("out-of-range", text, { function: functionName, argument: "hiddenLayers" });
    }
    const known = startFrom.featureNames.length;
    if (known !== inputs) {
      const text = `${functionName} requires ${known} columns of features, as startFrom has, got ${inputs}`;
      throw new EngineError("length-mismatch", text, { function: functionName, lengths: `${known}, ${inputs}` });
    }
    layers.push(...toLayers(keepsOutput ? startFrom.layers : startFrom.layers.slice(0, -1)));
  }
  if (startFrom === undefined || !keepsOutput) {
    layers.push(drawLayer({ inputs: layers.at(-1)?.units ?? inputs, ...output, rng }));
  }
  const most = layers.length - 1;
  requireNumber({ functionName, name: "frozenLayers", value: frozenLayers, least: 0, most, whole: true });
  return layers;
}

function drawLayer({
  inputs,
  units,
  activation,
  rng,
}: Pick<Layer, "inputs" | "units" | "activation"> & { readonly rng: Rng }): Layer {
  const reach = Math.sqrt(6 / (inputs + units));
  const weights = Float64Array.from({ length: inputs * units }, () => reach * (2 * rng.uniform() - 1));
  return { inputs, units, activation, weights, biases: new Float64Array(units) };
}
