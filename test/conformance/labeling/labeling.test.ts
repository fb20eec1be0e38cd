import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  autoLabelThreshold,
  type DawidSkene,
  fitDawidSkene,
  fleissKappa,
  krippendorffAlpha,
  type LevelOfMeasurement,
  uncertainty,
  type Vote,
  workerAccuracy,
} from "#engine/labeling/index.ts";
import { expectClose } from "#test/conformance/expect-close.ts";

type Estimates = {
  readonly priors: number[];
  readonly confusions: number[][][];
  readonly posteriors: number[][];
  readonly logLikelihood: number;
};
type Levels = Readonly<Record<LevelOfMeasurement, number>>;
type Fixture = {
  readonly patients: {
    readonly readings: string[];
    readonly observers: number[];
    readonly published: Pick<Estimates, "priors" | "confusions">;
    readonly numpy: Estimates;
  };
  readonly crowd: { readonly votes: [number, number, number][]; readonly numpy: Estimates };
  readonly krippendorff: { name: string; rows: (number | null)[][]; published: Levels | null; exact: Levels }[];
  readonly fleiss: { name: string; counts: number[][]; published: number | null; kappa: number }[];
  readonly wilson: { name: string; hits: number; n: number; confidence: number; interval: [number, number] }[];
  readonly doubts: { probabilities: number[][]; "least-confidence": number[]; margin: number[]; entropy: number[] };
  readonly thresholds: {
    name: string;
    best: number[];
    wrong: number[];
    accuracy: number;
    confidence: number;
    count: number;
    errors: number;
    threshold: number | null;
  }[];
};

const fixture = JSON.parse(readFileSync(new URL("labeling.json", import.meta.url), "utf8")) as Fixture; // the shape is the generator's

describe("Dawid–Skene on the patients of 1979", () => {
  const { readings, observers, published, numpy } = fixture.patients;
  const votes: Vote[] = readings.flatMap((row, item) =>
    observers.map((observer, at) => ({ item, worker: `observer ${observer + 1}`, label: Number(row[at]) })),
  );
  const fitted = fitDawidSkene({ votes, tolerance: 1e-14 });

  test("the paper's class frequencies and error rates, to its two decimals", () => {
    expectClose({ got: fitted.priors, expected: published.priors, what: "priors", relative: 0, floor: 0.00501 });
    const confusions = fitted.workers.map(({ confusion }) => confusion);
    expectClose({ got: confusions, expected: published.confusions, what: "rates", relative: 0, floor: 0.00501 });
  });

  // EM closes in on its limit by a factor an iteration; the two implementations stop at different distances from it.
  test("the naive implementation in NumPy", () => {
    expect(fitted.converged).toBe(true);
    expectEstimates(fitted, numpy);
  });
});

test("Dawid–Skene on a sparse crowd agrees with NumPy", () => {
  const votes = fixture.crowd.votes.map(([item, worker, label]): Vote => ({ item, worker: `w${worker}`, label }));
  const fitted = fitDawidSkene({ votes, tolerance: 1e-15, mostIterations: 20_000 });
  const byName = [...fitted.workers].sort((a, b) => (a.name < b.name ? -1 : 1));
  expectEstimates({ ...fitted, workers: byName }, fixture.crowd.numpy);
});

function expectEstimates(fitted: DawidSkene, expected: Estimates): void {
  const near = { relative: 1e-5, floor: 1e-5 };
  expectClose({ got: fitted.priors, expected: expected.priors, what: "priors", ...near });
  const confusions = fitted.workers.map(({ confusion }) => confusion);
  expectClose({ got: confusions, expected: expected.confusions, what: "confusions", ...near });
  const posteriors = fitted.items.map(({ probabilities }) => probabilities);
  expectClose({ got: posteriors, expected: expected.posteriors, what: "posteriors", ...near });
  expectClose({ got: fitted.logLikelihood, expected: expected.logLikelihood, what: "likelihood", relative: 1e-9 });
}

describe.each(fixture.krippendorff)("Krippendorff's alpha: $name", ({ rows, published, exact }) => {
  const votes = rows.flatMap((row, worker) =>
    row.flatMap((label, item): Vote[] => (label === null ? [] : [{ item, worker: `w${worker}`, label }])),
  );

  test.each(Object.keys(exact) as LevelOfMeasurement[])("%s", (level) => {
    const got = krippendorffAlpha({ votes, level });
    expectClose({ got, expected: exact[level], what: level });
    if (published !== null) expect(Math.abs(got - published[level])).toBeLessThan(0.0005);
  });
});

test.each(fixture.fleiss)("Fleiss' kappa: $name", ({ counts, published, kappa }) => {
  const votes = counts.flatMap((row, item) =>
    row.flatMap((count, label) => Array.from({ length: count }, (_, at): Vote => ({ item, worker: `w${at}`, label }))),
  );
  const got = fleissKappa({ votes });
  expectClose({ got, expected: kappa, what: "kappa" });
  if (published !== null) expect(Math.abs(got - published)).toBeLessThan(0.0005);
});

test.each(fixture.wilson)("Wilson's interval: $name at $confidence", ({ hits, n, confidence, interval }) => {
  const votes = Array.from({ length: n }, (_, item): Vote => ({ item, worker: "w", label: item < hits }));
  const truth = votes.map(({ item }) => ({ item, label: true }));
  const [got] = workerAccuracy({ votes, truth, confidence });
  expectClose({ got: [got?.lower, got?.upper], expected: interval, what: "interval" });
});

test.each(["least-confidence", "margin", "entropy"] as const)("doubt by %s", (measure) => {
  const { probabilities } = fixture.doubts;
  expectClose({ got: uncertainty({ probabilities, measure }), expected: fixture.doubts[measure], what: measure });
});

test.each(fixture.thresholds)(
  "threshold for machine labels: $name",
  ({ best, wrong, accuracy, confidence, ...found }) => {
    const got = autoLabelThreshold({
      probabilities: best.map((probability) => [probability, 1 - probability]),
      classes: ["a", "b"],
      labels: wrong.map((isWrong) => (isWrong === 1 ? "b" : "a")),
      accuracy,
      confidence,
    });
    const { threshold, count, errors } = found;
    expect(got).toMatchObject({ threshold, count, errors });
  },
);
