import fc from "fast-check";
import { expect, test } from "vitest";
import { rocAuc, rocAucInterval } from "#engine/metrics/index.ts";
import { columnsOf, scoredRows } from "./scored-rows.ts";

const rowsEnough = scoredRows.filter((rows) =>
  [0, 1].every((wanted) => rows.filter(({ label }) => label === wanted).length >= 2),
);

test("the estimate is auc and lies in the interval, which lies in [0, 1]", () => {
  fc.assert(
    fc.property(rowsEnough, (rows) => {
      const { labels, scores } = columnsOf(rows);
      const { estimate, lower, upper } = rocAucInterval({ labels, scores });
      expect(estimate).toBe(rocAuc({ labels, scores }));
      expect(0 <= lower && lower <= estimate && estimate <= upper && upper <= 1).toBe(true);
    }),
  );
});

test("reversed scores have the mirrored interval", () => {
  fc.assert(
    fc.property(rowsEnough, (rows) => {
      const { labels, scores } = columnsOf(rows);
      const there = rocAucInterval({ labels, scores });
      const back = rocAucInterval({ labels, scores: scores.map((score) => -score) });
      expect(back.lower).toBeCloseTo(1 - there.upper, 12);
      expect(back.standardError).toBeCloseTo(there.standardError, 12);
    }),
  );
});

test.each([
  ["one positive", { labels: [0, 0, 1], scores: [1, 2, 3] }, "single-class"],
  ["a confidence of 95", { labels: [0, 0, 1, 1], scores: [1, 2, 3, 4], confidence: 95 }, "out-of-range"],
])("%s is refused", (_, asked, code) => {
  expect(() => rocAucInterval(asked)).toThrow(expect.objectContaining({ code }));
});
