import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng, fitKMeans, fitKMeansSteps, predictClusters, runToEnd } from "#engine/training/index.ts";

const points = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), {
  minLength: 8,
  maxLength: 60,
});
const differing = points.filter((rows) => new Set(rows.map(String)).size >= 4);

const squared = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, j) => sum + (value - (b[j] ?? 0)) ** 2, 0);

/** Lloyd's method as the books write it: every distance, every time. */
function lloyd(rows: readonly (readonly number[])[], start: readonly (readonly number[])[]) {
  let centers = start;
  for (let round = 0; round < 1000; round++) {
    const nearest = rows.map((row) => {
      const squares = centers.map((center) => squared(row, center));
      return squares.indexOf(Math.min(...squares));
    });
    const next = centers.map((_, k) => {
      const own = rows.filter((_row, i) => nearest[i] === k);
      return [0, 1].map((j) => own.reduce((sum, row) => sum + (row[j] ?? 0), 0) / own.length);
    });
    if (next.some((center) => center.some(Number.isNaN))) return undefined; // an empty cluster: the books disagree
    if (JSON.stringify(next) === JSON.stringify(centers)) return { centers, nearest };
    centers = next;
  }
  return undefined;
}

describe("k-means", () => {
  test("looking only at rows that may have changed gives what Lloyd's method gives", () => {
    fc.assert(
      fc.property(differing, (rows) => {
        const start = [...new Map(rows.map((row) => [String(row), row])).values()].slice(0, 4);
        const expected = lloyd(rows, start);
        fc.pre(expected !== undefined);
        const model = fitKMeans({ features: rows, clusters: 4, start, tolerance: 0, rng: createRng(1) });
        for (const [k, center] of model.centers.entries()) {
          expect(squared(center, expected?.centers[k] ?? [])).toBeLessThan(1e-18);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("each center is the mean of its rows and inertia their squared distances; more restarts never cost", () => {
    fc.assert(
      fc.property(differing, fc.integer({ min: 0, max: 1000 }), (rows, seed) => {
        const one = fitKMeans({ features: rows, clusters: 3, tolerance: 0, restarts: 1, rng: createRng(seed) });
        const many = fitKMeans({ features: rows, clusters: 3, tolerance: 0, restarts: 5, rng: createRng(seed) });
        expect(many.inertia).toBeLessThanOrEqual(one.inertia + 1e-9);
        const nearest = predictClusters({ model: many, features: rows });
        const inertia = rows.reduce((sum, row, i) => sum + squared(row, many.centers[nearest[i] ?? 0] ?? []), 0);
        expect(many.inertia).toBeCloseTo(inertia, 8);
        for (const [k, center] of many.centers.entries()) {
          const own = rows.filter((_, i) => nearest[i] === k);
          for (const j of [0, 1]) {
            expect(center[j]).toBeCloseTo(own.reduce((sum, row) => sum + (row[j] ?? 0), 0) / own.length, 9);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test("as many clusters as rows have no inertia", () => {
    expect(fitKMeans({ features: [[1], [5], [9]], clusters: 3, rng: createRng(1) }).inertia).toBe(0);
  });

  test("step by step is the same, and return() ends it", () => {
    const options = { features: [[1], [2], [9], [11], [20]], clusters: 2, restarts: 3 };
    let steps = 0;
    const stepped = runToEnd(fitKMeansSteps({ ...options, rng: createRng(4) }), () => steps++);
    expect(stepped).toEqual(fitKMeans({ ...options, rng: createRng(4) }));
    expect(steps).toBeGreaterThan(3);
    const stopped = fitKMeansSteps({ ...options, rng: createRng(4) });
    stopped.next();
    stopped.return(stepped);
    expect(stopped.next().done).toBe(true);
  });

  test("a cluster that starts far from all rows is given one", () => {
    const start = [[0], [1e6]];
    const model = fitKMeans({ features: [[1], [2], [10]], clusters: 2, start, rng: createRng(1) });
    expect(model.centers.flat().sort((a, b) => a - b)).toEqual([1.5, 10]);
  });
});
