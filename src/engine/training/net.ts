import type { Matrix } from "#engine/core/matrix.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { forwardBlock, type Layers, toLayers } from "./net-layers.ts";

/** What a unit makes of its sum: max(0, x), tanh x, 1 / (1 + e^−x), the sum itself; softmax makes shares of all units of its layer. */
export type Activation = "relu" | "tanh" | "sigmoid" | "identity" | "softmax";

/** A dense layer: every unit sees every output of the layer before. */
export type NetLayer = {
  readonly units: number;
  readonly activation: Activation;
  /** inputs × units, row after row: what input i adds to unit j is `weights[i * units + j]`. */
  readonly weights: readonly number[];
  /** Length units. */
  readonly biases: readonly number[];
};

/** The losses after an epoch: log loss for classes, mean squared error of standardized targets for numbers. */
export type EpochLoss = { readonly training: number; readonly validation: number | null };

type Net = {
  readonly version: 1;
  readonly featureNames: readonly string[];
  readonly layers: readonly NetLayer[];
  /** One entry an epoch. */
  readonly history: readonly EpochLoss[];
  /** The epoch whose weights these are, from 1. */
  readonly bestEpoch: number;
  /** Whether training ended because the loss no longer fell, and not because the epochs ran out. */
  readonly stoppedEarly: boolean;
};

export type ClassificationNet = Net & { readonly kind: "classification-net"; readonly classes: readonly Label[] };

export type RegressionNet = Net & {
  readonly kind: "regression-net";
  /** The net learns (target − mean) / scale. */
  readonly targetMean: number;
  readonly targetScale: number;
};

/** n × k probabilities. O(n × weights). */
export function netProbabilities({
  model,
  matrix,
}: {
  readonly model: ClassificationNet;
  readonly matrix: Matrix;
}): Float64Array {
  return netOutputs({ layers: toLayers(model.layers), matrix });
}

/** n numbers. O(n × weights). */
export function netValues({ model, matrix }: { readonly model: RegressionNet; readonly matrix: Matrix }): Float64Array {
  const outputs = netOutputs({ layers: toLayers(model.layers), matrix });
  return outputs.map((output) => model.targetMean + model.targetScale * output);
}

/** Rows that go through the net together. */
const blockRows = 256;

/** The last layer's outputs of all rows, without dropout. */
export function netOutputs({ layers, matrix }: { readonly layers: Layers; readonly matrix: Matrix }): Float64Array {
  const { rowCount, columnCount: d, values } = matrix;
  const width = layers.at(-1)?.units ?? 0;
  const result = new Float64Array(rowCount * width);
  for (let start = 0; start < rowCount; start += blockRows) {
    const count = Math.min(blockRows, rowCount - start);
    const inputs = values.subarray(start * d, (start + count) * d);
    const outputs = forwardBlock({ layers, inputs, count });
    result.set(outputs.at(-1) ?? inputs, start * width);
  }
  return result;
}
