import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  correlationMatrix,
  cramersV,
  fromColumns,
  histogram,
  pearsonCorrelation,
  profile,
  spearmanCorrelation,
} from "#engine/data/index.ts";
import { anyTable } from "./tables.ts";

const numbers = (minLength: number) =>
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), { minLength, maxLength: 40 });

describe("histograms", () => {
  test("every value is in one bin, and edges ascend", () => {
    fc.assert(
      fc.property(
        numbers(1),
        fc.constantFrom("freedman-diaconis" as const, "sturges" as const, 1, 5, 1000),
        (values, bins) => {
          const { counts, edges } = histogram({ values, bins });
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
          expect(edges.length).toBe(counts.length + 1);
          expect(edges[0]).toBeLessThanOrEqual(Math.min(...values));
          expect(edges.at(-1)).toBeGreaterThanOrEqual(Math.max(...values));
        },
      ),
    );
  });

  test("outliers far away ask for no more than a thousand bins", () => {
    const values = [...Array(100).keys(), 1e12];
    expect(histogram({ values }).counts.length).toBe(1000);
    expect(histogram({ values: [-1.7e308, 0, 1.7e308] }).counts.reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  test("the rule that was used is named", () => {
    expect(histogram({ values: [1, 2, 3, 4] }).rule).toBe("freedman-diaconis");
    expect(histogram({ values: [1, 5, 5, 5, 5, 5, 9] }).rule).toBe("sturges");
    expect(histogram({ values: [1, 2], bins: 3 }).rule).toBe("given");
  });
});

describe("correlations", () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), {
    minLength: 3,
    maxLength: 30,
  });

  test("are symmetric, within bounds, turned by a minus, and deaf to units", () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const x = [0, 1, ...list.map(([a]) => a)];
        const y = [1, 0, ...list.map(([, b]) => b)];
        for (const correlate of [pearsonCorrelation, spearmanCorrelation]) {
          const r = correlate({ x, y });
          expect(Math.abs(r)).toBeLessThanOrEqual(1);
          expect(correlate({ x: y, y: x })).toBeCloseTo(r, 12);
          expect(correlate({ x: x.map((value) => -value), y })).toBeCloseTo(-r, 12);
          expect(correlate({ x: x.map((value) => 3 * value + 7), y })).toBeCloseTo(r, 12);
          expect(correlate({ x, y: x })).toBeCloseTo(1, 12);
        }
        expect(spearmanCorrelation({ x: x.map((value) => Math.exp(value / 5)), y })).toBeCloseTo(
          spearmanCorrelation({ x, y }),
          12,
        );
      }),
    );
  });

  test("of enormous numbers do not overflow", () => {
    expect(pearsonCorrelation({ x: [1e300, 2e300, 3e300], y: [-1e-300, -2e-300, -3e-300] })).toBeCloseTo(-1, 12);
    expect(pearsonCorrelation({ x: [-1.7e308, 0, 1.7e308], y: [1, 2, 3] })).toBeCloseTo(1, 12);
  });

  test("a matrix says NaN where there is no answer", () => {
    const table = fromColumns({
      x: [1, 2, 3],
      constant: [5, 5, 5],
      empty: [Number.NaN, 1, Number.NaN],
      flag: [true, false, null],
    });
    const { columns, values } = correlationMatrix({ table });
    expect(columns).toEqual(["x", "constant", "empty", "flag"]);
    expect(values.map((row) => row[0])).toEqual([1, Number.NaN, Number.NaN, -1]);
  });

  test("Cramér's V is the same whichever side comes first and however categories are called", () => {
    const categories = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom(1, 2)), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(categories, (list) => {
        const x = ["a", "b", ...list.map(([one]) => one)];
        const y = [1, 2, ...list.map(([, other]) => other)];
        for (const correction of ["none", "bias"] as const) {
          const v = cramersV({ x, y, correction });
          expect(v).toBeGreaterThanOrEqual(0);
          expect(v).toBeLessThanOrEqual(1);
          expect(cramersV({ x: y, y: x, correction })).toBeCloseTo(v, 12);
          expect(cramersV({ x: x.map((one) => `${one}!`), y: y.map((one) => one === 1), correction })).toBeCloseTo(
            v,
            12,
          );
        }
        expect(cramersV({ x, y, correction: "bias" })).toBeLessThanOrEqual(cramersV({ x, y }) + 1e-12);
      }),
    );
  });

  /** By hand: 2 × 2 table 3, 1, 1, 3: n (ad − bc)² / (4 · 4 · 4 · 4) = 8 · 64 / 256 = 2 = χ², V = √(2 / 8) = 0.5. */
  test("Cramér's V worked by hand", () => {
    const x = ["a", "a", "a", "a", "b", "b", "b", "b"];
    const y = ["p", "p", "p", "q", "p", "q", "q", "q"];
    expect(cramersV({ x, y })).toBeCloseTo(0.5, 14);
  });
});

describe("profiles", () => {
  test("of any table are plain data whose counts add up", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const found = profile(table);
        expect(structuredClone(found)).toEqual(found);
        for (const column of found.columns) {
          expect(column.count + column.missing).toBe(table.rowCount);
          expect(column.top.reduce((sum, { count }) => sum + count, 0)).toBe(column.distinct <= 10 ? column.count : 10);
          const counts = column.numbers?.histogram?.counts ?? [];
          const finite = column.count - (column.numbers?.infinite ?? 0);
          if (column.numbers !== null) expect(counts.reduce((sum, count) => sum + count, 0)).toBe(finite);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("of nothing", () => {
    expect(profile(fromColumns({}))).toMatchObject({ rowCount: 0, columns: [] });
    const empty = profile(fromColumns({ x: new Float64Array(0), t: [] })).columns;
    expect(empty.map(({ count, missingShare, looksLike, top }) => ({ count, missingShare, looksLike, top }))).toEqual(
      Array(2).fill({ count: 0, missingShare: 0, looksLike: "empty", top: [] }),
    );
    expect(empty[0]?.numbers).toMatchObject({ mean: Number.NaN, histogram: null });
  });

  test("infinite values are counted and left out of the mean", () => {
    const { columns } = profile(fromColumns({ x: [1, 3, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0] }));
    expect(columns[0]?.numbers).toMatchObject({ infinite: 2, zeros: 1, negatives: 1, mean: 4 / 3 });
  });

  test("top values stand in order of first appearance where they tie", () => {
    const { columns } = profile(fromColumns({ x: ["c", "a", "a", null, null, null, "b"] }), { top: 2 });
    expect(columns[0]?.top).toEqual([
      { value: "a", count: 2 },
      { value: "c", count: 1 },
    ]);
  });
});
