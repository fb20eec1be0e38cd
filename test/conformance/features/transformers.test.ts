import { describe, expect, test } from "vitest";
import { digamma } from "#engine/core/digamma.ts";
import { rightSingularVectors } from "#engine/core/right-singular-vectors.ts";
import { fromColumns } from "#engine/data/from-columns.ts";
import { selectColumns } from "#engine/data/select-columns.ts";
import { takeRows } from "#engine/data/take-rows.ts";
import {
  crossFitTargetEncoder,
  fitBinning,
  fitDateParts,
  fitHashing,
  fitOneHot,
  fitOrdinal,
  fitPca,
  fitPolynomial,
  fitPower,
  fitScaler,
  fitSimpleImputer,
  fitTargetEncoder,
  fitTextVectorizer,
  inverse,
  murmurHash3,
  transform,
} from "#engine/features/index.ts";
import { expectClose } from "../expect-close.ts";
import { columnsOf, fixture, numeric, penguins, tableOf, wholePenguins } from "./read-fixture.ts";

/** Null marks a missing value on both sides; everything else is compared as a number. */
function expectColumns({
  got,
  expected,
  what,
  relative,
  floor,
}: {
  readonly got: readonly (readonly (number | null)[])[];
  readonly expected: readonly (readonly (number | null)[])[];
  readonly what: string;
  readonly relative?: number;
  readonly floor?: number;
}): void {
  const known = (columns: typeof got) => columns.map((column) => column.map((value) => value ?? "NaN"));
  const numbers = got.map((column) => column.map((value) => value ?? Number.NaN));
  expectClose({
    got: numbers,
    expected: known(expected),
    what,
    ...(relative && { relative }),
    ...(floor && { floor }),
  });
}

describe("transformers agree with scikit-learn to 1e-12", () => {
  test.each(["standard", "robust", "min-max", "max-abs"] as const)("scaling, %s, missing values kept", (method) => {
    const transformer = fitScaler({ table: penguins, columns: numeric, method, range: [-1, 2] });
    const got = columnsOf(transform({ transformer, table: penguins }), numeric);
    // A scaled value near 0 carries the rounding of the mean: 1e-14 is 60 roundings at a deviation of 1.
    expectColumns({ got, expected: fixture.scaler[method], what: method, floor: 1e-14 });
  });

  test.each(["mean", "median", "most-frequent"] as const)("imputing, %s", (strategy) => {
    const transformer = fitSimpleImputer({ table: penguins, columns: numeric, strategy });
    const got = columnsOf(transform({ transformer, table: penguins }), numeric);
    expectColumns({ got, expected: fixture.imputer[strategy], what: strategy });
  });

  const table = selectColumns({ table: wholePenguins, columns: ["species", "island"] });
  const columns = ["species", "island"];

  test("one-hot, all columns and without the first", () => {
    const got = transform({ transformer: fitOneHot({ table, columns }), table });
    expect(got.names).toEqual(fixture.oneHot.names);
    expectColumns({ got: columnsOf(got), expected: fixture.oneHot.columns, what: "one-hot" });
    const dropped = transform({ transformer: fitOneHot({ table, columns, dropFirst: true }), table });
    expectColumns({ got: columnsOf(dropped), expected: fixture.oneHot.dropFirst, what: "first dropped" });
  });

  test("ordinal", () => {
    const got = columnsOf(transform({ transformer: fitOrdinal({ table, columns }), table }));
    expectColumns({ got, expected: fixture.ordinal, what: "ordinal" });
  });

  test.each(Object.entries(fixture.binning))("binning, %s bins", (name, { edges, columns: bins, back }) => {
    const [method = "", count] = name.split(" ");
    const given = selectColumns({ table: wholePenguins, columns: numeric });
    const isUniform = method === "uniform";
    const transformer = fitBinning({
      table: given,
      columns: numeric,
      method: isUniform ? "uniform" : "quantile",
      bins: Number(count),
    });
    expectColumns({ got: transformer.columns.map((one) => one.edges), expected: edges, what: "edges" });
    const binned = transform({ transformer, table: given });
    expectColumns({ got: columnsOf(binned), expected: bins, what: "bins" });
    expectColumns({ got: columnsOf(inverse({ transformer, table: binned })), expected: back, what: "middles" });
  });

  test.each(["degree3", "interactions"] as const)("polynomial, %s", (name) => {
    const used = name === "degree3" ? numeric.slice(0, 3) : numeric;
    const rows = takeRows({
      table: selectColumns({ table: wholePenguins, columns: used }),
      rows: [...Array(12).keys()],
    });
    const options = { degree: 3, interactionsOnly: name === "interactions" };
    const got = transform({ transformer: fitPolynomial({ table: rows, columns: used, ...options }), table: rows });
    expect(got.names).toEqual(fixture.polynomial[name].names);
    expectColumns({ got: columnsOf(got), expected: fixture.polynomial[name].columns, what: name });
  });

  test("hashing, signed and unsigned", () => {
    const signed = transform({ transformer: fitHashing({ table, columns, width: 16 }), table });
    expectColumns({ got: columnsOf(signed), expected: fixture.hashing.signed, what: "signed" });
    const unsigned = transform({ transformer: fitHashing({ table, columns, width: 5, isSigned: false }), table });
    expectColumns({ got: columnsOf(unsigned), expected: fixture.hashing.unsigned, what: "unsigned" });
  });

  test.each(fixture.text.cases)("words, $name", ({ name, terms, columns: expected }) => {
    const notes = fromColumns({ note: fixture.text.texts });
    const options =
      name === "sublinear l1 bigrams"
        ? { sublinear: true, norm: "l1" as const, ngramRange: [1, 2] as const }
        : name === "frequent"
          ? { minDocuments: 2, maxDocumentShare: 0.4, norm: "none" as const }
          : { weighting: name as "count" | "binary" | "tf-idf" }; // the other names of the fixture
    const transformer = fitTextVectorizer({ table: notes, columns: ["note"], ...options });
    expect(transformer.columns[0]?.terms).toEqual(terms);
    expectColumns({ got: columnsOf(transform({ transformer, table: notes })), expected, what: name });
  });
});

describe("powers", () => {
  test.each(fixture.power)(
    "$name, $method",
    ({ name, method, values, lambda, sklearnLambda, columns, standardized }) => {
      const table = fromColumns({ x: values });
      const transformer = fitPower({ table, columns: ["x"], method, standardize: false });
      const found = transformer.columns[0]?.lambda;
      // The zero of a derivative that is itself a difference of sums near 1e3: 1e-11 of the power.
      expectClose({ got: found, expected: lambda, what: "power", relative: 1e-11 });
      // scikit-learn's own search stops at the square root of the precision; of one-sided large values it loses more.
      const isCrowded = name === "mass" || name === "below zero";
      expectClose({
        got: found,
        expected: sklearnLambda,
        what: "sklearn",
        relative: isCrowded ? 0.02 : 1e-6,
        floor: 1e-6,
      });
      // (x^p − 1) / p as scikit-learn computes it loses digits where x^p is near 1.
      const got = columnsOf(transform({ transformer, table }));
      expectColumns({ got, expected: [columns], what: "values", relative: 1e-10, floor: 1e-12 });
      const standard = fitPower({ table, columns: ["x"], method });
      const scaled = transform({ transformer: standard, table });
      expectColumns({
        got: columnsOf(scaled),
        expected: [standardized],
        what: "standardized",
        relative: 1e-10,
        floor: 1e-12,
      });
      const back = columnsOf(inverse({ transformer: standard, table: scaled }));
      expectColumns({ got: back, expected: [values], what: "back", relative: 1e-11 });
    },
  );
});

describe("target encoding agrees with the formula of scikit-learn 1.3", () => {
  const { city, target, folds, cases } = fixture.target;
  const table = fromColumns({ city });

  test.each(cases)("smoothing $smoothing", ({ smoothing, transformed, crossed, overall }) => {
    const options = { table, columns: ["city"], targets: target, smoothing };
    const transformer = fitTargetEncoder(options);
    expectClose({ got: transformer.overallMean, expected: overall, what: "overall" });
    expectColumns({ got: columnsOf(transform({ transformer, table })), expected: [transformed], what: "later rows" });
    const training = crossFitTargetEncoder({ ...options, folds });
    expectColumns({ got: columnsOf(training.table), expected: [crossed], what: "training rows" });
    expect(training.transformer).toEqual(transformer);
  });
});

describe("MurmurHash3 agrees with scikit-learn", () => {
  test.each(fixture.murmur)("$text, seed $seed", ({ text, seed, hash }) => {
    expect(murmurHash3(text, seed)).toBe(hash);
  });
});

describe("date parts agree with pandas", () => {
  test.each([
    ["utc", 0],
    ["jakarta", 420],
  ] as const)("%s", (zone, offsetMinutes) => {
    const table = fromColumns({ at: fixture.dates.texts });
    const transformer = fitDateParts({
      table,
      columns: ["at"],
      parts: [
        "year",
        "quarter",
        "month",
        "week",
        "day",
        "dayOfYear",
        "weekday",
        "isWeekend",
        "hour",
        "minute",
        "second",
      ],
      cyclic: ["hour", "month", "weekday", "dayOfYear"],
      offsetMinutes,
    });
    const made = transform({ transformer, table });
    for (const [part, expected] of Object.entries(fixture.dates[zone])) {
      const got = columnsOf(made, [`at_${part}`]);
      expectColumns({ got, expected: [expected], what: part, floor: 1e-14 }); // sin(2π) is 0 but for rounding
    }
  });
});

describe("PCA agrees with scikit-learn, signs by the largest coefficient", () => {
  test.each(fixture.pca)("$name", ({ name, columns, count, whiten, components, explainedVariance, ratio, scores }) => {
    const table = tableOf(columns);
    const transformer = fitPca({ table, columns: table.names, components: count, whiten });
    // scikit-learn's own values carry an error of 1e-16 × largest / smallest singular value, 1e6 in the last case.
    const relative = name === "ill-conditioned" ? 1e-8 : 1e-11;
    const size = name === "ill-conditioned" ? 1e-5 : 1e-9;
    expectColumns({ got: transformer.components, expected: components, what: "components", relative, floor: 1e-11 });
    const variances = [transformer.explainedVariance, transformer.explainedVarianceRatio];
    expectColumns({ got: variances, expected: [explainedVariance, ratio], what: "variance", relative, floor: 1e-20 });
    const got = columnsOf(transform({ transformer, table })).map((column) => column.slice(0, 20));
    expectColumns({ got, expected: scores, what: "coordinates", relative, floor: size });
  });

  test("singular values over ten orders of magnitude keep their digits (mpmath)", () => {
    const { values } = rightSingularVectors(fixture.svd.columns);
    expectClose({ got: values, expected: fixture.svd.values, what: "values", relative: 1e-12 });
  });
});

test("digamma agrees with mpmath", () => {
  for (const { x, value } of fixture.digamma)
    expectClose({ got: digamma(x), expected: value, what: `at ${x}`, relative: 1e-14 });
});
