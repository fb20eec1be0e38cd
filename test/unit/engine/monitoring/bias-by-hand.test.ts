import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  acceptanceRateDifference,
  accuracyDifference,
  classImbalance,
  conditionalAcceptanceDifference,
  conditionalDemographicDisparity,
  conditionalRejectionDifference,
  dataBias,
  disparateImpact,
  flipTest,
  flipTestSteps,
  generalizedEntropy,
  labelDistributionBias,
  modelBias,
  positiveProportionDifference,
  recallDifference,
  rejectionRateDifference,
  specificityDifference,
  treatmentEquality,
} from "#engine/monitoring/index.ts";

/**
 * A hundred applicants. Advantaged, 60: TP 27, FP 6, FN 3, TN 24, so 30 qualify, 33 are accepted.
 * Disadvantaged, 40: TP 6, FP 2, FN 4, TN 28, so 10 qualify, 8 are accepted.
 */
const advantaged = { tp: 27, fp: 6, fn: 3, tn: 24 };
const disadvantaged = { tp: 6, fp: 2, fn: 4, tn: 28 };
const pair = { advantaged, disadvantaged };

describe("each metric by hand", () => {
  test.each([
    ["CI = (60 − 40)/100", classImbalance({ advantaged: 60, disadvantaged: 40 }), 0.2],
    [
      "DPL = 30/60 − 10/40",
      positiveProportionDifference({
        advantaged: { positives: 30, negatives: 30 },
        disadvantaged: { positives: 10, negatives: 30 },
      }),
      0.25,
    ],
    [
      "DPPL = 33/60 − 8/40",
      positiveProportionDifference({
        advantaged: { positives: 33, negatives: 27 },
        disadvantaged: { positives: 8, negatives: 32 },
      }),
      0.35,
    ],
    [
      "DI = (8/40)/(33/60)",
      disparateImpact({ advantaged: { positives: 33, negatives: 27 }, disadvantaged: { positives: 8, negatives: 32 } }),
      4 / 11,
    ],
    ["DCA = 30/33 − 10/8", conditionalAcceptanceDifference(pair), 30 / 33 - 10 / 8],
    ["DCR = 30/32 − 30/27", conditionalRejectionDifference(pair), 30 / 32 - 30 / 27],
    ["DAR = 27/33 − 6/8", acceptanceRateDifference(pair), 27 / 33 - 6 / 8],
    ["DRR = 28/32 − 24/27", rejectionRateDifference(pair), 28 / 32 - 24 / 27],
    ["RD = 27/30 − 6/10", recallDifference(pair), 0.3],
    ["SD = 28/30 − 24/30", specificityDifference(pair), 4 / 30],
    ["AD = 51/60 − 34/40", accuracyDifference(pair), 0],
    ["TE = 4/2 − 3/6", treatmentEquality(pair), 1.5],
    // Benefits: 8 times 2, 7 times 0, 85 times 1; mean 1.01. Σ b² = 32 + 85 = 117; GE = (117/1.01² − 100)/(2 × 100).
    ["GE = (117/1.01² − 100)/200", generalizedEntropy({ tp: 33, fp: 8, fn: 7, tn: 52 }), (117 / 1.0201 - 100) / 200],
  ])("%s", (_, got, expected) => {
    expect(got.status).toBe("estimated");
    expect(got.value).toBeCloseTo(expected, 12);
  });

  test("equal accuracy hides unequal errors: AD is 0 where TE is not", () => {
    expect(accuracyDifference(pair).value).toBeCloseTo(0, 12);
    expect(treatmentEquality(pair).value).toBeGreaterThan(1);
  });

  test("label distributions: shares 0.5, 0.3, 0.2 against 0.2, 0.3, 0.5", () => {
    const found = labelDistributionBias({ advantaged: [5, 3, 2], disadvantaged: [2, 3, 5] });
    // KL = 0.5 ln 2.5 + 0.3 ln 1 + 0.2 ln 0.4 = 0.3 ln 2.5
    expect(found.KL.value).toBeCloseTo(0.3 * Math.log(2.5), 12);
    // Mean 0.35, 0.3, 0.35: half of 2 × (0.5 ln(0.5/0.35) + 0.2 ln(0.2/0.35))
    expect(found.JS.value).toBeCloseTo(0.5 * Math.log(0.5 / 0.35) + 0.2 * Math.log(0.2 / 0.35), 12);
    expect(found.LP.value).toBeCloseTo(Math.sqrt(0.18), 12);
    expect(found.TVD.value).toBeCloseTo(0.3, 12);
    expect(found.KS.value).toBeCloseTo(0.3, 12);
  });

  test("Simpson's paradox: disparity overall, none within strata", () => {
    // Department x accepts 80 of 100 men and 8 of 10 women; y accepts 2 of 10 men and 20 of 100 women: equal rates in each.
    const x = { advantaged: { positives: 80, negatives: 20 }, disadvantaged: { positives: 8, negatives: 2 } };
    const y = { advantaged: { positives: 2, negatives: 8 }, disadvantaged: { positives: 20, negatives: 80 } };
    const all = { advantaged: { positives: 82, negatives: 28 }, disadvantaged: { positives: 28, negatives: 82 } };
    expect(conditionalDemographicDisparity([x, y]).value).toBeCloseTo(0, 12);
    // 82/110 of the rejected and 28/110 of the accepted are women.
    expect(conditionalDemographicDisparity([all]).value).toBeCloseTo(54 / 110, 12);
  });

  test("flip test: a rejected woman whose five nearest men were accepted counts against the model", () => {
    const features = [...Array.from({ length: 10 }, (_, k) => [k]), [0.1], [8.9]];
    const isDisadvantaged = [...new Array<number>(10).fill(0), 1, 1];
    // Men 0 to 4 are accepted, 5 to 9 rejected. The woman near 0 is rejected, the one near 9 accepted: −1 and +1.
    const predicted = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1];
    expect(flipTest({ features, isDisadvantaged, predicted }).value).toBe(0);
    expect(flipTest({ features, isDisadvantaged, predicted: predicted.with(11, 0) }).value).toBe(-0.5);
    const steps = flipTestSteps({ features, isDisadvantaged, predicted });
    expect(steps.next()).toEqual({ done: true, value: { status: "estimated", value: 0 } });
  });

  test("flip test: five neighbors from ten rows on, one below", () => {
    // The nearest man is accepted, the next four are rejected: one neighbor says accepted, five say rejected.
    const flip = (men: number) =>
      flipTest({
        features: [...Array.from({ length: men }, (_, k) => [k]), [-1]],
        isDisadvantaged: [...new Array<number>(men).fill(0), 1],
        predicted: [1, ...new Array<number>(men - 1).fill(0), 0],
      }).value;
    expect(flip(9)).toBe(-1);
    expect(flip(10)).toBe(0);
  });

  test("Theil's index is the limit of the generalized entropy as alpha nears 1", () => {
    const counts = { tp: 33, fp: 8, fn: 7, tn: 52 };
    const near = generalizedEntropy(counts, { alpha: 1.000001 }).value;
    expect(generalizedEntropy(counts, { alpha: 1 }).value).toBeCloseTo(near, 6);
  });
});

describe("what can not be estimated says so", () => {
  const nobody = { tp: 0, fp: 0, fn: 0, tn: 0 };
  test("an empty group", () => {
    for (const metric of [
      recallDifference,
      specificityDifference,
      accuracyDifference,
      treatmentEquality,
      acceptanceRateDifference,
      rejectionRateDifference,
      conditionalAcceptanceDifference,
      conditionalRejectionDifference,
    ]) {
      expect(metric({ advantaged, disadvantaged: nobody })).toEqual({
        status: "not-estimable",
        reason: "empty-group",
        value: Number.NaN,
      });
    }
    expect(classImbalance({ advantaged: 3, disadvantaged: 0 })).toMatchObject({ reason: "empty-group" });
  });

  test("0/0 counts as 0 and x/0 as infinite, as Clarify has it, and both are marked", () => {
    const perfect = { tp: 5, fp: 0, fn: 0, tn: 5 };
    expect(treatmentEquality({ advantaged: perfect, disadvantaged: perfect })).toEqual({
      status: "not-estimable",
      reason: "zero-by-zero",
      value: 0,
    });
    const mean = { tp: 5, fp: 0, fn: 2, tn: 5 };
    expect(treatmentEquality({ advantaged: perfect, disadvantaged: mean })).toEqual({
      status: "not-estimable",
      reason: "division-by-zero",
      value: Number.POSITIVE_INFINITY,
    });
    expect(treatmentEquality({ advantaged: mean, disadvantaged: mean })).toEqual({
      status: "not-estimable",
      reason: "division-by-zero",
      value: 0,
    });
    expect(labelDistributionBias({ advantaged: [1, 1], disadvantaged: [2, 0] }).KL).toMatchObject({
      reason: "class-absent",
    });
    expect(generalizedEntropy({ tp: 0, fp: 0, fn: 4, tn: 0 })).toMatchObject({ reason: "zero-by-zero" });
    expect(
      conditionalDemographicDisparity([
        { advantaged: { positives: 0, negatives: 2 }, disadvantaged: { positives: 0, negatives: 1 } },
      ]),
    ).toMatchObject({ reason: "class-absent" });
  });
});

describe("laws", () => {
  const counts = fc.record({ tp: fc.nat(30), fp: fc.nat(30), fn: fc.nat(30), tn: fc.nat(30) });
  const differences = [
    recallDifference,
    specificityDifference,
    accuracyDifference,
    acceptanceRateDifference,
    rejectionRateDifference,
  ];

  test("swapping the groups turns the sign of every difference, and a group differs from itself by 0", () => {
    fc.assert(
      fc.property(counts, counts, (a, d) => {
        for (const metric of [
          ...differences,
          treatmentEquality,
          conditionalAcceptanceDifference,
          conditionalRejectionDifference,
        ]) {
          const there = metric({ advantaged: a, disadvantaged: d });
          const back = metric({ advantaged: d, disadvantaged: a });
          expect(back.status).toBe(there.status);
          if (there.status === "estimated") expect(back.value).toBeCloseTo(-there.value, 12);
          const self = metric({ advantaged: a, disadvantaged: a });
          if (self.status === "estimated") expect(self.value).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("differences of rates stay in [−1, 1], and a report agrees with its parts", () => {
    const row = fc.record({
      facet: fc.constantFrom("m", "f"),
      label: fc.constantFrom(0, 1),
      said: fc.constantFrom(0, 1),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 60 }), (rows) => {
        fc.pre(rows.some(({ facet }) => facet === "f") && rows.some(({ label }) => label === 1));
        const columns = { facet: rows.map(({ facet }) => facet), labels: rows.map(({ label }) => label) };
        const choice = { disadvantaged: { values: ["f"] }, positive: { values: [1] } };
        const { counts: found, metrics } = modelBias({
          ...columns,
          ...choice,
          predicted: rows.map(({ said }) => said),
        });
        expect(metrics.RD).toEqual(recallDifference(found));
        for (const name of ["DPPL", "SD", "RD", "DAR", "DRR", "AD"] as const) {
          if (metrics[name].status === "estimated") expect(Math.abs(metrics[name].value)).toBeLessThanOrEqual(1);
        }
        const before = dataBias({ ...columns, ...choice });
        const total = Object.values(before.counts).reduce(
          (sum, { positives, negatives }) => sum + positives + negatives,
          0,
        );
        expect(total).toBe(rows.length);
      }),
      { numRuns: 60 },
    );
  });
});
