import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng, createStudy, decodeParameters, encodeParameters, type SearchSpace } from "#engine/tuning/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

const space: SearchSpace = {
  depth: { type: "integer", min: 1, max: 12 },
  trees: { type: "integer", min: 10, max: 1000, scaling: "logarithmic" },
  rate: { type: "continuous", min: 1e-4, max: 1, scaling: "logarithmic" },
  momentum: { type: "continuous", min: 0, max: 0.9999, scaling: "reverse-logarithmic" },
  penalty: { type: "continuous", min: -2, max: 3 },
  kernel: { type: "categorical", values: ["rbf", "poly", "linear"] },
};

describe("laws of the encoding", () => {
  const settings = fc.record({
    depth: fc.integer({ min: 1, max: 12 }),
    trees: fc.integer({ min: 10, max: 1000 }),
    rate: fc.double({ min: 1e-4, max: 1, noNaN: true }),
    momentum: fc.double({ min: 0, max: 0.9999, noNaN: true }),
    penalty: fc.double({ min: -2, max: 3, noNaN: true }),
    kernel: fc.constantFrom("rbf", "poly", "linear"),
  });

  test("decoding what was encoded gives it back", () => {
    fc.assert(
      fc.property(settings, (parameters) => {
        const point = encodeParameters({ space, parameters });
        expect(point.every((place) => place >= 0 && place <= 1)).toBe(true);
        const back = decodeParameters({ space, point });
        for (const name of ["depth", "trees", "kernel"] as const) expect(back[name]).toBe(parameters[name]);
        for (const name of ["rate", "momentum", "penalty"] as const)
          expect(back[name]).toBeCloseTo(parameters[name], 12);
      }),
      { numRuns: 150 },
    );
  });

  test("every place of the cube is a setting inside the ranges", () => {
    const places = fc.array(fc.double({ min: -0.1, max: 1.1, noNaN: true }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(places, (point) => {
        const parameters = decodeParameters({ space, point });
        expect(encodeParameters({ space, parameters })).toHaveLength(8);
      }),
      { numRuns: 150 },
    );
  });

  test("scales put the middle where their names say, worked by hand", () => {
    const middle = decodeParameters({ space, point: [0.5, 0.5, 0.5, 0.5, 0.5, 0, 1, 0] });
    // Logarithmic: √(10⁻⁴ × 1) = 0.01. Reverse: 1 − √(1 × 10⁻⁴) = 0.99. Trees: √(9.5 × 1000.5) = 97.49.
    expect(middle).toEqual({
      depth: 7,
      trees: 97,
      rate: expect.closeTo(0.01, 12),
      momentum: expect.closeTo(0.99, 12),
      penalty: 0.5,
      kernel: "poly",
    });
  });

  test("each whole number has the same room", () => {
    const counts = new Map<unknown, number>();
    for (let i = 0; i < 1200; i++) {
      const { depth } = decodeParameters({ space: { depth: space["depth"] as Anything }, point: [(i + 0.5) / 1200] });
      counts.set(depth, (counts.get(depth) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(Array.from({ length: 12 }, () => 100));
  });
});

describe("hostile spaces", () => {
  const open = (hostile: Anything) => () =>
    createStudy({ space: hostile, direction: "minimize", completion: { maxTrials: 1 }, rng: createRng(1) });
  test.each<readonly [string, Anything, string]>([
    ["null", null, "wrong-type"],
    ["a list", [], "wrong-type"],
    ["no ranges", {}, "empty"],
    ["a range that is null", { x: null }, "wrong-type"],
    ["an unknown type", { x: { type: "float", min: 0, max: 1 } }, "out-of-range"],
    ["min above max", { x: { type: "continuous", min: 2, max: 1 } }, "out-of-range"],
    ["NaN", { x: { type: "continuous", min: Number.NaN, max: 1 } }, "out-of-range"],
    ["infinity", { x: { type: "continuous", min: 0, max: Number.POSITIVE_INFINITY } }, "out-of-range"],
    ["a width beyond all numbers", { x: { type: "continuous", min: -1.7e308, max: 1.7e308 } }, "out-of-range"],
    ["a fraction as whole number", { x: { type: "integer", min: 0.5, max: 2 } }, "out-of-range"],
    ["text as bound", { x: { type: "integer", min: "1", max: 2 } }, "out-of-range"],
    ["log of 0", { x: { type: "continuous", min: 0, max: 1, scaling: "logarithmic" } }, "out-of-range"],
    ["reverse log of 1", { x: { type: "continuous", min: 0, max: 1, scaling: "reverse-logarithmic" } }, "out-of-range"],
    [
      "reverse log of whole numbers",
      { x: { type: "integer", min: 0, max: 1, scaling: "reverse-logarithmic" } },
      "out-of-range",
    ],
    ["an unknown scale", { x: { type: "continuous", min: 0, max: 1, scaling: "log" } }, "out-of-range"],
    ["no categories", { x: { type: "categorical", values: [] } }, "empty"],
    ["a category twice", { x: { type: "categorical", values: ["a", "a"] } }, "duplicate-key"],
    ["numbers as categories", { x: { type: "categorical", values: [1, 2] } }, "wrong-type"],
  ])("%s", (_, hostile, code) => {
    expect(refusalOf(open(hostile))).toBe(code);
  });

  const x: SearchSpace = { x: { type: "integer", min: 1, max: 3 }, c: { type: "categorical", values: ["a"] } };
  test.each<readonly [string, Anything, string]>([
    ["null", null, "wrong-type"],
    ["a missing value", { c: "a" }, "wrong-type"],
    ["text", { x: "1", c: "a" }, "wrong-type"],
    ["NaN", { x: Number.NaN, c: "a" }, "out-of-range"],
    ["a fraction", { x: 1.5, c: "a" }, "out-of-range"],
    ["outside", { x: 4, c: "a" }, "out-of-range"],
    ["an unknown category", { x: 1, c: "b" }, "unknown-category"],
  ])("settings: %s", (_, parameters, code) => {
    expect(refusalOf(() => encodeParameters({ space: x, parameters }))).toBe(code);
  });

  test("points of another width or with NaN are refused", () => {
    expect(refusalOf(() => decodeParameters({ space: x, point: [0] }))).toBe("length-mismatch");
    expect(refusalOf(() => decodeParameters({ space: x, point: null as Anything }))).toBe("length-mismatch");
    expect(refusalOf(() => decodeParameters({ space: x, point: [Number.NaN, 1] }))).toBe("not-finite");
  });

  test("a range of one value is that value everywhere", () => {
    const one: SearchSpace = { x: { type: "continuous", min: 2, max: 2 } };
    expect(decodeParameters({ space: one, point: [0.7] })).toEqual({ x: 2 });
    expect(encodeParameters({ space: one, parameters: { x: 2 } })).toEqual(Float64Array.of(0.5));
  });
});
