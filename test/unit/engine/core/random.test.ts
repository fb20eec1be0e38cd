import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng } from "#engine/core/random.ts";

describe("createRng", () => {
  test("equal seeds give equal sequences, and a generator has no part of another's state", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const one = createRng(seed);
        const two = createRng(seed);
        createRng(seed).uint32();
        expect([one.uint32(), one.uniform(), one.integer(10)]).toEqual([two.uint32(), two.uniform(), two.integer(10)]);
      }),
    );
  });

  test("uniform lies in [0, 1), integer in [0, below)", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 4294967296 }), (seed, below) => {
        const rng = createRng(seed);
        const uniform = rng.uniform();
        const integer = rng.integer(below);
        expect(uniform >= 0 && uniform < 1).toBe(true);
        expect(Number.isInteger(integer) && integer >= 0 && integer < below).toBe(true);
      }),
    );
  });

  test("ten boxes fill evenly: chi-square of 100,000 draws stays below its 1 in 10⁶ limit for each of 20 seeds", () => {
    for (let seed = 0; seed < 20; seed++) {
      const rng = createRng(seed);
      const boxes = new Float64Array(10);
      for (let draw = 0; draw < 100_000; draw++) {
        const box = rng.integer(10);
        boxes[box] = (boxes[box] ?? 0) + 1;
      }
      const chiSquare = boxes.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
      // scipy.stats.chi2.isf(1e-6, 9) is 44.81
      expect(chiSquare).toBeLessThan(44.81);
    }
  });

  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])("a seed of %s is refused", (seed) => {
    expect(() => createRng(seed)).toThrow(expect.objectContaining({ code: "out-of-range" }));
  });

  test.each([0, -1, 1.5, Number.NaN, 4294967297])("an integer below %s is refused, not awaited forever", (below) => {
    expect(() => createRng(1).integer(below)).toThrow(expect.objectContaining({ code: "out-of-range" }));
  });
});
