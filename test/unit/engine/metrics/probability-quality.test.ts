import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brierScore, calibrationCurve, logLoss, logLossMulti } from "#engine/metrics/index.ts";
import { repeated } from "./labeled-rows.ts";

type Row = { readonly label: number; readonly probability: number; readonly weight: number };

const rowsOf = (probability: fc.Arbitrary<number>): fc.Arbitrary<readonly Row[]> =>
  fc
    .array(fc.record({ label: fc.integer({ min: 0, max: 1 }), probability, weight: fc.integer({ min: 0, max: 3 }) }), {
      minLength: 1,
      maxLength: 30,
    })
    .filter((rows) => repeated(rows).length > 0);
const anyRows = rowsOf(fc.double({ min: 0, max: 1, noNaN: true }));
const hundredths = rowsOf(fc.integer({ min: 0, max: 100 }).map((whole) => whole / 100));

function columnsOf(rows: readonly Row[]) {
  return { labels: rows.map(({ label }) => label), probabilities: rows.map(({ probability }) => probability) };
}

describe("worked by hand", () => {
  test("log loss of 0.9 for a positive and 0.2 for a negative is (−ln 0.9 − ln 0.8) / 2", () => {
    expect(logLoss({ labels: [1, 0], probabilities: [0.9, 0.2] })).toBeCloseTo(0.16425203348601802, 14);
  });

  test("saying 0.5 to everything costs ln 2 and 0.25", () => {
    const rows = { labels: [1, 0, 0], probabilities: [0.5, 0.5, 0.5] };
    expect(logLoss(rows)).toBeCloseTo(Math.LN2, 14);
    expect(brierScore(rows)).toBe(0.25);
  });

  test("sure and wrong costs 52 ln 2: the clip is the machine epsilon 2⁻⁵²", () => {
    expect(logLoss({ labels: [1], probabilities: [0] })).toBeCloseTo(52 * Math.LN2, 12);
    expect(logLoss({ labels: [0], probabilities: [1] })).toBeCloseTo(52 * Math.LN2, 12);
    expect(brierScore({ labels: [1], probabilities: [0] })).toBe(1);
  });

  test("saying 1 / k to each of k classes costs ln k", () => {
    const probabilities = [0.25, 0.25, 0.25, 0.25];
    expect(logLossMulti({ actual: ["c"], classes: ["a", "b", "c", "d"], probabilities })).toBeCloseTo(Math.log(4), 14);
  });

  test("a probability on an edge belongs to the lower bin, one bin holds all, empty bins are left out", () => {
    const rows = { labels: [0, 1, 1], probabilities: [0.5, 0.5, 0.51] };
    expect(calibrationCurve({ ...rows, bins: 2 }).count).toEqual(Float64Array.of(2, 1));
    expect(calibrationCurve({ ...rows, bins: 1 }).fractionPositive).toEqual(Float64Array.of(2 / 3));
    expect(calibrationCurve({ ...rows, bins: 100 }).count).toEqual(Float64Array.of(2, 1));
    expect(calibrationCurve({ labels: [0, 1], probabilities: [0, 1] }).meanPredicted).toEqual(Float64Array.of(0, 1));
  });
});

describe("laws", () => {
  const scores = Object.entries({ logLoss, brierScore });

  test.each(scores)("%s: the order of rows does not matter, and a whole weight is a repeated row", (_, score) => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const weights = rows.map(({ weight }) => weight);
        expect(score(columnsOf(rows.toReversed()))).toBeCloseTo(score(columnsOf(rows)), 12);
        expect(score({ ...columnsOf(rows), weights })).toBeCloseTo(score(columnsOf(repeated(rows))), 12);
      }),
    );
  });

  test.each(scores)("%s: swapping the classes and taking one minus each probability changes nothing", (_, score) => {
    fc.assert(
      fc.property(hundredths, (rows) => {
        const turned = rows.map((row) => ({ ...row, label: 1 - row.label, probability: 1 - row.probability }));
        expect(score(columnsOf(turned))).toBeCloseTo(score(columnsOf(rows)), 12);
      }),
    );
  });

  test.each(scores)("%s: no constant beats the base rate", (_, score) => {
    fc.assert(
      fc.property(anyRows, fc.double({ min: 0, max: 1, noNaN: true }), (rows, constant) => {
        const { labels } = columnsOf(rows);
        const baseRate = labels.reduce((sum, label) => sum + label, 0) / labels.length;
        const best = score({ labels, probabilities: labels.map(() => baseRate) });
        expect(score({ labels, probabilities: labels.map(() => constant) })).toBeGreaterThanOrEqual(best - 1e-12);
      }),
    );
  });

  test("log loss of two classes is the log loss of the same two as a table", () => {
    fc.assert(
      fc.property(hundredths, (rows) => {
        const { labels, probabilities } = columnsOf(rows);
        const table = probabilities.flatMap((p) => [p, 1 - p]);
        const got = logLossMulti({ actual: labels, classes: [1, 0], probabilities: table });
        expect(got).toBeCloseTo(logLoss({ labels, probabilities }), 12);
      }),
    );
  });

  test("a calibration curve keeps all rows, all positives and the order of its bins", () => {
    fc.assert(
      fc.property(
        anyRows,
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom("uniform" as const, "quantile" as const),
        (rows, bins, strategy) => {
          const { labels, probabilities } = columnsOf(rows);
          const curve = calibrationCurve({ labels, probabilities, bins, strategy });
          const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, x) => total + x, 0);
          expect(sum(curve.count)).toBe(rows.length);
          expect(sum(curve.count.map((count, i) => count * (curve.fractionPositive[i] ?? 0)))).toBeCloseTo(
            sum(labels),
            9,
          );
          expect(curve.meanPredicted).toEqual(curve.meanPredicted.toSorted());
          expect(curve.count.length).toBeLessThanOrEqual(bins);
        },
      ),
    );
  });
});
