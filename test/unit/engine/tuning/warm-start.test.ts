import { describe, expect, test } from "vitest";
import { findBestTrial, type SearchSpace, type Study, type StudyOptions, tune } from "#engine/tuning/index.ts";
import { refusalOf } from "#test/unit/engine/refusal-of.ts";
import { evaluate, open, space } from "./study-samples.ts";

describe("warm start", () => {
  const parent = tune({ study: open({ seed: 5, completion: { maxTrials: 20 } }), evaluate });
  // What eight trials have taught saves the four first trials of a spread: after five trials, the median over seeds tells.
  const afterFive = (warmStart?: StudyOptions["warmStart"]): number => {
    const bests = [11, 12, 13, 14, 15].map((seed) => {
      const study = open({ seed, completion: { maxTrials: 5 }, ...(warmStart === undefined ? {} : { warmStart }) });
      return findBestTrial(tune({ study, evaluate }))?.outcome.value ?? Number.POSITIVE_INFINITY;
    });
    return bests.toSorted((a, b) => a - b)[2] ?? Number.POSITIVE_INFINITY;
  };
  const taught = (measure: (value: number) => number): Study =>
    tune({ study: open({ seed: 5, completion: { maxTrials: 8 } }), evaluate: (attempt) => measure(evaluate(attempt)) });

  test("the same data: former values count as one's own", () => {
    const studies = [taught((value) => value)];
    expect(afterFive({ mode: "identical-data-and-algorithm", studies })).toBeLessThan(afterFive() / 2);
  });

  test("other data on another scale: its good corner is where the search begins", () => {
    const studies = [taught((value) => 1000 * value - 500)];
    expect(afterFive({ mode: "transfer-learning", studies })).toBeLessThan(afterFive() / 2);
  });

  test("trials outside the new space are left out; none left is refused", () => {
    const narrow: SearchSpace = { ...space, x: { type: "continuous", min: 0.2, max: 0.4 } };
    const study = open({ space: narrow, warmStart: { mode: "identical-data-and-algorithm", studies: [parent] } });
    const inside = parent.trials.filter(
      ({ parameters }) => Number(parameters["x"]) >= 0.2 && Number(parameters["x"]) <= 0.4,
    );
    expect(study.warmStart?.past).toHaveLength(inside.length);
    expect(
      refusalOf(() =>
        open({
          space: { y: { type: "integer", min: 1, max: 2 } },
          warmStart: { mode: "transfer-learning", studies: [parent] },
        }),
      ),
    ).toBe("out-of-range");
  });
});
