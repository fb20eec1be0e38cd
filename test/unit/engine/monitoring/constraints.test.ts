import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/index.ts";
import { checkConstraints, createRng, suggestConstraints, tableStatistics } from "#engine/monitoring/index.ts";

describe("constraints", () => {
  const baseline = fromColumns({
    age: [20, 30, 40, 50],
    income: [1.5, 2.5, null, 4],
    city: ["Bandung", "Jakarta", "Jakarta", "Bandung"],
    isNew: [true, false, true, true],
  });
  const statistics = tableStatistics({ table: baseline });
  const constraints = suggestConstraints({ statistics });

  test("say what was true of the baseline", () => {
    expect(constraints.columns).toEqual([
      { name: "age", inferredType: "Integral", completeness: 1, isNonNegative: true, domain: null },
      { name: "income", inferredType: "Fractional", completeness: 0.75, isNonNegative: true, domain: null },
      { name: "city", inferredType: "String", completeness: 1, isNonNegative: null, domain: ["Bandung", "Jakarta"] },
      { name: "isNew", inferredType: "String", completeness: 1, isNonNegative: null, domain: ["false", "true"] },
    ]);
  });

  test("the baseline itself breaks none, and all survives JSON", () => {
    const [kept, ruled] = [JSON.parse(JSON.stringify(statistics)), JSON.parse(JSON.stringify(constraints))];
    expect(checkConstraints({ table: baseline, constraints: ruled, statistics: kept }).violations).toEqual([]);
  });

  test("each of the six checks finds its own violation, and no other", () => {
    const columns = {
      age: [20, 30, 40, 50],
      income: [1.5, 2.5, null, 4],
      city: ["Bandung", "Jakarta", "Jakarta", "Bandung"],
      isNew: [true, false, true, true],
    };
    const { city: _, ...withoutCity } = columns;
    const cases = [
      ["data_type_check", { ...columns, age: [20.5, 30, 40, 50] }],
      ["data_type_check", { ...columns, age: ["20", "thirty", "40", "50"] }],
      ["data_type_check", { ...columns, age: [-20, 30, 40, 50] }],
      ["completeness_check", { ...columns, age: [20, null, 40, 50] }],
      ["categorical_values_check", { ...columns, city: ["Bandung", "Jakarta", "Jakarta", "bandung"] }],
      ["missing_column_check", withoutCity],
      ["extra_column_check", { ...columns, phone: [1, 2, 3, 4] }],
    ] as const;
    for (const [check, changed] of cases) {
      const { violations } = checkConstraints({ table: fromColumns(changed), constraints });
      expect(violations.map((violation) => violation.check)).toEqual([check]);
    }
  });

  test("text that reads as a number is one", () => {
    const table = fromColumns({
      age: ["20", "30", "40", "50"],
      income: [1, 2, 3, 4],
      city: ["Bandung", "Bandung", "Jakarta", "Jakarta"],
      isNew: [true, true, true, false],
    });
    expect(checkConstraints({ table, constraints }).violations).toEqual([]);
  });

  test("a threshold and an override loosen what they name", () => {
    const table = fromColumns({
      city: ["Bandung", "Jakarta", "Medan", "Jakarta"],
      age: [1, 2, 3, 4],
      income: [1, 2, 3, 4],
      isNew: [true, true, true, false],
    });
    const checksOf = (loosened: typeof constraints) =>
      checkConstraints({ table, constraints: loosened }).violations.map(({ check }) => check);
    expect(checksOf(constraints)).toEqual(["categorical_values_check"]);
    expect(checksOf({ ...constraints, overrides: { city: { domainMatch: 0.75 } } })).toEqual([]);
    expect(checksOf(suggestConstraints({ statistics, config: { domainMatch: 0.7 } }))).toEqual([]);
    expect(checksOf(suggestConstraints({ statistics, largestDomain: 1 }))).toEqual([]);
  });

  test("a moved distribution is drift, a small sample of the same source is not (Robust)", () => {
    const rng = createRng(6);
    const draw = (count: number, mean: number) => Array.from({ length: count }, () => mean + rng.uniform());
    const before = tableStatistics({ table: fromColumns({ x: draw(3000, 0) }), sketchSize: 500 });
    const rules = suggestConstraints({ statistics: before });
    const checks = (values: number[]) =>
      checkConstraints({ table: fromColumns({ x: values }), constraints: rules, statistics: before }).violations.map(
        ({ check }) => check,
      );
    expect(checks(draw(2000, 0.3))).toEqual(["baseline_drift_check"]);
    expect(checks(draw(30, 0))).toEqual([]);
  });

  test("a sketch of quantiles tells the distance within its resolution", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (seed) => {
        const rng = createRng(seed);
        const draw = () => fromColumns({ x: Array.from({ length: 700 }, () => rng.uniform() + rng.uniform()) });
        const [first, second] = [draw(), draw()];
        const distance = (sketchSize: number) => {
          const before = tableStatistics({ table: first, sketchSize });
          const config = { comparisonMethod: "Simple", comparisonThreshold: -1 } as const;
          const rules = suggestConstraints({ statistics: before, config });
          return (
            checkConstraints({ table: second, constraints: rules, statistics: before }).violations[0]?.observed ?? 0
          );
        };
        expect(Math.abs(distance(101) - distance(1000))).toBeLessThanOrEqual(1 / 100 + 1e-9);
      }),
      { numRuns: 5 },
    );
  });
});
