import { describe, expect, test } from "vitest";
import { type CellInput, fromColumns, fromRows, rows, toMatrix } from "#engine/data/index.ts";
import * as door from "#engine/features/index.ts";

// A service is asked about one row at a time, as plain values; where its only number is missing, nothing says that the column
// held numbers. By the promise of `transform` (the same row gives the same result in whatever company) the row must come out as
// it does within its table.
const people: readonly Readonly<Record<string, CellInput>>[] = [
  { age: 20, member: true, city: "Bandung" },
  { age: null, member: null, city: null },
  { age: 40, member: false, city: "Medan" },
  { age: 35, member: true, city: null },
  { age: null, member: false, city: "Medan" },
];
const table = fromRows(people);
const full = fromColumns({ age: [20, 30, 40], member: [true, false, true], city: ["Bandung", "Medan", "Medan"] });
const numeric = { table: full, columns: ["age"] };

describe("a row alone comes out as within its table", () => {
  test.each<[string, door.Transformer]>([
    ["mean of numbers", door.fitSimpleImputer({ table, columns: ["age"], strategy: "mean" })],
    ["most frequent of booleans", door.fitSimpleImputer({ table, columns: ["member"], strategy: "most-frequent" })],
    [
      "most frequent of texts, with indicator",
      door.fitSimpleImputer({ table, columns: ["city"], strategy: "most-frequent", indicator: true }),
    ],
    ["scaler", door.fitScaler(numeric)],
    ["logarithm", door.fitLog(numeric)],
    ["power", door.fitPower(numeric)],
    ["bins", door.fitBinning({ ...numeric, bins: 2 })],
    ["one-hot of numbers", door.fitOneHot({ table, columns: ["age"], missing: "category" })],
    ["ordinal of booleans", door.fitOrdinal({ table: full, columns: ["member"] })],
    ["polynomial", door.fitPolynomial({ table: full, columns: ["age", "member"] })],
  ])("%s", (_, transformer) => {
    const together = rows(door.transform({ transformer, table }));
    const alone = people.flatMap((row) => rows(door.transform({ transformer, table: fromRows([row]) })));
    expect(alone).toEqual(together);
  });
});

test("a missing age alone is filled by the mean that was learned: (20 + 40 + 35) / 3", () => {
  const transformer = door.fitSimpleImputer({ table, columns: ["age"], strategy: "mean" });
  const lonely = door.transform({ transformer, table: fromRows([{ age: null }]) });
  expect(lonely.columns["age"]).toEqual({ type: "number", values: Float64Array.of((20 + 40 + 35) / 3), missing: 0 });
});

test("as a matrix the missing number is NaN, and text is still refused", () => {
  expect(toMatrix({ table: fromRows([{ age: null, height: 2 }]) }).values).toEqual(Float64Array.of(Number.NaN, 2));
  expect(() => toMatrix({ table: fromRows([{ age: "old" }]) })).toThrow(
    expect.objectContaining({ code: "wrong-type" }),
  );
});
