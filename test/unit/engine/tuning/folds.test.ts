import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createRng,
  crossValidate,
  crossValidateSteps,
  type Fold,
  groupKFold,
  kFold,
  leaveOneGroupOut,
  runToEnd,
  stratifiedGroupKFold,
  stratifiedKFold,
  timeSeriesFolds,
} from "#engine/tuning/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

const sorted = (rows: readonly number[]): readonly number[] => rows.toSorted((a, b) => a - b);
const allRows = (count: number): readonly number[] => Array.from({ length: count }, (_, row) => row);

function expectPartition(folds: readonly Fold[], rowCount: number): void {
  expect(sorted(folds.flatMap(({ test }) => [...test]))).toEqual(allRows(rowCount));
  for (const { train, test } of folds) expect(sorted([...train, ...test])).toEqual(allRows(rowCount));
}

const seeds = fc.integer({ min: 0, max: 1000 });

describe("laws of folds", () => {
  test("k-fold tests every row once, and fold sizes differ by one at most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 2, max: 12 }), seeds, (rowCount, k, seed) => {
        fc.pre(k <= rowCount);
        const folds = kFold({ rowCount, foldCount: k, rng: createRng(seed) });
        expectPartition(folds, rowCount);
        const sizes = folds.map((fold) => fold.test.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  test("stratified folds differ by one row at most in each class, and in all", () => {
    const labelLists = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 4, maxLength: 50 });
    fc.assert(
      fc.property(labelLists, fc.integer({ min: 2, max: 4 }), seeds, (list, k, seed) => {
        const labels = [...list, ...["a", "b", "c"].flatMap((label) => Array.from({ length: k }, () => label))];
        const folds = stratifiedKFold({ labels, foldCount: k, rng: createRng(seed) });
        expectPartition(folds, labels.length);
        for (const counted of [["a"], ["b"], ["c"], ["a", "b", "c"]]) {
          const counts = folds.map(
            (fold) => [...fold.test].filter((row) => counted.includes(labels[row] ?? "")).length,
          );
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("no group is on both sides", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 60 }), seeds, (list, seed) => {
        const groups = [...list, ...allRows(10)];
        const labels = groups.map((group, row) => (group + row) % 2);
        for (const folds of [
          groupKFold({ groups, foldCount: 3 }),
          leaveOneGroupOut({ groups }),
          stratifiedGroupKFold({ groups, labels, foldCount: 3, rng: createRng(seed) }),
        ]) {
          expectPartition(folds, groups.length);
          for (const { train, test } of folds) {
            const learned = new Set(Array.from(train, (row) => groups[row]));
            expect(Array.from(test, (row) => groups[row]).filter((group) => learned.has(group))).toEqual([]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test("time folds never look ahead, and keep their gap", () => {
    const sizes = fc.record({
      rowCount: fc.integer({ min: 12, max: 80 }),
      foldCount: fc.integer({ min: 2, max: 4 }),
      gap: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(sizes, (options) => {
        fc.pre(
          options.rowCount > options.foldCount * Math.floor(options.rowCount / (options.foldCount + 1)) + options.gap,
        );
        for (const { train, test } of timeSeriesFolds(options)) {
          expect((train.at(-1) ?? 0) + options.gap + 1).toBe(test[0]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a seed gives the same folds, another seed others", () => {
    const folds = (seed: number) => kFold({ rowCount: 40, rng: createRng(seed) });
    expect(folds(3)).toEqual(folds(3));
    expect(folds(3)).not.toEqual(folds(4));
  });

  test("a million rows are dealt", () => {
    const labels = Uint8Array.from({ length: 1_000_000 }, (_, row) => (row % 7 === 0 ? 1 : 0));
    const positives = stratifiedKFold({ labels, foldCount: 2 }).map(({ test }) =>
      test.reduce((sum, row) => sum + (labels[row] ?? 0), 0),
    );
    expect(positives).toEqual([71429, 71429]);
  });
});

describe("hostile folds", () => {
  test.each<readonly [string, () => unknown, string]>([
    ["no rows", () => kFold({ rowCount: 0 }), "empty"],
    ["more folds than rows", () => kFold({ rowCount: 3, foldCount: 4 }), "too-few-rows"],
    ["a fold for each of a million rows", () => kFold({ rowCount: 1_000_000, foldCount: 1_000_000 }), "out-of-range"],
    ["more rows than memory", () => kFold({ rowCount: 1e12 }), "out-of-range"],
    ["one fold", () => kFold({ rowCount: 3, foldCount: 1 }), "out-of-range"],
    ["half a fold", () => kFold({ rowCount: 9, foldCount: 2.5 }), "out-of-range"],
    ["NaN rows", () => kFold({ rowCount: Number.NaN }), "not-finite"],
    ["text as a count", () => kFold({ rowCount: "9" as Anything }), "wrong-type"],
    ["labels that are null", () => stratifiedKFold({ labels: null as Anything }), "wrong-type"],
    ["no labels", () => stratifiedKFold({ labels: [] }), "empty"],
    ["objects as labels", () => stratifiedKFold({ labels: [{}, {}] as Anything, foldCount: 2 }), "invalid-label"],
    ["NaN as label", () => stratifiedKFold({ labels: [1, Number.NaN], foldCount: 2 }), "not-finite"],
    ["labels of two types", () => groupKFold({ groups: [1, "1"], foldCount: 2 }), "invalid-label"],
    ["a rare class", () => stratifiedKFold({ labels: [0, 0, 0, 1], foldCount: 2 }), "too-few-rows"],
    ["one row", () => stratifiedKFold({ labels: [1], foldCount: 2 }), "too-few-rows"],
    ["one group", () => leaveOneGroupOut({ groups: ["a", "a"] }), "too-few-rows"],
    ["fewer groups than folds", () => groupKFold({ groups: ["a", "b"], foldCount: 3 }), "too-few-rows"],
    ["unequal lengths", () => stratifiedGroupKFold({ labels: [1], groups: [1, 2], foldCount: 2 }), "length-mismatch"],
    ["too short a past", () => timeSeriesFolds({ rowCount: 5, foldCount: 5 }), "too-few-rows"],
    ["a gap as long as the past", () => timeSeriesFolds({ rowCount: 6, foldCount: 2, gap: 2 }), "too-few-rows"],
    ["a negative gap", () => timeSeriesFolds({ rowCount: 6, foldCount: 2, gap: -1 }), "out-of-range"],
    ["no folds to validate", () => crossValidate({ folds: [], fit: () => 0, score: () => 0 }), "empty"],
    [
      "a score that is NaN",
      () => crossValidate({ folds: kFold({ rowCount: 4, foldCount: 2 }), fit: () => 0, score: () => Number.NaN }),
      "not-finite",
    ],
    [
      "a score that is text",
      () => crossValidate({ folds: kFold({ rowCount: 4, foldCount: 2 }), fit: () => 0, score: () => "1" as Anything }),
      "wrong-type",
    ],
  ])("%s", (_, call, code) => {
    expect(refusalOf(call)).toBe(code);
  });
});

describe("cross-validation in steps", () => {
  const options = {
    folds: kFold({ rowCount: 10 }),
    fit: (rows: Int32Array) => rows.length,
    score: (size: number, rows: Int32Array) => size + rows.length * (rows[0] ?? 0),
  };

  test("gives the same result and reports each fold", () => {
    const seen: number[] = [];
    const result = runToEnd(crossValidateSteps(options), ({ test }) => seen.push(test));
    expect(result).toEqual(crossValidate(options));
    expect(seen).toEqual(result.folds.map(({ test }) => test));
  });

  test("stops when it is told to", () => {
    const steps = crossValidateSteps(options);
    steps.next();
    steps.return(crossValidate(options));
    expect(steps.next()).toEqual({ done: true, value: undefined });
  });

  test("mean and spread are those of the scores, worked by hand", () => {
    // Scores 1, 2, 3, 6: mean 3, squares 4 + 1 + 0 + 9 = 14, variance 14 / 3.
    const scores = [1, 2, 3, 6];
    const { mean, standardDeviation, standardError } = crossValidate({
      folds: kFold({ rowCount: 4, foldCount: 4 }),
      fit: (_, fold) => scores[fold] ?? 0,
      score: (score) => score,
    });
    expect([mean, standardDeviation ** 2 * 3, standardError ** 2 * 12]).toEqual([
      3,
      expect.closeTo(14, 12),
      expect.closeTo(14, 12),
    ]);
  });
});
