import { describe, expect, test } from "vitest";
import { applyFairThresholds, createRng, fitFairThresholds } from "#engine/monitoring/index.ts";

describe("fair thresholds", () => {
  const rng = createRng(12);
  const rows = Array.from({ length: 600 }, () => {
    const group = rng.integer(3);
    const label = rng.uniform() < 0.3 + 0.15 * group ? 1 : 0;
    return { group, label, score: 0.5 * label + 0.1 * group + rng.uniform() };
  });
  const columns = {
    groups: rows.map(({ group }) => group),
    labels: rows.map(({ label }) => label),
    scores: rows.map(({ score }) => score),
  };

  test("reach every criterion within the tolerance, at a price that is told", () => {
    for (const criterion of ["demographic-parity", "equal-opportunity", "equalized-odds"] as const) {
      const fitted = fitFairThresholds({ ...columns, criterion, tolerance: 0.03 });
      expect(fitted.gap).toBeLessThanOrEqual(0.03 + 1e-9);
      expect(fitted.shared.gap).toBeGreaterThan(0.05);
      expect(fitted.accuracyCost).toBeCloseTo(fitted.shared.accuracy - fitted.accuracy, 12);
      expect(JSON.parse(JSON.stringify(fitted))).toEqual(fitted);
      const said = applyFairThresholds({ fitted, scores: columns.scores, groups: columns.groups });
      const right = said.filter((one, row) => one === columns.labels[row]).length;
      expect(right / said.length).toBeCloseTo(fitted.accuracy, 12);
    }
  });

  test("of equally good shared thresholds the highest is taken", () => {
    // From 4 down: right rows 2 (nobody), then 3, 2, 3, 2 of 4 at thresholds 4, 3, 2, 1.
    const { shared } = fitFairThresholds({
      scores: [4, 3, 2, 1],
      labels: [1, 0, 1, 0],
      groups: ["a", "b", "b", "a"],
      criterion: "demographic-parity",
      tolerance: 1,
    });
    expect(shared).toMatchObject({ threshold: 4, accuracy: 0.75 });
  });

  test("more tolerance never costs accuracy", () => {
    const accuracies = [0, 0.05, 0.1, 0.3, 1].map(
      (tolerance) => fitFairThresholds({ ...columns, criterion: "demographic-parity", tolerance }).accuracy,
    );
    expect(accuracies).toEqual(accuracies.toSorted((a, b) => a - b));
  });
});
