import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  anomalyScores,
  anomalyScoresSteps,
  createRng,
  findOutliers,
  fitIsolationForest,
  fitIsolationForestSteps,
  outlierFences,
  runToEnd,
} from "#engine/data/index.ts";

describe("outliers", () => {
  test("move with the values and know no units", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 40 }), (list) => {
        const values = [0, 1, ...list];
        const moved = values.map((value) => 8 * value + 64);
        for (const method of ["iqr", "z", "mad"] as const) {
          const fences = outlierFences({ values, method });
          const other = outlierFences({ values: moved, method });
          expect(JSON.parse(JSON.stringify(fences))).toEqual(fences);
          expect(other.lower).toBeCloseTo(8 * fences.lower + 64, 6);
          expect(other.upper).toBeCloseTo(8 * fences.upper + 64, 6);
        }
      }),
    );
  });

  /** By hand: median 3, distances 2 1 0 1 97, MAD 1: 0.6745 · 97 / 1 = 65.4265. Mean 22, deviation √(7610 / 4) = 43.6. */
  test("a huge outlier hides from z and not from MAD", () => {
    const values = [1, 2, 3, 4, 100];
    const found = (method: "iqr" | "z" | "mad") => findOutliers({ values, fences: outlierFences({ values, method }) });
    expect(found("z").rows).toEqual([]);
    expect(found("mad").rows).toEqual([4]);
    expect(found("mad").scores[4]).toBeCloseTo(65.4265, 10);
    expect(outlierFences({ values, method: "z" }).spread).toBeCloseTo(Math.sqrt(7610 / 4), 10);
  });

  test("missing values are none, infinity always is one, and a MAD of 0 has a stand-in", () => {
    const values = [5, 5, 5, 5, 6, Number.NaN];
    // Distances from 5: four 0 and one 1, mean 0.2; 1.253314 × 0.2 = 0.2506628.
    const fences = outlierFences({ values, method: "mad" });
    expect(fences.spread).toBeCloseTo(0.2506628, 12);
    expect(findOutliers({ values: [Number.NaN, Number.POSITIVE_INFINITY, 5], fences }).rows).toEqual([1]);
    expect(findOutliers({ values, fences: outlierFences({ values }) })).toEqual({
      rows: [4],
      scores: Float64Array.of(0, 0, 0, 0, Number.POSITIVE_INFINITY, Number.NaN),
    });
  });
});

describe("isolation forests", () => {
  const rng = createRng(3);
  const features = Array.from({ length: 60 }, () => [rng.uniform(), rng.uniform(), 0]);
  features.push([5, -5, 0]);

  test("steps and the whole give the same forest and scores, and progress grows", () => {
    const forest = fitIsolationForest({ features, rng: createRng(8), treeCount: 20 });
    const reports: number[] = [];
    const stepped = runToEnd(fitIsolationForestSteps({ features, rng: createRng(8), treeCount: 20 }), ({ done }) => {
      reports.push(done);
    });
    expect(stepped).toEqual(forest);
    expect(reports).toEqual([...Array(19).keys()].map((k) => k + 1));
    expect(JSON.parse(JSON.stringify(forest))).toEqual(forest);
    const many = Array.from({ length: 1100 }, (_, k) => features[k % features.length] ?? []);
    const parts: number[] = [];
    const scores = runToEnd(anomalyScoresSteps({ forest, features: many }), ({ done }) => {
      parts.push(done);
    });
    expect(scores).toEqual(anomalyScores({ forest, features: many }));
    expect(scores.slice(0, 61)).toEqual(anomalyScores({ forest, features }));
    expect(parts.length).toBeGreaterThan(0);
  });

  test("stop when they are told to", () => {
    const steps = fitIsolationForestSteps({ features, rng: createRng(8) });
    expect(steps.next().done).toBe(false);
    expect(steps.return(undefined as never)).toEqual({ done: true, value: undefined }); // nothing is returned on stopping
    expect(steps.next().done).toBe(true);
  });

  test("the odd row is the oddest, scores lie between 0 and 1, and units do not matter", () => {
    const scores = anomalyScores({ forest: fitIsolationForest({ features, rng: createRng(1) }), features });
    expect(scores.indexOf(Math.max(...scores))).toBe(60);
    expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
    // Powers of two rescale without rounding, so every cut falls between the same rows.
    const scaled = features.map((row) => row.map((value) => value * 1024));
    expect(
      anomalyScores({ forest: fitIsolationForest({ features: scaled, rng: createRng(1) }), features: scaled }),
    ).toEqual(scores);
  });
});
