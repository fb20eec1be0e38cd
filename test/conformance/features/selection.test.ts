import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/from-columns.ts";
import {
  anovaScores,
  chiSquareScores,
  columnVariances,
  correlationFilter,
  createFeatureGroup,
  createRng,
  eliminateFeatures,
  joinPointInTime,
  mutualInformation,
  putRecords,
} from "#engine/features/index.ts";
import { expectClose } from "../expect-close.ts";
import { columnsOf, fixture } from "./read-fixture.ts";

const { features, labels, counts, smooth, targets, ...expected } = fixture.selection;
const rng = () => createRng(7);

describe("scores agree with scikit-learn", () => {
  test("analysis of variance, p values down to 1e-60", () => {
    expectClose({ got: anovaScores({ features, labels }), expected: expected.anova, what: "ANOVA", relative: 1e-10 });
  });

  test("chi-square", () => {
    expectClose({ got: chiSquareScores({ features: counts, labels }), expected: expected.chi, what: "chi-square" });
  });

  test("variance", () => {
    expectClose({ got: columnVariances({ features }).scores, expected: expected.variance, what: "variance" });
  });

  test.each(["1", "3", "8"])("information about classes and numbers, %s neighbors", (neighbors) => {
    const options = { features: smooth, discrete: [], neighbors: Number(neighbors), rng: rng() };
    const ofClasses = mutualInformation({ ...options, labels }).scores;
    // Sums of digammas near 1 cancel to a few tenths.
    expectClose({ got: ofClasses, expected: expected.informationOfClasses[neighbors], what: "classes", floor: 1e-13 });
    const ofNumbers = mutualInformation({ ...options, targets }).scores;
    expectClose({ got: ofNumbers, expected: expected.informationOfNumbers[neighbors], what: "numbers", floor: 1e-13 });
  });

  test("information of counted columns", () => {
    const options = { features: counts, discrete: ["x0", "x1", "x2", "x3"], rng: rng() };
    const ofClasses = mutualInformation({ ...options, labels }).scores;
    expectClose({ got: ofClasses, expected: expected.informationOfCounts, what: "classes", floor: 1e-14 });
    const ofNumbers = mutualInformation({ ...options, targets }).scores;
    expectClose({ got: ofNumbers, expected: expected.countsForNumbers, what: "numbers", floor: 1e-13 });
  });

  test("correlations (NumPy)", () => {
    const { dropped, kept } = correlationFilter({ features, threshold: 0.5 });
    expect(kept.length + dropped.length).toBe(4);
    for (const { name, because, correlation } of dropped) {
      const [i, j] = [name, because].map((text) => Number(text.slice(1)));
      expectClose({ got: correlation, expected: expected.correlation[i ?? 0]?.[j ?? 0], what: name });
    }
  });
});

describe("recursive elimination agrees with scikit-learn's RFE over linear regression", () => {
  test.each(fixture.rfe)("$step at a time", ({ keep, step, ranking, support }) => {
    // The importances of each subset were recorded by the generator.
    const importances = ({ names }: { readonly names: readonly string[] }) =>
      fixture.rfeImportances[names.map((name) => name.slice(1)).join(",")] ?? [];
    const width = fixture.rfeWidth;
    const rows = [Array.from({ length: width }, () => 0)];
    const found = eliminateFeatures({ features: rows, importances, keep, dropPerRound: step });
    expect(found.ranking).toEqual(ranking);
    expect(found.kept).toEqual(support.flatMap((isKept, j) => (isKept ? [`x${j}`] : [])));
  });
});

describe("the point-in-time join agrees with pandas.merge_asof", () => {
  const { left, right, value, at, limited } = fixture.asof;
  const table = fromColumns({ ...left });
  const groupWith = (more: { readonly timeToLiveMs?: number }) =>
    putRecords({
      group: createFeatureGroup({
        name: "g",
        recordIdentifier: "id",
        eventTime: "at",
        features: { value: "number" },
        ...more,
      }),
      table: fromColumns({ ...right }),
      ingestedAtMs: 5000,
    });

  test("latest record not later than the row", () => {
    const joined = joinPointInTime({ table, id: "who", time: "when", group: groupWith({}) });
    expect(columnsOf(joined, ["value", "g_eventTimeMs"])).toEqual([value, at]);
  });

  test("time to live", () => {
    const joined = joinPointInTime({ table, id: "who", time: "when", group: groupWith({ timeToLiveMs: 50 }) });
    expect(columnsOf(joined, ["value"])).toEqual([limited]);
  });
});
