import fc from "fast-check";
import { expect, test } from "vitest";
import { rocAuc, rocAucMulti } from "#engine/metrics/index.ts";
import { columnsOf, scoredRows } from "./scored-rows.ts";

const strategies = ["one-vs-rest", "one-vs-one"] as const;

test.each(strategies)("two classes are the binary case, %s", (strategy) => {
  fc.assert(
    fc.property(scoredRows, (rows) => {
      const probabilities = rows.map(({ score }) => Math.round(100 / (1 + Math.exp(-score / 10))) / 128);
      const { labels } = columnsOf(rows);
      const got = rocAucMulti({
        actual: labels,
        classes: [0, 1],
        probabilities: probabilities.flatMap((p) => [1 - p, p]),
        strategy,
        average: "macro",
      });
      expect(got).toBeCloseTo(rocAuc({ labels, scores: probabilities }), 14);
    }),
  );
});

const three = {
  actual: ["a", "a", "b", "b", "c"],
  classes: ["a", "b", "c"],
  probabilities: [0.6, 0.3, 0.1, 0.2, 0.5, 0.3, 0.3, 0.5, 0.2, 0.1, 0.4, 0.5, 0.3, 0.1, 0.6],
};

test("one-vs-rest worked by hand", () => {
  // a: .6 .2 against .3 .1 .3: .6 wins 3, .2 wins 1: 4/6. b: .5 .4 against .3 .5 .1: 2.5 + 2 = 4.5/6.
  // c: .6 against .1 .3 .2 .5: 4/4. Macro: mean; weighted: by 2, 2, 1 rows.
  const macro = (4 / 6 + 4.5 / 6 + 1) / 3;
  const weighted = (2 * (4 / 6) + 2 * (4.5 / 6) + 1) / 5;
  expect(rocAucMulti({ ...three, strategy: "one-vs-rest", average: "macro" })).toBeCloseTo(macro, 15);
  expect(rocAucMulti({ ...three, strategy: "one-vs-rest", average: "weighted" })).toBeCloseTo(weighted, 15);
});

test("one-vs-one worked by hand", () => {
  // ab by a: .6 .2 against .3 .1: 2 + 1 = 3/4. By b: .5 .4 against .3 .5: 1.5 + 1 = 2.5/4. Mean 5.5/8.
  // ac by a: .6 .2 against .3: 1/2. By c: .6 against .1 .3: 1. Mean 3/4.
  // bc by b: .5 .4 against .1: 1. By c: .6 against .2 .5: 1. Mean 1. Pairs hold 4, 3 and 3 rows.
  const macro = (5.5 / 8 + 3 / 4 + 1) / 3;
  const weighted = (4 * (5.5 / 8) + 3 * (3 / 4) + 3) / 10;
  expect(rocAucMulti({ ...three, strategy: "one-vs-one", average: "macro" })).toBeCloseTo(macro, 15);
  expect(rocAucMulti({ ...three, strategy: "one-vs-one", average: "weighted" })).toBeCloseTo(weighted, 15);
});

test.each(strategies)("the order of the classes changes nothing, %s", (strategy) => {
  const reversed = {
    actual: three.actual,
    classes: three.classes.toReversed(),
    probabilities: three.actual.flatMap((_, row) => three.probabilities.slice(3 * row, 3 * row + 3).reverse()),
  };
  for (const average of ["macro", "weighted"] as const) {
    expect(rocAucMulti({ ...reversed, strategy, average })).toBeCloseTo(
      rocAucMulti({ ...three, strategy, average }),
      15,
    );
  }
});

test.each(strategies)("an absent class is an error, or the value that the caller names, %s", (strategy) => {
  const absent = { actual: ["a", "b", "a"], classes: ["a", "b", "c"], probabilities: three.probabilities.slice(0, 9) };
  const asked = { ...absent, strategy, average: "macro" } as const;
  expect(() => rocAucMulti(asked)).toThrow(expect.objectContaining({ code: "single-class" }));
  expect(rocAucMulti({ ...asked, whenUndefined: Number.NaN })).toBeNaN();
  expect(rocAucMulti({ ...asked, whenUndefined: 0 })).toBeLessThan(rocAucMulti({ ...asked, whenUndefined: 1 }));
});

test("a strategy or average that does not exist is refused", () => {
  const asked = { ...three, strategy: "one-vs-rest", average: "macro" } as const;
  // Learner code runs even when its types are wrong.
  const wrong = [
    { ...asked, strategy: "ovr" },
    { ...asked, average: "micro" },
  ] as unknown as readonly (typeof asked)[];
  for (const bad of wrong) expect(() => rocAucMulti(bad)).toThrow(expect.objectContaining({ code: "out-of-range" }));
});
