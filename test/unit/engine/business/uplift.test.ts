import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng, qiniCurve, twoModelUplift, upliftByGroup } from "#engine/business/index.ts";

const row = fc.record({
  outcome: fc.integer({ min: -3, max: 5 }),
  treated: fc.constantFrom(0, 1),
  score: fc.integer({ min: 0, max: 8 }),
});
const rows = fc
  .array(row, { minLength: 2, maxLength: 40 })
  .filter((some) => new Set(some.map(({ treated }) => treated)).size === 2);
const columns = (some: readonly { outcome: number; treated: number; score: number }[]) => ({
  outcomes: some.map(({ outcome }) => outcome),
  treated: some.map(({ treated }) => treated),
  scores: some.map(({ score }) => score),
});
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test("both curves end at the effect of treating everybody, whatever the ranking", () => {
  fc.assert(
    fc.property(rows, (some) => {
      const { fraction, incremental, uplift } = qiniCurve(columns(some));
      const of = (group: number) => some.filter(({ treated }) => treated === group).map(({ outcome }) => outcome);
      const effect = mean(of(1)) - mean(of(0));
      expect(fraction.at(-1)).toBe(1);
      expect(incremental.at(-1)).toBeCloseTo(effect * of(1).length, 9);
      expect(uplift.at(-1)).toBeCloseTo(effect, 9);
    }),
  );
});

test("adding to all outcomes of both groups changes the end of neither curve", () => {
  fc.assert(
    fc.property(rows, (some) => {
      const more = some.map((one) => ({ ...one, outcome: one.outcome + 4 }));
      expect(qiniCurve(columns(more)).uplift.at(-1)).toBeCloseTo(qiniCurve(columns(some)).uplift.at(-1) ?? 0, 9);
    }),
  );
});

test("groups hold every row once, and their sums are those of all", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 5 }), (some, groups) => {
      fc.pre(groups <= some.length);
      const parts = upliftByGroup({ ...columns(some), groups, whenUndefined: 0 });
      const sizes = parts.map(({ treatedCount, controlCount }) => treatedCount + controlCount);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(some.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      const total = parts.reduce(
        (sum, part) => sum + part.treatedMean * part.treatedCount + part.controlMean * part.controlCount,
        0,
      );
      expect(total).toBeCloseTo(
        some.reduce((sum, { outcome }) => sum + outcome, 0),
        9,
      );
      expect(parts.every(({ lowestScore }, i) => lowestScore >= (parts[i + 1]?.highestScore ?? lowestScore))).toBe(
        true,
      );
    }),
  );
});

describe("a simulated campaign: the treatment lifts x from 0.2 to 0.2 + 0.5 x", () => {
  const rng = createRng(21);
  const x = Float64Array.from({ length: 20_000 }, () => rng.uniform());
  const treated = x.map(() => rng.integer(2));
  const outcomes = x.map((value, i) => (rng.uniform() < 0.2 + 0.5 * value * (treated[i] ?? 0) ? 1 : 0));

  test("the ranking by true uplift has a Qini near its expected value, a random one near 0", () => {
    // Incremental at share f of the population, per treated: ∫ over the top f of 0.5 x = 0.5 (f − f² / 2). Line: 0.25 f. Area between: 1/24.
    const known = twoModelUplift({
      withTreatment: x.map((value) => 0.2 + 0.5 * value),
      withoutTreatment: x.map(() => 0.2),
    });
    expect(Math.abs(qiniCurve({ outcomes, treated, scores: known }).qini - 1 / 24)).toBeLessThan(0.01);
    expect(Math.abs(qiniCurve({ outcomes, treated, scores: x.map(() => rng.uniform()) }).qini)).toBeLessThan(0.01);
  });

  test("uplift falls from decile to decile", () => {
    const parts = upliftByGroup({ outcomes, treated, scores: x });
    // The first decile's mean x is 0.95, the last one's 0.05. Standard error of a difference of 1000 and 1000 rows: 0.02.
    expect(Math.abs((parts[0]?.uplift ?? 0) - 0.475)).toBeLessThan(0.1);
    expect(Math.abs((parts[9]?.uplift ?? 0) - 0.025)).toBeLessThan(0.1);
  });
});
