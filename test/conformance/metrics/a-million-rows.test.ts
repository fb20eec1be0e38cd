import { beforeAll, describe, test } from "vitest";
import { brierScore, confusionMatrix, createRng, logLoss } from "#engine/metrics/index.ts";
import { expectClose } from "../expect-close.ts";
import { expectCurves, expectKappa, expectScored, fixture } from "./classification-fixture.ts";

describe("a million rows agree with scikit-learn", () => {
  const { seed, rows, plain, weighted } = fixture.large;
  const actual = new Uint8Array(rows);
  const predicted = new Uint8Array(rows);
  const labels = new Uint8Array(rows);
  const probabilities = new Float64Array(rows);
  const weights = new Float64Array(rows);

  beforeAll(() => {
    const rng = createRng(seed);
    for (let row = 0; row < rows; row++) {
      const label = rng.integer(10);
      actual[row] = label;
      predicted[row] = rng.uniform() < 0.8 ? label : rng.integer(10);
      const probability = rng.uniform();
      probabilities[row] = probability;
      labels[row] = rng.uniform() < probability ? 1 : 0;
      weights[row] = rng.uniform();
    }
  });

  test("hard predictions of ten classes", () => {
    const matrix = confusionMatrix({ actual, predicted });
    expectScored({ matrix, expected: plain });
    expectKappa({ matrix, expected: plain.kappa });
  });

  test("hard predictions of ten classes, weighted", () => {
    expectScored({ matrix: confusionMatrix({ actual, predicted, weights }), expected: weighted });
  });

  test("probabilities", () => {
    expectClose({ got: logLoss({ labels, probabilities }), expected: plain.logLoss, what: "log loss" });
    expectClose({ got: brierScore({ labels, probabilities }), expected: plain.brierScore, what: "Brier" });
    expectCurves({ labels, probabilities, curves: plain.curves });
  });

  test("probabilities, weighted", () => {
    expectClose({ got: logLoss({ labels, probabilities, weights }), expected: weighted.logLoss, what: "log loss" });
    expectClose({ got: brierScore({ labels, probabilities, weights }), expected: weighted.brierScore, what: "Brier" });
  });
});
