import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/index.ts";
import {
  attributionDrift,
  checkConstraints,
  qualityOverTime,
  suggestConstraints,
  tableStatistics,
  wilsonInterval,
} from "#engine/monitoring/index.ts";
import { expectClose } from "../expect-close.ts";
import { readFixture } from "./read-fixture.ts";

type Numbers = readonly number[];

const fixture = readFixture<{
  readonly wilson: readonly {
    readonly name: string;
    readonly successes: number;
    readonly trials: number;
    readonly confidence: number;
    readonly interval: unknown;
  }[];
  readonly attributions: readonly {
    readonly name: string;
    readonly baseline: Numbers;
    readonly current: Numbers;
    readonly ndcg: number;
  }[];
  readonly columns: readonly ({ readonly name: string; readonly values: readonly (number | null)[] } & Readonly<
    Record<string, unknown>
  >)[];
  readonly distances: readonly {
    readonly name: string;
    readonly baseline: Numbers;
    readonly current: Numbers;
    readonly simple: number;
    readonly robust: number;
  }[];
  readonly quality: {
    readonly predictions: { readonly ids: Numbers; readonly times: Numbers; readonly predicted: Numbers };
    readonly labels: { readonly ids: Numbers; readonly actual: Numbers; readonly times: Numbers };
    readonly asOf: number;
    readonly windowLength: number;
    readonly windows: readonly {
      readonly predictions: number;
      readonly labeled: number;
      readonly coverage: number;
      readonly medianDelay: number;
      readonly accuracy: Readonly<Record<"value" | "lower" | "upper", number>>;
      readonly precision: number;
      readonly recall: number;
    }[];
  };
}>("quality.json");

describe("Wilson's interval agrees with statsmodels", () => {
  test.each(fixture.wilson)("$name", ({ successes, trials, confidence, interval }) => {
    // Near 0 and 1 the two terms cancel to the last digits.
    expectClose({
      got: wilsonInterval({ successes, trials, confidence }),
      expected: interval,
      what: "interval",
      relative: 1e-11,
      floor: 1e-15,
    });
  });
});

describe("attribution drift agrees with scikit-learn's NDCG", () => {
  test.each(fixture.attributions)("$name", ({ baseline, current, ndcg }) => {
    const named = (values: Numbers) => Object.fromEntries(values.map((value, k) => [`f${k}`, value]));
    expectClose({
      got: attributionDrift({ baseline: named(baseline), current: named(current) }).ndcg,
      expected: ndcg,
      what: "NDCG",
    });
  });
});

describe("column statistics agree with NumPy", () => {
  test.each(fixture.columns)("$name", ({ name: _, values, lower, upper, count, sketch, ...expected }) => {
    const [column] = tableStatistics({ table: fromColumns({ x: values }), sketchSize: 21 }).columns;
    if (column?.type !== "number" || column.numbers === null) throw new Error("a column of numbers was given");
    const { numbers, present, missing, inferredType } = column;
    const { buckets, sketch: found, ...moments } = numbers;
    expect(inferredType).toBe(expected["inferredType"]);
    const { inferredType: __, ...wanted } = expected;
    expectClose({ got: { ...moments, present, missing }, expected: wanted, what: "moments" });
    expectClose({ got: found, expected: sketch, what: "sketch" });
    expectClose({
      got: buckets.map((bucket) => bucket.lower),
      expected: lower,
      what: "lower",
      relative: 1e-12,
      floor: 1e-14,
    });
    expectClose({
      got: buckets.map((bucket) => bucket.upper),
      expected: upper,
      what: "upper",
      relative: 1e-12,
      floor: 1e-14,
    });
    expect(buckets.map((bucket) => bucket.count)).toEqual(count);
  });
});

describe("drift of a baseline agrees with SciPy and Deequ", () => {
  test.each(fixture.distances)("$name", ({ baseline, current, simple, robust }) => {
    const distanceBy = (comparisonMethod: "Simple" | "Robust") => {
      const statistics = tableStatistics({ table: fromColumns({ x: baseline }) });
      // A threshold below every distance, so that the distance itself is told.
      const constraints = suggestConstraints({ statistics, config: { comparisonMethod, comparisonThreshold: -1 } });
      const { violations } = checkConstraints({ table: fromColumns({ x: current }), constraints, statistics });
      return violations.find(({ check }) => check === "baseline_drift_check")?.observed;
    };
    expectClose({ got: distanceBy("Simple"), expected: simple, what: "simple" });
    expectClose({ got: distanceBy("Robust"), expected: robust, what: "robust" });
  });
});

describe("quality over time agrees with pandas and scikit-learn", () => {
  const { windows, ...options } = fixture.quality;
  const measure = (share: "accuracy" | "precision" | "recall") =>
    qualityOverTime({ ...options, metric: { share }, leastLabels: 1 }).windows;

  test("accuracy with Wilson's interval, coverage and delay", () => {
    for (const [k, window] of measure("accuracy").entries()) {
      const { accuracy, precision: _, recall: __, ...counts } = windows[k] ?? { accuracy: undefined };
      const { predictions, labeled, coverage, medianDelay, value, lower, upper } = window;
      expectClose({ got: { predictions, labeled, coverage, medianDelay }, expected: counts, what: `window ${k}` });
      expectClose({ got: { value, lower, upper }, expected: accuracy, what: `window ${k}` });
    }
    expect(measure("accuracy").length).toBe(windows.length);
  });

  test("precision and recall", () => {
    const expected = (name: "precision" | "recall") => windows.map((window) => window[name]);
    for (const name of ["precision", "recall"] as const) {
      expectClose({ got: measure(name).map(({ value }) => value), expected: expected(name), what: name });
    }
  });
});
