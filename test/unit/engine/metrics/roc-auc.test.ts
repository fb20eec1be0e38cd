import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rocAuc } from "#engine/metrics/index.ts";
import { columnsOf, repeatedColumns, scoredRows } from "./scored-rows.ts";

describe("laws", () => {
  test("auc is the share of pairs that the positive wins, ties half (Mann–Whitney)", () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        let won = 0;
        let pairs = 0;
        for (const positive of rows.filter(({ label }) => label === 1)) {
          for (const negative of rows.filter(({ label }) => label === 0)) {
            const weight = positive.weight * negative.weight;
            const win = positive.score > negative.score ? 1 : positive.score === negative.score ? 0.5 : 0;
            won += weight * win;
            pairs += weight;
          }
        }
        expect(rocAuc(columnsOf(rows))).toBeCloseTo(won / pairs, 14);
      }),
    );
  });

  test("auc of reversed scores is one minus auc", () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const reversed = rows.map((row) => ({ ...row, score: -row.score }));
        expect(rocAuc(columnsOf(reversed))).toBeCloseTo(1 - rocAuc(columnsOf(rows)), 14);
      }),
    );
  });

  test("auc of exchanged labels is one minus auc", () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const exchanged = rows.map((row) => ({ ...row, label: 1 - row.label }));
        expect(rocAuc(columnsOf(exchanged))).toBeCloseTo(1 - rocAuc(columnsOf(rows)), 14);
      }),
    );
  });

  test("an increasing transformation of the scores changes nothing", () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        const scores = [...new Set(rows.map(({ score }) => score + 0))].sort((a, b) => a - b);
        const ranked = rows.map((row) => ({ ...row, score: scores.indexOf(row.score + 0) ** 3 - 100 }));
        expect(rocAuc(columnsOf(ranked))).toBe(rocAuc(columnsOf(rows)));
      }),
    );
  });

  test("a weight is a repetition, and a common factor of the weights changes nothing", () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        expect(rocAuc(columnsOf(rows))).toBe(rocAuc(repeatedColumns(rows)));
        const scaled = rows.map((row) => ({ ...row, weight: row.weight / 7 }));
        expect(rocAuc(columnsOf(scaled))).toBeCloseTo(rocAuc(columnsOf(rows)), 13);
      }),
    );
  });

  test("the order of the rows changes nothing", () => {
    fc.assert(
      fc.property(scoredRows, (rows) => {
        expect(rocAuc(columnsOf(rows.toReversed()))).toBe(rocAuc(columnsOf(rows)));
      }),
    );
  });

  test("partial auc is the trapezoid area up to the maximum, rescaled, worked by hand", () => {
    // Scores .8 + .4 − .35 + .1 −: the curve is (0,0) (0,.5) (.5,.5) (.5,1) (1,1). Up to 0.25 its area is 0.25 × 0.5 = 0.125;
    // chance has 0.25²/2 = 0.03125, perfection 0.25: 0.5 × (1 + 0.09375 / 0.21875) = 0.7142857…
    const rows = { labels: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] };
    expect(rocAuc({ ...rows, maxFalsePositiveRate: 0.25 })).toBeCloseTo(0.5 * (1 + 0.09375 / 0.21875), 15);
  });
});

describe("wrong results that were found in peers", () => {
  test("a perfect ranking is 1, not the 0.5 of scikitjs 1.24", () => {
    expect(rocAuc({ labels: [0, 0, 1, 1], scores: [0.1, 0.2, 0.3, 0.4] })).toBe(1);
  });

  test("an upside-down ranking is 0, not the 1 of ml-roc-multiclass", () => {
    expect(rocAuc({ labels: [1, 1, 0, 0], scores: [0.1, 0.2, 0.3, 0.4] })).toBe(0);
  });

  test("below a half stays below a half", () => {
    // The positives .2 and .3 beat the negative .1 and lose to .4 and .5: two of six pairs.
    expect(rocAuc({ labels: [0, 0, 0, 1, 1], scores: [0.1, 0.4, 0.5, 0.2, 0.3] })).toBeCloseTo(2 / 6, 15);
  });

  test("rows in any order: scores need not come sorted", () => {
    expect(rocAuc({ labels: [1, 0, 1, 0], scores: [0.4, 0.1, 0.3, 0.2] })).toBe(1);
  });
});

describe("one class", () => {
  test("is an error with the counts in its text and facts", () => {
    expect(() => rocAuc({ labels: [1, 1, 1], scores: [1, 2, 3] })).toThrow(
      expect.objectContaining({
        code: "single-class",
        message: "rocAuc requires both classes, got 3 positive and 0 negative",
        facts: { function: "rocAuc", positives: 3, negatives: 0 },
      }),
    );
  });

  test("is the caller's value when named", () => {
    expect(rocAuc({ labels: [0], scores: [1], whenUndefined: 0.5 })).toBe(0.5);
    expect(rocAuc({ labels: [0], scores: [1], whenUndefined: Number.NaN })).toBeNaN();
    expect(rocAuc({ labels: [0, 1], scores: [1, 2], whenUndefined: Number.NaN })).toBe(1);
  });
});
