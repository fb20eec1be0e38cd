import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRng, fromColumns, type SplitPart, splitSizes, splitTable, type Table } from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import type { Anything } from "#test/unit/engine/refusal-of.ts";

const shares = fc.dictionary(
  fc.constantFrom("train", "validation", "test", "extra"),
  fc.integer({ min: 1, max: 100 }),
  { minKeys: 1 },
);

const all = (parts: Readonly<Record<string, SplitPart>>): number[] =>
  Object.values(parts)
    .flatMap(({ rows }) => Array.from(rows))
    .sort((a, b) => a - b);

describe("sizes", () => {
  test("sum to n, and none is a whole row away from its share", () => {
    fc.assert(
      fc.property(fc.nat({ max: 1000 }), shares, (rowCount, wanted) => {
        const sizes = splitSizes({ rowCount, shares: wanted });
        const total = Object.values(wanted).reduce((sum, share) => sum + share, 0);
        expect(Object.values(sizes).reduce((sum, size) => sum + size, 0)).toBe(rowCount);
        for (const [name, share] of Object.entries(wanted))
          expect(Math.abs((sizes[name] ?? 0) - (rowCount * share) / total)).toBeLessThan(1);
      }),
      { numRuns: 300 },
    );
  });

  test("10 rows by 80 / 10 / 10 are 8, 1 and 1, whatever rounding makes of 0.1", () => {
    expect(splitSizes({ rowCount: 10, shares: { train: 0.8, validation: 0.1, test: 0.1 } })).toEqual({
      train: 8,
      validation: 1,
      test: 1,
    });
    expect(splitSizes({ rowCount: 30, shares: { a: 0.7, b: 0.1, c: 0.2 } })).toEqual({ a: 21, b: 3, c: 6 });
  });
});

describe("splits", () => {
  const cells = fc.array(fc.tuple(fc.nat({ max: 5 }), fc.integer({ min: -3, max: 3 })), {
    minLength: 12,
    maxLength: 60,
  });
  const three = { train: 6, validation: 2, test: 2 };
  const tableOf = (pairs: readonly (readonly [number, number])[]): Table =>
    fromColumns({ group: pairs.map(([g]) => `g${g}`), day: pairs.map(([, day]) => day) });

  test("by every method each row is in exactly one part, and the part's table holds its rows", () => {
    fc.assert(
      fc.property(cells, fc.nat(), (pairs, seed) => {
        fc.pre(new Set(pairs.map(([g]) => g)).size >= 3);
        const table = tableOf(pairs);
        const rng = () => createRng(seed);
        for (const parts of [
          splitTable({ table, shares: three, rng: rng() }),
          splitTable({ table, shares: three, method: "stratified", by: "group", rng: rng() }),
          splitTable({ table, shares: three, method: "grouped", by: "group", rng: rng() }),
          splitTable({ table, shares: three, method: "time", by: "day" }),
        ]) {
          expect(all(parts)).toEqual(Array.from(pairs.keys()));
          for (const { rows, table: own } of Object.values(parts)) {
            const days = own.columns["day"];
            expect(days?.type === "number" && Array.from(days.values)).toEqual(
              Array.from(rows, (row) => pairs[row]?.[1]),
            );
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  test("random and stratified sizes are exact; each stratum's part is its share rounded up or down", () => {
    fc.assert(
      fc.property(cells, shares, fc.nat(), (pairs, wanted, seed) => {
        const table = tableOf(pairs);
        const sizes = splitSizes({ rowCount: pairs.length, shares: wanted });
        fc.pre(Object.values(sizes).every((size) => size > 0));
        for (const method of ["random", "stratified"] as const) {
          const parts: Record<string, SplitPart> = splitTable({
            table,
            shares: wanted,
            method,
            by: "group",
            rng: createRng(seed),
          });
          for (const [name, { rows }] of Object.entries(parts)) {
            expect(rows.length).toBe(sizes[name]);
            if (method === "random") continue;
            for (const group of new Set(pairs.map(([g]) => g))) {
              const share = (pairs.filter(([g]) => g === group).length * rows.length) / pairs.length;
              const got = Array.from(rows).filter((row) => pairs[row]?.[0] === group).length;
              expect(got).toBeGreaterThanOrEqual(Math.floor(share));
              expect(got).toBeLessThanOrEqual(Math.ceil(share));
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test("no group crosses, and no part is further from its size than the largest group", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 12, maxLength: 40 }),
        fc.nat(),
        (groupSizes, seed) => {
          const groups = groupSizes.flatMap((size, g) => Array.from({ length: size }, () => `g${g}`));
          const parts = splitTable({
            table: fromColumns({ g: groups }),
            shares: { train: 1, test: 1 },
            method: "grouped",
            by: "g",
            rng: createRng(seed),
          });
          const inTrain = new Set(Array.from(parts.train.rows, (row) => groups[row]));
          for (const row of parts.test.rows) expect(inTrain.has(groups[row])).toBe(false);
          const sizes = splitSizes({ rowCount: groups.length, shares: { train: 1, test: 1 } });
          expect(Math.abs(parts.train.rows.length - sizes.train)).toBeLessThanOrEqual(Math.max(...groupSizes));
        },
      ),
      { numRuns: 120 },
    );
  });

  test("by time, nothing in an earlier part is later than anything in a later one", () => {
    fc.assert(
      fc.property(cells, (pairs) => {
        const parts = splitTable({ table: tableOf(pairs), shares: three, method: "time", by: "day" });
        const days = (rows: Int32Array) => Array.from(rows, (row) => pairs[row]?.[1] ?? 0);
        expect(Math.max(...days(parts.train.rows))).toBeLessThanOrEqual(Math.min(...days(parts.validation.rows)));
        expect(Math.max(...days(parts.validation.rows))).toBeLessThanOrEqual(Math.min(...days(parts.test.rows)));
      }),
      { numRuns: 80 },
    );
  });

  test("the same seed gives the same split, and every row is as likely to be tested", () => {
    const table = fromColumns({ x: Array.from({ length: 20 }, (_, row) => row) });
    const tested = new Array<number>(20).fill(0);
    for (let seed = 0; seed < 1000; seed++) {
      for (const row of splitTable({ table, shares: { train: 3, test: 1 }, rng: createRng(seed) }).test.rows)
        tested[row] = (tested[row] ?? 0) + 1;
    }
    expect(splitTable({ table, rng: createRng(7) })).toEqual(splitTable({ table, rng: createRng(7) }));
    // Each count is binomial with 1000 draws of 1/4: five standard deviations are 68.
    for (const count of tested) expect(Math.abs(count - 250)).toBeLessThan(68);
  });

  test("a million rows in four thousand strata", () => {
    const table = fromColumns({ s: Float64Array.from({ length: 1_000_000 }, (_, row) => (row * row) % 4001) });
    const parts = splitTable({ table, method: "stratified", by: "s", rng: createRng(1) });
    expect([parts.train.rows.length, parts.validation.rows.length, parts.test.rows.length]).toEqual([
      800_000, 100_000, 100_000,
    ]);
  });

  const table = fromColumns({ x: [1, 2, 3], t: [1, null, 3] });
  const rng = createRng(1);
  test.each<[string, () => unknown, string]>([
    ["no table", () => splitTable({ table: null as Anything, rng }), "wrong-type"],
    ["no rng", () => splitTable({ table: fromColumns({ x: Array(20).fill(1) }) } as Anything), "wrong-type"],
    ["too few rows for a part", () => splitTable({ table, rng }), "too-few-rows"],
    ["an empty table", () => splitTable({ table: fromColumns({ x: [] }), rng }), "too-few-rows"],
    ["a negative share", () => splitTable({ table, shares: { a: -1, b: 2 }, rng }), "out-of-range"],
    ["NaN as a share", () => splitTable({ table, shares: { a: Number.NaN }, rng }), "not-finite"],
    ["no share", () => splitTable({ table, shares: {}, rng }), "empty"],
    ["shares of 0", () => splitTable({ table, shares: { a: 0 }, rng }), "out-of-range"],
    [
      "fewer groups than parts",
      () => splitTable({ table: fromColumns({ g: Array(20).fill("g") }), method: "grouped", by: "g", rng }),
      "too-few-rows",
    ],
    [
      "a column that is not there",
      () => splitTable({ table, shares: { a: 1 }, method: "stratified", by: "y", rng }),
      "unknown-column",
    ],
    ["a missing time", () => splitTable({ table, shares: { a: 1, b: 1 }, method: "time", by: "t" }), "not-finite"],
    ["another method", () => splitTable({ table, shares: { a: 1 }, method: "luck", rng } as Anything), "out-of-range"],
  ])("%s", (_, call, code) => {
    expect(errorOf(call).code).toBe(code);
  });
});
