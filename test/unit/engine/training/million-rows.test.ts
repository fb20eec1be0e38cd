import { describe, expect, test } from "vitest";
import * as door from "#engine/training/index.ts";

describe("a million rows give the right answer", () => {
  const rowCount = 1_000_000;
  const values = Float64Array.from({ length: rowCount }, (_, row) => (row % 1000) / 100);
  const features = { rowCount, columnCount: 1, values, names: ["x"] };

  test("linear regression and lasso", () => {
    const targets = values.map((x) => 3 * x - 1);
    const line = door.fitLinearRegression({ features, targets });
    expect(line.coefficients[0]).toBeCloseTo(3, 10);
    expect(line.intercept).toBeCloseTo(-1, 10);
    // By hand: the slope loses penalty / variance, which is (1000² - 1) / 12 / 100².
    const lasso = door.fitLasso({ features, targets, penalty: 0.5 });
    expect(lasso.coefficients[0]).toBeCloseTo(3 - 0.5 / (999_999 / 12 / 10_000), 8);
  });

  test("logistic regression and naive Bayes", () => {
    const labels = Uint8Array.from(values, (x, row) => (x + (row % 7) > 8 ? 1 : 0));
    const model = door.fitLogisticRegression({ features, labels });
    expect(model.converged).toBe(true);
    const { values: shares } = door.predictProbabilities({ model, features });
    // A logistic regression keeps the total: the mean probability is the share of ones.
    const total = labels.reduce((sum, label) => sum + label, 0);
    const promised = shares.reduce((sum, share, at) => (at % 2 === 1 ? sum + share : sum), 0);
    expect(promised / total).toBeCloseTo(1, 6);
    expect(door.fitNaiveBayes({ features, labels }).classes).toEqual([0, 1]);
  });
});
