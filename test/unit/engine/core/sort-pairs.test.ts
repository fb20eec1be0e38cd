import fc from "fast-check";
import { expect, test } from "vitest";
import { sortPairs } from "#engine/core/sort-pairs.ts";

const keys = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 200 });
const fewKeys = fc.array(fc.constantFrom(0, -0, 1, -1, 5e-324, -5e-324, 1.7e308, -1.7e308), { maxLength: 50 });

const pairsOf = (column: readonly number[]): Float64Array => Float64Array.from(column.flatMap((key, i) => [key, i]));

test.each([
  ["any doubles", keys],
  ["few keys, many ties", fewKeys],
] as const)("keys come out as a comparison sort orders them: %s", (_, column) => {
  fc.assert(
    fc.property(column, (values) => {
      const pairs = pairsOf(values);
      sortPairs(pairs);
      const sorted = Array.from(pairs.filter((_, at) => at % 2 === 0));
      expect(sorted).toEqual(values.map((value) => value + 0).sort((a, b) => a - b));
    }),
  );
});

test("each payload stays with its key, and none is lost", () => {
  fc.assert(
    fc.property(keys, (values) => {
      const pairs = pairsOf(values);
      sortPairs(pairs);
      const payloads = Array.from(pairs.filter((_, at) => at % 2 === 1));
      expect(payloads.map((i) => (values[i] ?? 0) + 0)).toEqual(Array.from(pairs.filter((_, at) => at % 2 === 0)));
      expect(new Set(payloads).size).toBe(values.length);
    }),
  );
});

test("a part of a larger array is sorted in place, and the rest stays", () => {
  const whole = Float64Array.of(9, 9, 3, 30, 1, 10, -2, 20, 9, 9);
  sortPairs(whole.subarray(2, 8));
  expect(whole).toEqual(Float64Array.of(9, 9, -2, 20, 1, 10, 3, 30, 9, 9));
});
