import { exp } from "#engine/core/exp.ts";
import { tanh } from "#engine/core/tanh.ts";

type Activation = "relu" | "tanh" | "sigmoid" | "identity" | "softmax";

/** Turns the sums of a layer's units into their outputs, in place; `values` is count × units. O(values). */
export function activate({
  activation,
  values,
  units,
}: {
  readonly activation: Activation;
  readonly values: Float64Array;
  readonly units: number;
}): void {
  switch (activation) {
    case "identity":
      return;
    case "relu":
      for (let i = 0; i < values.length; i++) values[i] = Math.max(0, values[i] ?? 0);
      return;
    case "tanh":
      for (let i = 0; i < values.length; i++) values[i] = tanh(values[i] ?? 0);
      return;
    case "sigmoid":
      for (let i = 0; i < values.length; i++) values[i] = 1 / (1 + exp(-(values[i] ?? 0)));
      return;
    case "softmax":
      for (let row = 0; row < values.length; row += units) softmax({ values, from: row, to: row + units });
  }
}

/** e^x of each, as a share of all: minus the largest first, so that nothing overflows. */
function softmax({
  values,
  from,
  to,
}: {
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
}): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) highest = Math.max(highest, values[i] ?? 0);
  let sum = 0;
  for (let i = from; i < to; i++) {
    const share = exp((values[i] ?? 0) - highest);
    values[i] = share;
    sum += share;
  }
  for (let i = from; i < to; i++) values[i] = (values[i] ?? 0) / sum;
}

/**
 * Multiplies slopes by the derivative of a hidden layer's activation, read from its outputs, in place. O(values).
 *
 * 1 where a relu speaks; 1 − y² for tanh; y (1 − y) for the sigmoid.
 */
export function multiplyDerivative({
  activation,
  outputs,
  slopes,
}: {
  readonly activation: Exclude<Activation, "softmax">;
  readonly outputs: Float64Array;
  readonly slopes: Float64Array;
}): void {
  switch (activation) {
    case "identity":
      return;
    case "relu":
      for (let i = 0; i < slopes.length; i++) if ((outputs[i] ?? 0) <= 0) slopes[i] = 0;
      return;
    case "tanh":
      for (let i = 0; i < slopes.length; i++) slopes[i] = (slopes[i] ?? 0) * (1 - (outputs[i] ?? 0) ** 2);
      return;
    case "sigmoid":
      for (let i = 0; i < slopes.length; i++) {
        const output = outputs[i] ?? 0;
        slopes[i] = (slopes[i] ?? 0) * output * (1 - output);
      }
  }
}
