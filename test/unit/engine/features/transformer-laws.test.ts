import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromColumns } from "#engine/data/from-columns.ts";
import { numbers } from "#engine/data/numbers.ts";
import { rows } from "#engine/data/rows.ts";
import type { Table } from "#engine/data/table.ts";
import { takeRows } from "#engine/data/take-rows.ts";
import { toMatrix } from "#engine/data/to-matrix.ts";
import {
  createRng,
  crossFitTargetEncoder,
  fitBinning,
  fitDateParts,
  fitHashing,
  fitLog,
  fitOneHot,
  fitOrdinal,
  fitPca,
  fitPcaSteps,
  fitPolynomial,
  fitPower,
  fitScaler,
  fitSimpleImputer,
  fitTargetEncoder,
  fitTextVectorizer,
  inverse,
  runToEnd,
  type Transformer,
  transform,
} from "#engine/features/index.ts";

const someRows = fc.array(
  fc.record({
    city: fc.constantFrom("Bandung", "Jakarta", "Medan"),
    note: fc.constantFrom("good fish", "bad fish", "ikan baik", ""),
    at: fc.constantFrom("2026-11-24", "2024-02-29T23:59:59Z", "1999-12-31"),
    mass: fc.integer({ min: 1, max: 5000 }),
    length: fc.double({ min: 0.5, max: 90, noNaN: true }),
  }),
  { minLength: 6, maxLength: 30 },
);
/** Two rows more, so that nothing is constant. */
const tables = someRows.map((list) => {
  const all = [
    ...list,
    { city: "Solo", note: "good good", at: "2000-01-01", mass: 17, length: 3 },
    { city: "Medan", note: "fish", at: "2000-06-01", mass: 4000, length: 60 },
  ];
  const names = ["city", "note", "at", "mass", "length"] as const;
  return fromColumns(Object.fromEntries(names.map((name) => [name, all.map((row) => row[name])])));
});

const fits: Readonly<Record<string, (table: Table) => Transformer>> = {
  binning: (table) => fitBinning({ table, columns: ["mass"], method: "uniform", bins: 3 }),
  "binning, one-hot": (table) =>
    fitBinning({ table, columns: ["mass"], method: "uniform", bins: 3, output: "one-hot" }),
  "date parts": (table) => fitDateParts({ table, columns: ["at"], cyclic: ["month", "hour"] }),
  hashing: (table) => fitHashing({ table, columns: ["city", "note"], width: 7 }),
  imputer: (table) => fitSimpleImputer({ table, columns: ["mass", "length"], indicator: true }),
  log: (table) => fitLog({ table, columns: ["mass"], offset: 1 }),
  "one-hot": (table) => fitOneHot({ table, columns: ["city"] }),
  "one-hot without the first": (table) => fitOneHot({ table, columns: ["city"], dropFirst: true }),
  ordinal: (table) => fitOrdinal({ table, columns: ["city", "note"] }),
  pca: (table) => fitPca({ table, columns: ["mass", "length"], whiten: true }),
  polynomial: (table) => fitPolynomial({ table, columns: ["mass", "length"], degree: 3 }),
  power: (table) => fitPower({ table, columns: ["mass"], method: "box-cox" }),
  scaler: (table) => fitScaler({ table, columns: ["mass", "length"], method: "standard" }),
  "robust scaler": (table) => fitScaler({ table, columns: ["mass", "length"], method: "robust" }),
  "target encoder": (table) => fitTargetEncoder({ table, columns: ["city"], targets: numbers(table, "mass") }),
  words: (table) => fitTextVectorizer({ table, columns: ["note"], ngramRange: [1, 2] }),
};
const goesBack = ["log", "one-hot", "one-hot without the first", "ordinal", "pca", "power", "scaler", "robust scaler"];

describe.each(Object.entries(fits))("%s", (name, learn) => {
  test("is plain data: JSON and structuredClone change nothing in what it does", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const transformer = learn(table);
        const copy: Transformer = JSON.parse(JSON.stringify(transformer));
        expect(copy).toEqual(structuredClone(transformer));
        expect(copy).toEqual(transformer);
        expect(transform({ transformer: copy, table })).toEqual(transform({ transformer, table }));
      }),
      { numRuns: 15 },
    );
  });

  test("a row's result does not depend on its company", () => {
    fc.assert(
      fc.property(tables, fc.nat(), (table, pick) => {
        const transformer = learn(table);
        const row = pick % table.rowCount;
        const [alone] = rows(transform({ transformer, table: takeRows({ table, rows: [row] }) }));
        expect(alone).toEqual(rows(transform({ transformer, table }))[row]);
      }),
      { numRuns: 15 },
    );
  });

  test("the table is left as it was", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const before = structuredClone(table);
        transform({ transformer: learn(table), table });
        expect(table).toEqual(before);
      }),
      { numRuns: 5 },
    );
  });

  test.runIf(goesBack.includes(name))("inverse undoes transform", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const transformer = learn(table);
        const back = inverse({ transformer, table: transform({ transformer, table }) });
        // Rounding of sums of numbers up to 5000.
        const round = (all: Table) =>
          rows(all).map(({ mass, length, ...rest }) => ({
            ...rest,
            mass: Number(Number(mass).toFixed(7)),
            length: Number(Number(length).toFixed(7)),
          }));
        expect(round(back)).toEqual(round(table));
      }),
      { numRuns: 15 },
    );
  });
});

describe("laws", () => {
  test("one-hot columns of a row add up to 1, a missing value by its option", () => {
    const table = fromColumns({ city: ["a", null, "b"], keep: [1, 2, 3] });
    const sums = (missing: "zeros" | "category" | "keep") => {
      const made = transform({ transformer: fitOneHot({ table, columns: ["city"], missing }), table });
      const { values, columnCount } = toMatrix({ table: made, columns: made.names.filter((name) => name !== "keep") });
      return [0, 1, 2].map((row) =>
        values.slice(row * columnCount, (row + 1) * columnCount).reduce((a, b) => a + b, 0),
      );
    };
    expect(sums("zeros")).toEqual([1, 0, 1]);
    expect(sums("category")).toEqual([1, 1, 1]);
    expect(sums("keep")).toEqual([1, Number.NaN, 1]);
  });

  test("inputs that are kept stand beside the results, and going back drops the results", () => {
    const table = fromColumns({ mass: [1, 2], id: ["a", "b"] });
    const transformer = fitLog({ table, columns: ["mass"], keepsInputs: true });
    const made = transform({ transformer, table });
    expect(made.names).toEqual(["mass", "mass_log", "id"]);
    expect(inverse({ transformer, table: made })).toEqual(table);
  });

  test("standard scaling has mean 0 and deviation 1, whatever the unit", () => {
    fc.assert(
      fc.property(tables, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (table, unit) => {
        const scale = (given: Table) =>
          numbers(transform({ transformer: fitScaler({ table: given, columns: ["length"] }), table: given }), "length");
        const scaled = scale(table);
        expect(scaled.reduce((a, b) => a + b, 0) / scaled.length).toBeCloseTo(0, 10);
        expect(scaled.reduce((a, b) => a + b * b, 0) / scaled.length).toBeCloseTo(1, 10);
        const other = scale(fromColumns({ length: numbers(table, "length").map((value) => value * unit) }));
        for (const [row, value] of scaled.entries()) expect(other[row]).toBeCloseTo(value, 7);
      }),
      { numRuns: 20 },
    );
  });

  test("principal components are orthonormal, and their variances add up to the total", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 4, maxLength: 4 }), {
          minLength: 6,
          maxLength: 20,
        }),
        (list) => {
          const columns = [0, 1, 2, 3].map((j) => [j, ...list.map((row) => row[j] ?? 0)]);
          const table = fromColumns(Object.fromEntries(columns.map((column, j) => [`x${j}`, column])));
          const { components, explainedVariance } = fitPca({ table, columns: table.names });
          for (const [i, a] of components.entries()) {
            for (const [j, b] of components.entries()) {
              const product = a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
              expect(product).toBeCloseTo(i === j ? 1 : 0, 10);
            }
          }
          const total = columns.reduce((sum, column) => {
            const mean = column.reduce((a, b) => a + b, 0) / column.length;
            return sum + column.reduce((a, b) => a + (b - mean) ** 2, 0) / (column.length - 1);
          }, 0);
          expect(explainedVariance.reduce((a, b) => a + b, 0)).toBeCloseTo(total, 8);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("going back keeps a column whose one category had no column of its own", () => {
    const table = fromColumns({ city: ["Medan", "Medan"], mass: [1, 2] });
    const transformer = fitOneHot({ table, columns: ["city"], dropFirst: true });
    const back = inverse({ transformer, table: transform({ transformer, table }) });
    expect(rows(back)).toEqual(rows(table));
  });

  test("PCA in steps is the same, and stopping ends it", () => {
    const table = fromColumns({ a: [1, 2, 4, 8], b: [3, 1, 4, 1], c: [2, 7, 1, 8] });
    const options = { table, columns: ["a", "b", "c"] };
    expect(runToEnd(fitPcaSteps(options))).toEqual(fitPca(options));
    const steps = fitPcaSteps(options);
    expect(steps.next().done).toBe(false);
    steps.return(undefined as never); // a stopped computation has no result
    expect(steps.next().done).toBe(true);
  });

  test("out of fold, a row's own target is not in its feature", () => {
    fc.assert(
      fc.property(tables, fc.nat(), (table, pick) => {
        const row = pick % table.rowCount;
        const targets = numbers(table, "mass");
        const encode = () => {
          const options = { table, columns: ["city"], targets, folds: 3, rng: createRng(4) };
          return numbers(crossFitTargetEncoder(options).table, "city")[row];
        };
        const before = encode();
        targets[row] = 1e6;
        expect(encode()).toBe(before);
      }),
      { numRuns: 30 },
    );
  });

  test("smoothing draws means towards the overall mean, without limit", () => {
    const options = { table: fromColumns({ city: ["a", "a", "b"] }), columns: ["city"], targets: [0, 2, 7] };
    const means = (smoothing: number) => fitTargetEncoder({ ...options, smoothing }).columns[0]?.means;
    expect(means(0)).toEqual([1, 7]);
    expect(means(3)).toEqual([(2 + 9) / 5, (7 + 9) / 4]);
    for (const mean of means(1e12) ?? []) expect(mean).toBeCloseTo(3, 8);
  });
});
