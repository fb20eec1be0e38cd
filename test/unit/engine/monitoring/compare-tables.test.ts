import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/index.ts";
import { compareTables, createRng, measureDrift } from "#engine/monitoring/index.ts";

describe("tables", () => {
  const rng = createRng(3);
  const normal = (count: number, mean: number) =>
    Array.from({ length: count }, () => mean + rng.uniform() + rng.uniform() + rng.uniform() - 1.5);
  const baseline = fromColumns({
    still: normal(400, 0),
    moved: normal(400, 0),
    kind: Array.from({ length: 400 }, (_, k) => (k % 4 === 0 ? "a" : "b")),
    gone: normal(400, 0),
    turned: normal(400, 0),
    hollow: new Array<number>(400).fill(1),
  });
  const current = fromColumns({
    still: normal(300, 0),
    moved: normal(300, 0.6).map((one, k) => (k % 10 === 0 ? null : one)),
    kind: Array.from({ length: 300 }, (_, k) => (k % 4 === 0 ? "b" : "c")),
    turned: Array.from({ length: 300 }, () => "text"),
    hollow: new Array<number>(300).fill(Number.NaN),
  });

  test("each column has its verdict, and what can not be compared says why", () => {
    const { columns, driftShare } = compareTables({ baseline, current });
    expect(columns.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["still", "stable"],
      ["moved", "drift"],
      ["kind", "drift"],
      ["gone", "not-comparable"],
      ["turned", "not-comparable"],
      ["hollow", "not-comparable"],
    ]);
    expect(columns.flatMap((column) => ("reason" in column ? [column.reason] : []))).toEqual([
      "missing-column",
      "other-type",
      "no-values",
    ]);
    expect(columns[1]?.currentMissingShare).toBeCloseTo(0.1, 12);
    expect(driftShare).toBeCloseTo(2 / 3, 12);
  });

  test("a change that is significant but small is stable, and so is one that is large but may be chance", () => {
    const many = Array.from({ length: 20_000 }, (_, k) => k);
    const small = compareTables({
      baseline: fromColumns({ x: many }),
      current: fromColumns({ x: many.map((one) => one + 600) }),
    }).columns[0];
    expect(small).toMatchObject({ verdict: "stable", test: "ks" });
    expect(small !== undefined && "pValue" in small ? small.pValue : 1).toBeLessThan(1e-6);
    const few = compareTables({ baseline: fromColumns({ x: [1, 2, 3] }), current: fromColumns({ x: [3, 4, 5] }) })
      .columns[0];
    expect(few).toMatchObject({ verdict: "stable" });
    expect(few !== undefined && "value" in few ? few.value : 0).toBeGreaterThan(0.2);
  });

  test("all measures find the moved column", () => {
    for (const numberMeasure of [
      "psi",
      "ks",
      "wasserstein",
      "jensen-shannon",
      "kullback-leibler",
      "total-variation",
      "hellinger",
      "chi-square",
    ] as const) {
      const thresholds = { "chi-square": { warning: 0.05, drift: 0.2 } };
      const { columns } = compareTables({ baseline, current, columns: ["still", "moved"], numberMeasure, thresholds });
      expect(
        columns.map(({ verdict }) => verdict),
        numberMeasure,
      ).toEqual(["stable", "drift"]);
    }
  });

  test("a measure says what it depends on", () => {
    const settingsOf = (measure: "psi" | "jensen-shannon" | "wasserstein" | "ks") =>
      measureDrift({ baseline: [1, 2, 3, 4, 5, 6], current: [2, 3, 4], measure, binning: { bins: 3 } }).settings;
    expect(settingsOf("psi")).toEqual({ strategy: "quantile", bins: 3, epsilon: 0.0001, base: "e" });
    expect(settingsOf("jensen-shannon")).toEqual({ strategy: "quantile", bins: 3, base: 2, output: "distance" });
    expect(settingsOf("wasserstein")).toEqual({ normalize: "standard-deviation" });
    expect(settingsOf("ks")).toEqual({});
    // Two categories and a cell for all others.
    expect(measureDrift({ baseline: ["a", "b"], current: ["a"], measure: "hellinger" }).settings).toEqual({
      strategy: "categories",
      bins: 3,
    });
  });

  test("a table without comparable columns has no drift", () => {
    expect(compareTables({ baseline, current, columns: ["gone"] }).driftShare).toBe(0);
    const constant = fromColumns({ hollow: [1, 2] });
    const result = compareTables({ baseline, current: constant, columns: ["hollow"], numberMeasure: "wasserstein" });
    expect(result.columns[0]).toMatchObject({ reason: "constant-baseline" });
  });
});

test("a column of numbers that came without any value is said to be empty, not to have another type", () => {
  const [column] = compareTables({
    baseline: fromColumns({ mass: [1, 2, 3] }),
    current: fromColumns({ mass: [null, null] }),
  }).columns;
  expect(column).toEqual({
    name: "mass",
    baselineMissingShare: 0,
    currentMissingShare: 1,
    verdict: "not-comparable",
    reason: "no-values",
  });
});
