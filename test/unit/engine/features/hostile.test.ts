import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/from-columns.ts";
import { numbers } from "#engine/data/numbers.ts";
import type { Table } from "#engine/data/table.ts";
import {
  composeTransformers,
  createRng,
  crossFitTargetEncoder,
  fitBinning,
  fitDateParts,
  fitHashing,
  fitLog,
  fitOneHot,
  fitOrdinal,
  fitPca,
  fitPipeline,
  fitPolynomial,
  fitPower,
  fitScaler,
  fitSimpleImputer,
  fitTargetEncoder,
  fitTextVectorizer,
  inverse,
  keepColumns,
  murmurHash3,
  ngrams,
  tokenize,
  transform,
} from "#engine/features/index.ts";
import { type Anything, refusalOf } from "#test/unit/engine/refusal-of.ts";

type Fit = (table: Table, columns: readonly string[]) => unknown;
const numberFits: Readonly<Record<string, Fit>> = {
  fitScaler: (table, columns) => fitScaler({ table, columns, constant: "error" }),
  fitPower: (table, columns) => fitPower({ table, columns }),
  fitBinning: (table, columns) => fitBinning({ table, columns }),
  fitPca: (table, columns) => fitPca({ table, columns }),
};
const everyFit: Readonly<Record<string, Fit>> = {
  ...numberFits,
  fitLog: (table, columns) => fitLog({ table, columns }),
  fitPolynomial: (table, columns) => fitPolynomial({ table, columns }),
  fitSimpleImputer: (table, columns) => fitSimpleImputer({ table, columns }),
  fitOneHot: (table, columns) => fitOneHot({ table, columns }),
  fitOrdinal: (table, columns) => fitOrdinal({ table, columns }),
  fitHashing: (table, columns) => fitHashing({ table, columns }),
  fitDateParts: (table, columns) => fitDateParts({ table, columns }),
  fitTextVectorizer: (table, columns) => fitTextVectorizer({ table, columns }),
  fitTargetEncoder: (table, columns) => fitTargetEncoder({ table, columns, targets: [1, 2, 3] }),
  keepColumns: (table, columns) => keepColumns({ table, columns }),
};
const good = fromColumns({ x: [1, 2, 3], word: ["a", "b", "c"] });

describe.each(Object.entries(everyFit))("%s refuses", (_, learn) => {
  test.each<readonly [string, Anything, Anything, string]>([
    ["null for a table", null, ["x"], "wrong-type"],
    ["objects for a table", [{ x: 1 }], ["x"], "wrong-type"],
    ["null for columns", good, null, "wrong-type"],
    ["no columns", good, [], "empty"],
    ["a column that is absent", good, ["y"], "unknown-column"],
    ["a column of the prototype", good, ["toString"], "unknown-column"],
    ["a column twice", good, ["x", "x"], "duplicate-key"],
    ["an object for a column", good, [{}], "wrong-type"],
  ])("%s", (_case, table, columns, code) => {
    expect(refusalOf(() => learn(table, columns))).toBe(code);
  });
});

describe.each(Object.entries(numberFits))("%s", (name, learn) => {
  test.each<readonly [string, readonly (number | null)[], readonly string[]]>([
    ["no rows", [], ["empty", "too-few-rows"]],
    ["one row", [4], ["constant-column", "too-few-rows"]],
    ["a constant column", [4, 4, 4], ["constant-column"]],
    ["a constant that is no whole number", Array(1000).fill(0.1), ["constant-column"]],
    ["infinity", [1, Number.POSITIVE_INFINITY, 2], ["not-finite"]],
  ])("refuses %s", (_case, values, codes) => {
    expect(codes).toContain(refusalOf(() => learn(fromColumns({ x: Float64Array.from(values as number[]) }), ["x"])));
  });

  test("refuses text, and a column where all is missing", () => {
    expect(refusalOf(() => learn(good, ["word"]))).toBe("wrong-type");
    const code = refusalOf(() => learn(fromColumns({ x: new Float64Array(3).fill(Number.NaN) }), ["x"]));
    expect(code).toBe(name === "fitPca" ? "not-finite" : "empty");
  });
});

describe("options", () => {
  const table = good;
  const columns = ["x"];
  const refused: readonly (readonly [string, () => unknown, string])[] = [
    ["a misspelled method", () => fitScaler({ table, columns, method: "standrad" as Anything }), "out-of-range"],
    ["a range upside down", () => fitScaler({ table, columns, method: "min-max", range: [1, 0] }), "out-of-range"],
    ["a range that is none", () => fitScaler({ table, columns, range: 3 as Anything }), "wrong-type"],
    ["one bin", () => fitBinning({ table, columns, bins: 1 }), "out-of-range"],
    ["edges that fall", () => fitBinning({ table, columns, edges: { x: [3, 2, 1] } }), "out-of-range"],
    ["edges that are none", () => fitBinning({ table, columns, edges: { x: 3 as Anything } }), "wrong-type"],
    ["degree 1", () => fitPolynomial({ table, columns, degree: 1 }), "out-of-range"],
    ["width 0", () => fitHashing({ table, columns, width: 0 }), "out-of-range"],
    ["width as text", () => fitHashing({ table, columns, width: "8" as Anything }), "wrong-type"],
    ["components 4 of 1", () => fitPca({ table, columns, components: 4 }), "out-of-range"],
    [
      "an order with a gap",
      () => fitOrdinal({ table, columns: ["word"], order: { word: ["a", "b"] } }),
      "unknown-category",
    ],
    [
      "an order for another column",
      () => fitOrdinal({ table, columns: ["word"], order: { x: [1] } }),
      "unknown-column",
    ],
    ["targets that are too few", () => fitTargetEncoder({ table, columns, targets: [1] }), "length-mismatch"],
    ["a NaN target", () => fitTargetEncoder({ table, columns, targets: [1, Number.NaN, 2] }), "not-finite"],
    ["an order that is none", () => fitOrdinal({ table, columns, order: null as Anything }), "wrong-type"],
    ["NaN in an order", () => fitOrdinal({ table, columns, order: { x: [1, 2, 3, Number.NaN] } }), "wrong-type"],
    [
      "text in an order of numbers",
      () => fitOrdinal({ table, columns, order: { x: ["1"] } as Anything }),
      "wrong-type",
    ],
    ["edges for another column", () => fitBinning({ table, columns, edges: { y: [1, 2, 3] } }), "unknown-column"],
    ["null for edges", () => fitBinning({ table, columns, edges: null as Anything }), "wrong-type"],
    ["null targets", () => fitTargetEncoder({ table, columns, targets: null as Anything }), "wrong-type"],
    ["no rng", () => crossFitTargetEncoder({ table, columns, targets: [1, 2, 3], folds: 2 }), "wrong-type"],
    [
      "more folds than rows",
      () => crossFitTargetEncoder({ table, columns, targets: [1, 2, 3], rng: createRng(1) }),
      "too-few-rows",
    ],
    ["one fold", () => crossFitTargetEncoder({ table, columns, targets: [1, 2, 3], folds: [0, 0, 0] }), "out-of-range"],
    ["log of 0", () => fitLog({ table: fromColumns({ x: [0] }), columns }), "out-of-range"],
    ["box-cox of 0", () => fitPower({ table: fromColumns({ x: [0, 1] }), columns, method: "box-cox" }), "out-of-range"],
    [
      "a constant of another type",
      () => fitSimpleImputer({ table, columns, strategy: "constant", value: "a" }),
      "wrong-type",
    ],
    ["a date that is none", () => fitDateParts({ table, columns: ["word"] }), "bad-expression"],
    ["29 February 2023", () => fitDateParts({ table: fromColumns({ x: ["2023-02-29"] }), columns }), "out-of-range"],
    ["an unknown part", () => fitDateParts({ table, columns, parts: ["moon" as Anything] }), "out-of-range"],
    ["words all too rare", () => fitTextVectorizer({ table, columns: ["word"] }), "empty"],
    ["an unknown language", () => tokenize({ text: "x", language: "klingon" as Anything }), "out-of-range"],
    ["null for a text", () => tokenize({ text: null as Anything }), "wrong-type"],
    ["null for tokens", () => ngrams({ tokens: null as Anything }), "wrong-type"],
    ["no steps", () => fitPipeline({ table, steps: [] }), "empty"],
    ["a step that is no function", () => fitPipeline({ table, steps: [3 as Anything] }), "wrong-type"],
    ["a step that fits nothing", () => fitPipeline({ table, steps: [() => undefined as Anything] }), "wrong-type"],
    ["null for steps", () => composeTransformers(null as Anything), "wrong-type"],
    ["null to transform with", () => transform({ transformer: null as Anything, table }), "wrong-type"],
    [
      "a model to transform with",
      () => transform({ transformer: { kind: "ridge", version: 1 } as Anything, table }),
      "wrong-type",
    ],
    [
      "a later version",
      () => transform({ transformer: { ...fitScaler({ table, columns }), version: 2 } as Anything, table }),
      "unsupported-version",
    ],
    ["a way back that is none", () => inverse({ transformer: fitHashing({ table, columns }), table }), "wrong-type"],
    [
      "a taken name",
      () =>
        transform({
          transformer: fitOneHot({ table: fromColumns({ x: ["y"], x_y: [1] }), columns }),
          table: fromColumns({ x: ["y"], x_y: [1] }),
        }),
      "duplicate-key",
    ],
    [
      "a code of no category",
      () => inverse({ transformer: fitOrdinal({ table, columns: ["word"] }), table: fromColumns({ word: [9] }) }),
      "unknown-category",
    ],
  ];
  test.each(refused)("%s", (_, call, code) => {
    expect(refusalOf(call)).toBe(code);
  });
});

describe("values that were not fitted", () => {
  const table = fromColumns({ word: ["a", "b", null] });
  const later = fromColumns({ word: ["z", null] });
  const columns = ["word"];
  const one = (transformer: Parameters<typeof transform>[0]["transformer"], name = "word") =>
    Array.from(numbers(transform({ transformer, table: later }), name));

  test("one-hot", () => {
    expect(refusalOf(() => fitOneHot({ table, columns }))).toBe("unknown-category");
    const strict = fitOneHot({ table, columns, missing: "zeros" });
    expect(refusalOf(() => transform({ transformer: strict, table: later }))).toBe("unknown-category");
    const lenient = fitOneHot({ table, columns, missing: "category", unknown: "zeros" });
    expect([one(lenient, "word_a"), one(lenient, "word_missing")]).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  test("ordinal", () => {
    expect(refusalOf(() => transform({ transformer: fitOrdinal({ table, columns }), table: later }))).toBe(
      "unknown-category",
    );
    expect(one(fitOrdinal({ table, columns, unknown: "code", missing: "code" }))).toEqual([-1, -2]);
    expect(one(fitOrdinal({ table, columns, unknown: "missing" }))).toEqual([Number.NaN, Number.NaN]);
  });

  test("target", () => {
    const options = { table, columns, targets: [1, 2, 6] };
    expect(one(fitTargetEncoder(options))).toEqual([3, 3]);
    expect(one(fitTargetEncoder({ ...options, unknown: "missing", missing: "keep" }))).toEqual([
      Number.NaN,
      Number.NaN,
    ]);
    const strict = fitTargetEncoder({ ...options, unknown: "error" });
    expect(refusalOf(() => transform({ transformer: strict, table: later }))).toBe("unknown-category");
    // Also in the training rows, where one is missing.
    expect(refusalOf(() => fitTargetEncoder({ ...options, missing: "error" }))).toBe("unknown-category");
    const folds = [0, 1, 0];
    expect(refusalOf(() => crossFitTargetEncoder({ ...options, missing: "error", folds }))).toBe("unknown-category");
  });

  test("beyond the bins, and missing", () => {
    const x = fromColumns({ x: [0, 5, 10] });
    const transformer = fitBinning({ table: x, columns: ["x"], method: "uniform", bins: 2 });
    const got = transform({ transformer, table: fromColumns({ x: [-9, 99, null, 5] }) });
    expect(Array.from(numbers(got, "x"))).toEqual([0, 1, Number.NaN, 1]);
  });
});

test("the hash of texts is a whole number below 2³²", () => {
  for (const text of ["", "a", "\ud800", "x".repeat(1000)]) {
    const hash = murmurHash3(text, -1);
    expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32).toBe(true);
  }
});
