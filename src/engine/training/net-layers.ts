import { activate } from "./activation.ts";

/** A layer ready for computing: typed arrays that training changes in place. */
export type Layer = {
  readonly inputs: number;
  readonly units: number;
  readonly activation: "relu" | "tanh" | "sigmoid" | "identity" | "softmax";
  /** inputs × units, row after row. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
};

export type Layers = readonly Layer[];

type PlainLayer = Omit<Layer, "inputs" | "weights" | "biases"> & {
  readonly weights: readonly number[];
  readonly biases: readonly number[];
};

export function toLayers(plain: readonly PlainLayer[]): Layers {
  return plain.map(({ units, activation, weights, biases }) => ({
    inputs: weights.length / units,
    units,
    activation,
    weights: Float64Array.from(weights),
    biases: Float64Array.from(biases),
  }));
}

export function toPlainLayers(layers: Layers): PlainLayer[] {
  return layers.map(({ units, activation, weights, biases }) => ({
    units,
    activation,
    weights: Array.from(weights),
    biases: Array.from(biases),
  }));
}

/**
 * The outputs of every layer for some rows, each count × units, row after row. O(count × weights).
 *
 * @param masks  factors for the outputs of a layer (dropout), where it has any; count × units
 */
export function forwardBlock({
  layers,
  inputs,
  count,
  masks = [],
}: {
  readonly layers: Layers;
  readonly inputs: Float64Array;
  readonly count: number;
  readonly masks?: readonly (Float64Array | undefined)[];
}): Float64Array[] {
  const outputs: Float64Array[] = [];
  let from = inputs;
  for (const [at, layer] of layers.entries()) {
    const sums = weighedSums({ layer, inputs: from, count });
    activate({ activation: layer.activation, values: sums, units: layer.units });
    const mask = masks[at];
    if (mask !== undefined) for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) * (mask[i] ?? 0);
    outputs.push(sums);
    from = sums;
  }
  return outputs;
}

/** bias + inputs × weights of each unit, count × units. */
function weighedSums({
  layer: { inputs: width, units, weights, biases },
  inputs,
  count,
}: {
  readonly layer: Layer;
  readonly inputs: Float64Array;
  readonly count: number;
}): Float64Array {
  const sums = new Float64Array(count * units);
  for (let row = 0; row < count; row++) {
    const to = row * units;
    for (let unit = 0; unit < units; unit++) sums[to + unit] = biases[unit] ?? 0;
    for (let i = 0; i < width; i++) {
      const input = inputs[row * width + i] ?? 0;
      if (input === 0) continue; // a relu is silent half of the time
      for (let unit = 0, at = i * units; unit < units; unit++, at++) {
        sums[to + unit] = (sums[to + unit] ?? 0) + input * (weights[at] ?? 0);
      }
    }
  }
  return sums;
}
