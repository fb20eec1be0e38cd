import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import * as door from "#engine/metrics/index.ts";
import {
  areaUnderCurve,
  averagePrecision,
  createRng,
  detCurve,
  gainCurve,
  liftCurve,
  precisionRecallCurve,
  rocAuc,
  rocAucMulti,
  rocCurve,
  type ScoredRows,
  thresholdCounts,
  thresholdSweep,
} from "#engine/metrics/index.ts";
import { expectClose } from "../expect-close.ts";
import { codeOfRefusal, type RefusedCase, readFixture } from "./read-fixture.ts";

type Partial = readonly { readonly maximum: number; readonly auc: number }[];
type Rows = {
  readonly name: string;
  readonly labels: readonly number[];
  readonly scores: readonly number[];
  readonly weights?: readonly number[];
};
type Summary = { readonly rocAuc: number; readonly partial: Partial; readonly averagePrecision: number };
type BinaryCase = Rows &
  Summary & {
    readonly counts: { readonly tp: readonly number[]; readonly fp: readonly number[] };
  } & Readonly<Record<"roc" | "rocDropped" | "precisionRecall" | "det" | "gain" | "lift", unknown>>;
type OneClassCase = Rows & {
  readonly precisionRecall: unknown;
  readonly averagePrecision: number;
  readonly falsePositiveRate: unknown;
  readonly truePositiveRate: unknown;
};
type AreaCase = {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly area: number;
};
type MultiResult = {
  readonly strategy: "one-vs-rest" | "one-vs-one";
  readonly average: "macro" | "weighted";
  readonly auc: number;
};
type MultiCase = {
  readonly name: string;
  readonly actual: readonly door.Label[];
  readonly classes: readonly door.Label[];
  readonly probabilities: readonly number[];
  readonly results: readonly MultiResult[];
};
type LargeCase = {
  readonly name: string;
  readonly rocAuc: number;
  readonly partial: number;
  readonly averagePrecision: number;
  readonly points: number;
} & Readonly<Record<"falsePositiveRateSum" | "truePositiveRateSum" | "precisionSum" | "recallSum", number>>;

const fixture = readFixture<{
  readonly binary: readonly BinaryCase[];
  readonly oneClass: readonly OneClassCase[];
  readonly areas: readonly AreaCase[];
  readonly multi: readonly MultiCase[];
  readonly published: {
    readonly twoClass: Summary;
    readonly hpc: { readonly classes: readonly string[]; readonly results: readonly MultiResult[] };
  };
  readonly refused: readonly RefusedCase[];
  readonly large: { readonly seed: number; readonly rows: number; readonly cases: readonly LargeCase[] };
}>("ranking.json");

function expectSummary({ rows, expected }: { readonly rows: ScoredRows; readonly expected: Summary }): void {
  expectClose({ got: rocAuc(rows), expected: expected.rocAuc, what: "AUC" });
  for (const { maximum, auc } of expected.partial) {
    const got = rocAuc({ ...rows, maxFalsePositiveRate: maximum });
    expectClose({ got, expected: auc, what: `AUC up to ${maximum}` });
  }
  expectClose({ got: averagePrecision(rows), expected: expected.averagePrecision, what: "average precision" });
}

describe("rankings agree with scikit-learn", () => {
  test.each(fixture.binary)("$name", ({ labels, scores, weights, ...expected }) => {
    const rows = { labels, scores, weights };
    expectSummary({ rows, expected });
    const counts = thresholdCounts(rows);
    expectClose({ got: counts, expected: expected.counts, what: "counts" });
    const { tp, fp } = thresholdSweep(rows);
    expectClose({ got: tp, expected: expected.counts.tp.slice(1), what: "sweep tp" });
    expectClose({ got: fp, expected: expected.counts.fp.slice(1), what: "sweep fp" });
    expectClose({ got: rocCurve(rows), expected: expected.roc, what: "ROC" });
    expectClose({ got: precisionRecallCurve(rows), expected: expected.precisionRecall, what: "precision–recall" });
    expectClose({ got: detCurve(rows), expected: expected.det, what: "DET" });
    expectClose({ got: gainCurve(rows), expected: expected.gain, what: "gain" });
    expectClose({ got: liftCurve(rows), expected: expected.lift, what: "lift" });
    // Whether two weighted steps are equal hangs on the last bit of a sum, so only whole counts have one answer.
    if (weights === undefined || weights.every(Number.isInteger)) {
      expectClose({
        got: rocCurve({ ...rows, dropIntermediate: true }),
        expected: expected.rocDropped,
        what: "ROC without intermediate points",
      });
    }
  });

  test.each(fixture.oneClass)("$name", ({ labels, scores, weights, ...expected }) => {
    const rows = { labels, scores, weights };
    expectClose({ got: precisionRecallCurve(rows), expected: expected.precisionRecall, what: "precision–recall" });
    expectClose({ got: averagePrecision(rows), expected: expected.averagePrecision, what: "average precision" });
    const { falsePositiveRate, truePositiveRate } = rocCurve({ ...rows, whenUndefined: Number.NaN });
    expectClose({ got: falsePositiveRate, expected: expected.falsePositiveRate, what: "FPR" });
    expectClose({ got: truePositiveRate, expected: expected.truePositiveRate, what: "TPR" });
  });

  test.each(fixture.areas)("area, $name", ({ x, y, area }) => {
    expectClose({ got: areaUnderCurve({ x, y }), expected: area, what: "area", floor: 1e-14 });
  });

  test.each(fixture.multi)("$name", ({ actual, classes, probabilities, results }) => {
    for (const { strategy, average, auc } of results) {
      const got = rocAucMulti({ actual, classes, probabilities, strategy, average });
      expectClose({ got, expected: auc, what: `${strategy}, ${average}` });
    }
  });
});

describe("results that R publishes", () => {
  const twoClass = readColumns("two-class-scores.csv");
  const labels = column(twoClass, "truth").map((truth) => (truth === "Class1" ? 1 : 0));
  const scores = column(twoClass, "Class1").map(Number);
  const hpc = readColumns("hpc-cv-folds-06-to-10.csv");
  const { classes, results } = fixture.published.hpc;
  const byClass = classes.map((label) => column(hpc, label).map(Number));
  const actual = column(hpc, "obs");
  const probabilities = actual.flatMap((_, row) => byClass.map((values) => values[row] ?? Number.NaN));

  test("two_class_example has the AUC that yardstick tests against pROC", () => {
    // yardstick tests/testthat/test-prob-roc_auc.R, "Two class": 15 digits are printed there.
    expectClose({ got: rocAuc({ labels, scores }), expected: 0.939313857389967, what: "AUC", relative: 1e-14 });
  });

  test("two_class_example agrees with scikit-learn", () => {
    expectSummary({ rows: { labels, scores }, expected: fixture.published.twoClass });
  });

  test("hpc_cv, Fold06 to Fold10, has the AUC that yardstick tests against HandTill2001", () => {
    // The same file, "Hand Till multiclass".
    const got = rocAucMulti({ actual, classes, probabilities, strategy: "one-vs-one", average: "macro" });
    expectClose({ got, expected: 0.827387699597311, what: "AUC", relative: 1e-14 });
  });

  test.each(results)("hpc_cv agrees with scikit-learn, $strategy, $average", ({ strategy, average, auc }) => {
    expectClose({
      got: rocAucMulti({ actual, classes, probabilities, strategy, average }),
      expected: auc,
      what: "AUC",
    });
  });
});

function readColumns(name: string): ReadonlyMap<string, readonly string[]> {
  const [header = "", ...lines] = readFileSync(new URL(name, import.meta.url), "utf8")
    .trim()
    .split(/\r?\n/);
  return new Map(header.split(",").map((title, i) => [title, lines.map((line) => line.split(",")[i] ?? "")]));
}

function column(columns: ReadonlyMap<string, readonly string[]>, name: string): readonly string[] {
  const values = columns.get(name);
  if (values === undefined) throw new Error(`no column ${name}`);
  return values;
}

describe("what scikit-learn raises on, or lets pass, is refused by code", () => {
  test.each(fixture.refused)("$name: $code", (refused) => {
    expect(codeOfRefusal({ door, refused })).toBe(refused.code);
  });
});

describe("a million rows agree with scikit-learn", () => {
  const { seed, rows, cases } = fixture.large;
  const labels = new Uint8Array(rows);
  const smooth = new Float64Array(rows);
  const weights = new Float64Array(rows);

  beforeAll(() => {
    const rng = createRng(seed);
    for (let row = 0; row < rows; row++) {
      const label = rng.uniform() < 0.3 ? 1 : 0;
      labels[row] = label;
      smooth[row] = rng.uniform() * 0.8 + label * 0.2;
      weights[row] = rng.uniform();
    }
  });

  const scoresOf = (name: string): Float64Array => {
    if (name.startsWith("ties")) return smooth.map((score) => Math.floor(score * 100));
    return name === "both signs" ? smooth.map((score) => score - 0.5) : smooth;
  };

  test.each(cases)("$name", ({ name, ...expected }) => {
    const given: ScoredRows = {
      labels,
      scores: scoresOf(name),
      weights: name.includes("weighted") ? weights : undefined,
    };
    const { thresholds, falsePositiveRate, truePositiveRate } = rocCurve(given);
    const { precision, recall } = precisionRecallCurve(given);
    const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
    const got = {
      rocAuc: rocAuc(given),
      partial: rocAuc({ ...given, maxFalsePositiveRate: 0.1 }),
      averagePrecision: averagePrecision(given),
      points: thresholds.length,
      falsePositiveRateSum: sum(falsePositiveRate),
      truePositiveRateSum: sum(truePositiveRate),
      precisionSum: sum(precision),
      recallSum: sum(recall),
    };
    expectClose({ got, expected, what: name });
  });
});
