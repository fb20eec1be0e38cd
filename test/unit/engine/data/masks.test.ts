import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createRng,
  createTokenVault,
  detokenize,
  fromColumns,
  joinTables,
  type Mask,
  maskColumns,
  rows,
} from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import type { Anything } from "#test/unit/engine/refusal-of.ts";

describe("masks", () => {
  const ids = fc.array(fc.constantFrom("ani", "budi", "citra", "dewi", null), { minLength: 1, maxLength: 12 });

  test("hashed and tokenized keys join as the keys themselves do", () => {
    fc.assert(
      fc.property(ids, ids, fc.boolean(), (left, right, isHash) => {
        const a = fromColumns({ id: ["ani", ...left], x: [-1, ...left.keys()] });
        const b = fromColumns({ customer: ["ani", ...right], y: [-1, ...right.keys()] });
        const mask: Mask = isHash ? { method: "hash", salt: "secret" } : { method: "tokenize", domain: "person" };
        const first = maskColumns({ table: a, masks: { id: mask }, rng: createRng(1) });
        const second = maskColumns({ table: b, masks: { customer: mask }, vault: first.vault, rng: createRng(2) });
        const on = { left: "id", right: "customer" };
        const pairs = (joined: ReturnType<typeof joinTables>) => rows(joined).map(({ x, y }) => [x, y]);
        expect(pairs(joinTables({ left: first.table, right: second.table, on }))).toEqual(
          pairs(joinTables({ left: a, right: b, on })),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("another salt gives other hashes, which do not join", () => {
    const table = fromColumns({ id: ["ani", "budi"] });
    const hashed = (salt: string) =>
      rows(maskColumns({ table, masks: { id: { method: "hash", salt } } }).table).map(({ id }) => id);
    expect(hashed("a").some((hash) => hashed("b").includes(hash))).toBe(false);
  });

  test("tokens go back to values, by the vault alone, also after JSON", () => {
    fc.assert(
      fc.property(ids, (values) => {
        const table = fromColumns({ id: ["__proto__", ...values] });
        const { table: masked, vault } = maskColumns({
          table,
          masks: { id: { method: "tokenize" } },
          rng: createRng(3),
        });
        const stored: typeof vault = JSON.parse(JSON.stringify(vault));
        expect(rows(detokenize({ table: masked, column: "id", vault: stored }))).toEqual(rows(table));
        const texts = rows(masked).map(({ id }) => id);
        for (const value of values) if (value !== null) expect(texts).not.toContain(value);
        expect(errorOf(() => detokenize({ table: masked, column: "id", vault: createTokenVault() })).code).toBe(
          "unknown-category",
        );
      }),
      { numRuns: 40 },
    );
  });

  test("what each mask makes of a value; missing stays missing", () => {
    const table = fromColumns({
      card: ["4539 1488 0343 6467", "12", null],
      age: [34, 18, null],
      born: ["1990-03-11", "2001-12-31T23:59:00Z", null],
      postcode: ["16151", "40115", null],
      income: [4_850_000, 12_349_999, null],
      note: ["a", "b", null],
      flag: [true, false, null],
    });
    const masks: Record<string, Mask> = {
      card: { method: "partial" },
      age: { method: "band", edges: [18, 30, 45] },
      born: { method: "date", to: "quarter" },
      postcode: { method: "prefix", length: 2 },
      income: { method: "round", to: 1_000_000 },
      note: { method: "redact" },
      flag: { method: "redact", replacement: null },
    };
    expect(rows(maskColumns({ table, masks }).table)).toEqual([
      {
        card: "**** **** **** 6467",
        age: "30 to below 45",
        born: "1990-Q1",
        postcode: "16",
        income: 5_000_000,
        note: "redacted",
        flag: null,
      },
      {
        card: "**",
        age: "18 to below 30",
        born: "2001-Q4",
        postcode: "40",
        income: 12_000_000,
        note: "redacted",
        flag: null,
      },
      { card: null, age: null, born: null, postcode: null, income: null, note: null, flag: null },
    ]);
    const tenths = fromColumns({ x: [0.3, 0.1 + 0.2, -0.05, 1e9] });
    expect(
      rows(maskColumns({ table: tenths, masks: { x: { method: "band", width: 0.1 } } }).table)
        .map(({ x }) => x)
        .slice(0, 3),
    ).toEqual(["0.3 to below 0.4", "0.3 to below 0.4", "-0.1 to below 0"]);
  });

  test.each<[string, Anything, string]>([
    ["a column that is not there", { other: { method: "redact" } }, "unknown-column"],
    ["no mask", { id: null }, "wrong-type"],
    ["another method", { id: { method: "blur" } }, "out-of-range"],
    ["an empty salt", { id: { method: "hash", salt: "" } }, "out-of-range"],
    ["no salt", { id: { method: "hash" } }, "out-of-range"],
    ["a hash of 65 digits", { id: { method: "hash", salt: "s", length: 65 } }, "out-of-range"],
    ["tokens without chance", { id: { method: "tokenize" } }, "wrong-type"],
    ["bands of texts", { id: { method: "band", width: 10 } }, "wrong-type"],
    ["bands of no width", { n: { method: "band", width: 0 } }, "out-of-range"],
    ["edges that fall", { n: { method: "band", edges: [2, 1] } }, "out-of-range"],
    ["rounding to NaN", { n: { method: "round", to: Number.NaN } }, "out-of-range"],
    ["dates that are none", { id: { method: "date", to: "month" } }, "bad-expression"],
    ["a negative prefix", { id: { method: "prefix", length: -1 } }, "out-of-range"],
    ["no masks at all", null, "wrong-type"],
  ])("%s", (_, masks, code) => {
    const table = fromColumns({ id: ["ani"], n: [1] });
    expect(errorOf(() => maskColumns({ table, masks })).code).toBe(code);
  });
});
