import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng } from "#engine/core/random.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";

describe("sorting", () => {
  test("is that of numbers, short and long, negative and equal", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.constantFrom(0, 1, 5, 4095, 4096, 6000), (seed, length) => {
        const rng = createRng(seed);
        const values = Array.from({ length }, () =>
          rng.integer(4) === 0 ? rng.integer(9) - 4 : (rng.uniform() - 0.5) * 1e9,
        );
        expect(Array.from(sortNumbers(values))).toEqual(values.toSorted((a, b) => a - b).map((one) => one + 0));
      }),
      { numRuns: 20 },
    );
  });
});
