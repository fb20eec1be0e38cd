import { describe, expect, test } from "vitest";
import * as door from "#engine/monitoring/index.ts";
import { createRng } from "#engine/monitoring/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";
import { any, calls } from "./misuse-samples.ts";

/** Arguments that are columns, where what is no list, an empty one and spoilt entries can be tried. */
const columnsOf: Readonly<Record<string, readonly string[]>> = {
  ksTest: ["baseline", "current"],
  wassersteinDistance: ["baseline", "current"],
  fitBins: ["baseline"],
  fitCategories: ["baseline"],
  countInBins: ["values"],
  psi: ["baselineCounts", "currentCounts"],
  kullbackLeibler: ["baselineCounts", "currentCounts"],
  jensenShannon: ["baselineCounts", "currentCounts"],
  totalVariation: ["baselineCounts", "currentCounts"],
  hellinger: ["baselineCounts", "currentCounts"],
  adjustPValues: ["pValues"],
  measureDrift: ["baseline", "current"],
  dataBias: ["facet", "labels"],
  modelBias: ["facet", "labels", "predicted"],
  flipTest: ["features", "isDisadvantaged", "predicted"],
  labelDistributionBias: ["advantaged", "disadvantaged"],
  fitFairThresholds: ["labels", "scores", "groups"],
  applyFairThresholds: ["scores", "groups"],
  evaluateAlarm: ["values"],
};

const spoilt = Object.entries(columnsOf).flatMap(([name, columns]) => columns.map((column) => [name, column] as const));

describe("every column of every function", () => {
  test("the untouched arguments are accepted", () => {
    for (const [name, options] of Object.entries(calls))
      expect(
        refusalOf(() => any[name](options)),
        name,
      ).toBe("accepted");
  });

  test.each(spoilt)("%s refuses in %s what is no list", (name, column) => {
    for (const bad of [undefined, null, 3, "ab", true, {}, () => 0]) {
      expect(
        refusalOf(() => any[name]({ ...calls[name], [column]: bad })),
        String(bad),
      ).toBe("wrong-type");
    }
  });

  test.each(spoilt)("%s refuses an empty %s", (name, column) => {
    expect(["empty", "length-mismatch"]).toContain(refusalOf(() => any[name]({ ...calls[name], [column]: [] })));
  });

  test.each(spoilt)("%s refuses objects, null and NaN in %s", (name, column) => {
    const codes = ["wrong-type", "not-finite", "invalid-label", "length-mismatch", "empty", "unknown-category"];
    for (const bad of [{}, null, undefined, Number.NaN, Number.POSITIVE_INFINITY, Symbol("x"), 1n, [1]]) {
      // A missing value is something an alarm has a rule for.
      if (name === "evaluateAlarm" && (bad === null || Number.isNaN(bad) || bad === Number.POSITIVE_INFINITY)) continue;
      // Plain rows may hold lists.
      if (column === "features" && Array.isArray(bad)) continue;
      const given: Anything = calls[name]?.[column];
      expect(codes, String(typeof bad)).toContain(
        refusalOf(() => any[name]({ ...calls[name], [column]: new Array(given.length).fill(bad) })),
      );
    }
  });

  test.each(Object.keys(calls))(
    "%s refuses no arguments at all with a code, not a crash, when its object is empty",
    (name) => {
      expect(refusalOf(() => any[name]({}))).not.toBe("accepted");
    },
  );
});

describe("edges that are right numbers", () => {
  test("one row against one row", () => {
    expect(door.ksTest({ baseline: [1], current: [1] })).toMatchObject({ statistic: 0, pValue: 1, direction: "none" });
    expect(door.ksTest({ baseline: [1], current: [2] })).toMatchObject({
      statistic: 1,
      pValue: 1,
      direction: "higher",
      location: 1,
    });
    expect(door.wassersteinDistance({ baseline: [1], current: [4] })).toBe(3);
    expect(door.measureDrift({ baseline: ["a"], current: ["a"] })).toMatchObject({ value: 0, pValue: 1 });
  });

  test("a constant column fits bins, and a change of it is seen", () => {
    const five = new Array<number>(50).fill(5);
    expect(door.fitBins({ baseline: five }).edges).toEqual([5]);
    expect(door.fitBins({ baseline: five, strategy: "uniform" }).counts).toEqual([50, 0]);
    expect(door.measureDrift({ baseline: five, current: five.map(() => 6), measure: "total-variation" }).value).toBe(1);
    expect(door.measureDrift({ baseline: five, current: five.map(() => 6) }).value).toBe(1);
  });

  test("-0 is 0", () => {
    expect(door.ksTest({ baseline: [0], current: [-0] }).statistic).toBe(0);
    expect(door.countInBins({ bins: door.fitCategories({ baseline: [0] }), values: [-0] })).toEqual([1, 0]);
  });

  test("a million rows", () => {
    const rng = createRng(1);
    const before = Float64Array.from({ length: 1_000_000 }, () => rng.uniform());
    const after = before.map((one) => one + 0.125);
    const { statistic, pValue, direction } = door.ksTest({ baseline: before, current: after });
    // A shift of the uniform distribution by 1/8 opens a gap of 1/8; chance adds about 1/1000.
    expect(Math.abs(statistic - 0.125)).toBeLessThan(0.005);
    expect({ pValue, direction }).toEqual({ pValue: 0, direction: "higher" });
    expect(door.wassersteinDistance({ baseline: before, current: after })).toBeCloseTo(0.125, 9);
    const fittedBins = door.fitBins({ baseline: before });
    expect(fittedBins.counts).toEqual(new Array(10).fill(100_000));
    expect(
      door.psi({
        baselineCounts: fittedBins.counts,
        currentCounts: door.countInBins({ bins: fittedBins, values: after }),
      }),
    ).toBeGreaterThan(0.25);
  });
});
