import { log } from "#engine/core/log.ts";
import { multiplyDerivative } from "./activation.ts";
import { forwardBlock, type Layer, type Layers } from "./net-layers.ts";

/** A batch of rows with what the net should say: one-hot for softmax (cross-entropy), numbers for identity (squared error). */
export type Batch = {
  readonly count: number;
  /** count × d, row after row. */
  readonly inputs: Float64Array;
  /** count × units of the last layer. */
  readonly wanted: Float64Array;
  /** What each row counts, length count; the loss is Σ weight × loss / count. */
  readonly weights: Float64Array;
};

/** The slope of the loss along every weight and bias, layer by layer. */
export type Gradient = { readonly weights: Float64Array; readonly biases: Float64Array };

/**
 * The loss of a batch and its slope along every weight: forwards once, then backwards from the loss to the first layer
 * (backpropagation). O(count × weights).
 *
 * For softmax with cross-entropy and for identity with squared error the slope at the last sums is wonderfully simple:
 * output − wanted (twice that for the square). Each layer turns the slopes of its sums into those of its weights (slope × input) and of its
 * inputs (slope × weight), which are the outputs of the layer before.
 *
 * @param masks     dropout factors a layer, which slopes pass on their way back, too
 * @param frozen    so many first layers get no slopes, because they are not to change
 * @source  Rumelhart, Hinton & Williams 1986
 */
export function lossAndGradient({
  layers,
  batch: { count, inputs, wanted, weights },
  masks = [],
  frozen = 0,
}: {
  readonly layers: Layers;
  readonly batch: Batch;
  readonly masks?: readonly (Float64Array | undefined)[];
  readonly frozen?: number;
}): { readonly loss: number; readonly gradients: readonly (Gradient | undefined)[] } {
  const outputs = forwardBlock({ layers, inputs, count, masks });
  const last = layers.length - 1;
  const said = outputs[last] ?? inputs;
  const loss = batchLoss({ layers, said, wanted, weights, count });
  const units = wanted.length / count;
  const factor = layers[last]?.activation === "softmax" ? 1 : 2;
  let slopes: Float64Array = said.map((output, at) => {
    return (factor * (weights[Math.floor(at / units)] ?? 0) * (output - (wanted[at] ?? 0))) / count;
  });
  const gradients: (Gradient | undefined)[] = layers.map(() => undefined);
  for (let at = last; at >= frozen; at--) {
    const layer = layers[at] as Layer; // at is from 0 to last
    const before = at === 0 ? inputs : (outputs[at - 1] ?? inputs);
    gradients[at] = layerGradient({ layer, inputs: before, slopes, count });
    if (at === frozen) break;
    const earlier = layers[at - 1] as Layer; // at is above 0
    slopes = inputSlopes({ layer, slopes, count });
    const mask = masks[at - 1];
    if (mask !== undefined) for (let i = 0; i < slopes.length; i++) slopes[i] = (slopes[i] ?? 0) * (mask[i] ?? 0);
    const { activation } = earlier;
    // Hidden layers have no softmax. A mask scales outputs, so the derivative reads them unscaled.
    if (activation !== "softmax") multiplyDerivative({ activation, outputs: unmasked(before, mask), slopes });
  }
  return { loss, gradients };
}

/** Σ weight × loss / count of what was said against what was wanted. */
export function batchLoss({
  layers,
  said,
  wanted,
  weights,
  count,
}: {
  readonly layers: Layers;
  readonly said: Float64Array;
  readonly wanted: Float64Array;
  readonly weights: Float64Array;
  readonly count: number;
}): number {
  const units = wanted.length / count;
  const isShares = layers.at(-1)?.activation === "softmax";
  let loss = 0;
  for (let row = 0, at = 0; row < count; row++) {
    let rowLoss = 0;
    for (let unit = 0; unit < units; unit++, at++) {
      const want = wanted[at] ?? 0;
      const say = said[at] ?? 0;
      // A share that rounds to 0 would cost infinity; the smallest double costs 708.
      if (!isShares) rowLoss += (say - want) ** 2;
      else if (want > 0) rowLoss -= want * log(Math.max(say, Number.MIN_VALUE));
    }
    loss += (weights[row] ?? 0) * rowLoss;
  }
  return loss / count;
}

/** slope × input of each weight, summed over the rows. */
function layerGradient({
  layer: { inputs: width, units },
  inputs,
  slopes,
  count,
}: {
  readonly layer: Layer;
  readonly inputs: Float64Array;
  readonly slopes: Float64Array;
  readonly count: number;
}): Gradient {
  const weights = new Float64Array(width * units);
  const biases = new Float64Array(units);
  for (let row = 0; row < count; row++) {
    const from = row * units;
    for (let unit = 0; unit < units; unit++) biases[unit] = (biases[unit] ?? 0) + (slopes[from + unit] ?? 0);
    for (let i = 0; i < width; i++) {
      const input = inputs[row * width + i] ?? 0;
      if (input === 0) continue;
      for (let unit = 0, at = i * units; unit < units; unit++, at++) {
        weights[at] = (weights[at] ?? 0) + input * (slopes[from + unit] ?? 0);
      }
    }
  }
  return { weights, biases };
}

/** slope × weight of each input, summed over the units. */
function inputSlopes({
  layer: { inputs: width, units, weights },
  slopes,
  count,
}: {
  readonly layer: Layer;
  readonly slopes: Float64Array;
  readonly count: number;
}): Float64Array {
  const result = new Float64Array(count * width);
  for (let row = 0; row < count; row++) {
    const from = row * units;
    for (let i = 0; i < width; i++) {
      let sum = 0;
      for (let unit = 0, at = i * units; unit < units; unit++, at++) {
        sum += (slopes[from + unit] ?? 0) * (weights[at] ?? 0);
      }
      result[row * width + i] = sum;
    }
  }
  return result;
}

function unmasked(outputs: Float64Array, mask: Float64Array | undefined): Float64Array {
  if (mask === undefined) return outputs;
  return outputs.map((output, at) => {
    const factor = mask[at] ?? 0;
    return factor === 0 ? 0 : output / factor;
  });
}
