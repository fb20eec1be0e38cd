import { describe, expect, test } from "vitest";
import { createRng, fitNet, fitNetSteps, predictValues, runToEnd } from "#engine/training/index.ts";
import { type Batch, lossAndGradient } from "#engine/training/net-gradient.ts";
import type { Layers } from "#engine/training/net-layers.ts";

const rng = createRng(11);
const random = (length: number): Float64Array => Float64Array.from({ length }, () => 2 * rng.uniform() - 1);

function layersOf(hidden: "relu" | "tanh" | "sigmoid", output: "softmax" | "identity"): Layers {
  const layer = (inputs: number, units: number, activation: typeof hidden | typeof output) => ({
    inputs,
    units,
    activation,
    weights: random(inputs * units),
    biases: random(units),
  });
  return [layer(4, 5, hidden), layer(5, 3, hidden), layer(3, 2, output)];
}

const batch = (output: "softmax" | "identity"): Batch => ({
  count: 6,
  inputs: random(24),
  wanted: output === "softmax" ? Float64Array.of(1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1) : random(12),
  weights: Float64Array.of(1, 2, 0, 0.5, 1, 3),
});

const cases = (["relu", "tanh", "sigmoid"] as const).flatMap((hidden) =>
  (["softmax", "identity"] as const).flatMap((output) => [0, 0.4].map((dropout) => ({ hidden, output, dropout }))),
);

test.each(cases)(
  "gradient of $hidden and $output with dropout $dropout is the slope of the loss, numerically",
  (options) => {
    const layers = layersOf(options.hidden, options.output);
    const rows = batch(options.output);
    const mask = (units: number) =>
      Float64Array.from({ length: 6 * units }, () => (rng.uniform() < options.dropout ? 0 : 1 / (1 - options.dropout)));
    const masks = options.dropout === 0 ? [] : [mask(5), mask(3)];
    const { gradients } = lossAndGradient({ layers, batch: rows, masks });
    for (const [at, layer] of layers.entries()) {
      for (const part of ["weights", "biases"] as const) {
        for (let i = 0; i < layer[part].length; i++) {
          const before = layer[part][i] ?? 0;
          const lossWith = (value: number): number => {
            layer[part][i] = value;
            return lossAndGradient({ layers, batch: rows, masks }).loss;
          };
          const slope = (lossWith(before + 1e-6) - lossWith(before - 1e-6)) / 2e-6;
          layer[part][i] = before;
          // A central difference of step 1e-6 is right to about 1e-9.
          expect(Math.abs((gradients[at]?.[part][i] ?? 0) - slope)).toBeLessThan(1e-7);
        }
      }
    }
  },
);

describe("training", () => {
  const features = Array.from({ length: 60 }, (_, i) => [Math.sin(i), Math.cos(1.7 * i)]);
  const labels = features.map(([a = 0, b = 0]) => (a * b > 0 ? "same" : "other"));
  const targets = features.map(([a = 0, b = 0]) => 1e6 * (2 * a - b));
  const options = { hiddenLayers: [6], epochs: 6, learningRate: 0.02 };

  test("step by step is the same bit by bit, progress rises, and return() ends it", () => {
    const whole = fitNet({ features, labels, ...options, dropout: 0.2, rng: createRng(5) });
    const stepped = runToEnd(fitNetSteps({ features, labels, ...options, dropout: 0.2, rng: createRng(5) }));
    expect(stepped).toEqual(whole);
    const large = { features: Array.from({ length: 3000 }, (_, i) => [i % 7, i % 11]), hiddenLayers: [64, 64] };
    const steps = fitNetSteps({ ...large, targets: large.features.map(([a = 0]) => a), rng: createRng(1) });
    expect(steps.next().done).toBe(false);
    steps.return(fitNet({ features, targets, ...options, rng: createRng(1) }));
    expect(steps.next().done).toBe(true);
  });

  test("without hidden layers it is linear regression, and finds the line in any unit", () => {
    const model = fitNet({
      features,
      targets,
      hiddenLayers: [],
      learningRate: { schedule: "exponential", rate: 0.1, factor: 0.95 },
      epochs: 200,
      patience: 200,
      minImprovement: 0,
      rng: createRng(1),
    });
    const [first = 0] = predictValues({ model, features: [[1, 0]] });
    expect(Math.abs(first - 2e6)).toBeLessThan(1e4);
  });

  test.each(["sgd", "momentum", "adam"] as const)("%s lowers the loss", (optimizer) => {
    const { history } = fitNet({ features, labels, ...options, optimizer, epochs: 30, rng: createRng(2) });
    expect(history.at(-1)?.training).toBeLessThan(history[0]?.training ?? 0);
  });

  test("frozen layers keep their weights to the bit; the others move", () => {
    const startFrom = fitNet({ features, labels, ...options, hiddenLayers: [6, 4], rng: createRng(3) });
    const tuned = fitNet({ features, labels, startFrom, frozenLayers: 1, epochs: 2, rng: createRng(4) });
    expect(tuned.layers[0]).toEqual(startFrom.layers[0]);
    expect(tuned.layers[1]?.weights).not.toEqual(startFrom.layers[1]?.weights);
  });

  test("new classes get a new last layer on the old hidden ones", () => {
    const startFrom = fitNet({ features, labels, ...options, rng: createRng(3) });
    const three = features.map((_, i) => i % 3);
    const tuned = fitNet({ features, labels: three, startFrom, frozenLayers: 1, epochs: 1, rng: createRng(4) });
    expect(tuned.classes).toEqual([0, 1, 2]);
    expect(tuned.layers[0]).toEqual(startFrom.layers[0]);
    expect(tuned.layers[1]?.units).toBe(3);
  });

  test("training ends when the watched rows no longer improve, with the weights of the best epoch", () => {
    const validation = { features, labels: labels.map((label) => (label === "same" ? "other" : "same")) };
    const model = fitNet({ features, labels, ...options, epochs: 200, patience: 5, validation, rng: createRng(6) });
    expect(model.stoppedEarly).toBe(true);
    expect(model.history.length).toBe(model.bestEpoch + 5);
    const losses = model.history.map(({ validation: loss }) => loss ?? 0);
    expect(losses[model.bestEpoch - 1]).toBeLessThanOrEqual(Math.min(...losses) + 1e-4);
  });

  test("weight decay makes weights smaller", () => {
    const size = (weightDecay: number): number =>
      fitNet({ features, labels, ...options, epochs: 20, weightDecay, rng: createRng(7) })
        .layers.flatMap(({ weights }) => weights)
        .reduce((sum, weight) => sum + weight ** 2, 0);
    expect(size(0.5)).toBeLessThan(size(0));
  });

  test("a loss that explodes is no model", () => {
    const steep = { ...options, hiddenLayers: [], optimizer: "sgd", learningRate: 1e60 } as const;
    const call = () => fitNet({ features, targets, ...steep, rng: createRng(1) });
    expect(call).toThrow(/learning rate at which the loss stays finite/);
  });
});
