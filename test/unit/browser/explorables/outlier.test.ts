import { describe, expect, test } from "vitest";
import { fitLine, houses } from "#browser/explorables/outlier-drag/houses.ts";
import {
  atPrice,
  choose,
  errorsKUsd,
  errorsOf,
  partOf,
  predictedKUsd,
  startState,
} from "#browser/explorables/outlier-drag/outlier-state.ts";

describe("the line through the houses", () => {
  test("through three points it is the one worked by hand", () => {
    // means 2 and 3; covariance (1 · 2 + 0 + 1 · 1) / 3 = 1, variance 2/3: slope 1.5, intercept 3 - 1.5 · 2 = 0
    const points = [
      { areaSqFt: 1, priceKUsd: 1 },
      { areaSqFt: 2, priceKUsd: 4 },
      { areaSqFt: 3, priceKUsd: 4 },
    ];
    const line = fitLine(points);
    expect(line.slope).toBeCloseTo(1.5, 12);
    expect(line.intercept).toBeCloseTo(0, 12);
  });

  // Law of least squares: residuals sum to 0 and are orthogonal to the inputs.
  test("leaves errors that cancel out", () => {
    const errors = errorsKUsd(startState.pricesKUsd);
    expect(errors.reduce((sum, error) => sum + error, 0)).toBeCloseTo(0, 8);
    expect(errors.reduce((sum, error, i) => sum + error * (houses[i]?.areaSqFt ?? 0), 0)).toBeCloseTo(0, 5);
  });
});

describe("dragging one house", () => {
  const at = choose(startState, 3);
  const moved = atPrice(at, 500);

  test("moves that price alone, to whole thousands within the drawing", () => {
    expect(moved.pricesKUsd.filter((price, i) => price !== startState.pricesKUsd[i])).toEqual([500]);
    expect(atPrice(at, 12.4).pricesKUsd[3]).toBe(12);
    expect(atPrice(at, -50).pricesKUsd[3]).toBe(0);
    expect(atPrice(at, 9999).pricesKUsd[3]).toBe(600);
  });

  // Only one term of each mean changes: n · (new - old) is the change of that term.
  test("changes MSE by its squared and MAE by its absolute error", () => {
    const [before, after] = [errorsOf(startState.pricesKUsd), errorsOf(moved.pricesKUsd)];
    const [old, now] = [109.9 - (predictedKUsd[3] ?? 0), 500 - (predictedKUsd[3] ?? 0)];
    expect(12 * (after.mse - before.mse)).toBeCloseTo(now ** 2 - old ** 2, 6);
    expect(12 * (after.mae - before.mae)).toBeCloseTo(Math.abs(now) - Math.abs(old), 6);
    expect(after.rmse ** 2).toBeCloseTo(after.mse, 6);
  });

  test("an outlier has a larger part of the squared than of the absolute error", () => {
    const { squared, absolute } = partOf(moved);
    expect(squared).toBeGreaterThan(absolute);
    expect(squared).toBeLessThanOrEqual(1);
  });

  test("the parts of all houses add up to one", () => {
    const parts = houses.map((_, i) => partOf(choose(moved, i)));
    expect(parts.reduce((sum, part) => sum + part.squared, 0)).toBeCloseTo(1, 12);
    expect(parts.reduce((sum, part) => sum + part.absolute, 0)).toBeCloseTo(1, 12);
  });
});
