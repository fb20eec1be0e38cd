import { describe, expect, test } from "vitest";
import {
  applyFairThresholds,
  type BiasValue,
  dataBias,
  type FairnessCriterion,
  fitFairThresholds,
  modelBias,
} from "#engine/monitoring/index.ts";
import { expectClose } from "../expect-close.ts";
import { readFixture } from "./read-fixture.ts";

type Column = readonly (string | number)[];
type Expected = Readonly<Record<string, number | string>>;

const fixture = readFixture<{
  readonly cases: readonly {
    readonly name: string;
    readonly facet: Column;
    readonly disadvantaged: { readonly values: Column } | { readonly above: number };
    readonly labels: Column;
    readonly predicted: Column;
    readonly positive: Column;
    readonly strata: Column | null;
    readonly features: readonly (readonly number[])[] | null;
    readonly counts: unknown;
    readonly data: Expected;
    readonly model: Expected;
  }[];
  readonly fair: readonly {
    readonly name: string;
    readonly groups: Column;
    readonly labels: readonly number[];
    readonly scores: readonly number[];
    readonly criterion: FairnessCriterion;
    readonly tolerance: number;
    readonly accuracy: number;
    readonly gap: number;
    readonly freeAccuracy: number;
  }[];
}>("bias.json");

/** Values whatever their status; a stand-in is Clarify's, as the fixture has it. */
function valuesOf(metrics: Readonly<Record<string, BiasValue>>, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, metrics[name]?.value]));
}

describe("bias metrics agree with AWS's formulas", () => {
  test.each(fixture.cases)(
    "$name",
    ({ facet, disadvantaged, labels, predicted, positive, strata, features, counts, data, model }) => {
      const rows = { facet, disadvantaged, labels, positive: { values: positive }, strata: strata ?? undefined };
      const before = dataBias(rows);
      const after = modelBias({ ...rows, predicted, features: features ?? undefined });
      expect(after.counts).toEqual(counts);
      const floor = 1e-15;
      expectClose({ got: valuesOf(before.metrics, Object.keys(data)), expected: data, what: "data", floor });
      expectClose({ got: valuesOf(after.metrics, Object.keys(model)), expected: model, what: "model", floor });
      if (strata === null) expect(before.metrics.CDDL).toMatchObject({ status: "not-estimable", reason: "not-given" });
      if (features === null) expect(after.metrics.FT).toMatchObject({ status: "not-estimable", reason: "not-given" });
    },
  );

  test("a division by zero is marked where it happened", () => {
    const { facet, labels, predicted } = fixture.cases.find(({ name }) => name.startsWith("nobody")) ?? {
      facet: [],
      labels: [],
      predicted: [],
    };
    const { metrics } = modelBias({
      facet,
      labels,
      predicted,
      disadvantaged: { values: ["F"] },
      positive: { values: [1] },
    });
    expect(metrics.DI).toEqual({
      status: "not-estimable",
      reason: "division-by-zero",
      value: Number.POSITIVE_INFINITY,
    });
    expect(metrics.DAR).toMatchObject({ status: "not-estimable", reason: "zero-by-zero" });
    expect(metrics.AD.status).toBe("estimated");
  });
});

describe("fair thresholds are as accurate as the best of all combinations", () => {
  test.each(fixture.fair)("$name", ({ groups, labels, scores, criterion, tolerance, accuracy, freeAccuracy }) => {
    const fitted = fitFairThresholds({ groups, labels, scores, criterion, tolerance });
    expectClose({ got: fitted.accuracy, expected: accuracy, what: "accuracy" });
    expectClose({ got: fitted.shared.accuracy, expected: freeAccuracy, what: "accuracy of one threshold" });
    expect(fitted.gap).toBeLessThanOrEqual(tolerance + 1e-12);
    const predicted = applyFairThresholds({ fitted, groups, scores });
    const right = labels.filter((label, row) => label === predicted[row]).length;
    expectClose({ got: right / labels.length, expected: accuracy, what: "accuracy when applied" });
  });
});
