import { describe, expect, test } from "vitest";
import { createRng, findLeaks, fromColumns, type Leak, type Table } from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import type { Anything } from "#test/unit/engine/refusal-of.ts";

describe("leaks", () => {
  const kinds = (leaks: readonly Leak[]) => leaks.map(({ kind, count }) => [kind, count]);
  const n = 200;
  const rng = createRng(31);
  const target = Array.from({ length: n }, () => (rng.uniform() < 0.4 ? "yes" : "no"));
  const clean = {
    id: Array.from({ length: n }, (_, row) => `c${row}`),
    age: Array.from({ length: n }, () => 18 + rng.integer(60) + rng.uniform()),
    spend: Array.from({ length: n }, () => 1000 * rng.uniform()),
    plan: Array.from({ length: n }, () => ["a", "b", "c"][rng.integer(3)] ?? "a"),
    target,
  };
  const halves = (columns: Record<string, readonly (string | number)[]>): { train: Table; test: Table } => ({
    train: fromColumns(
      Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values.slice(0, n / 2)])),
    ),
    test: fromColumns(Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values.slice(n / 2)]))),
  });

  test("none in clean data, not even through a column of ids", () => {
    expect(findLeaks({ parts: halves(clean), target: "target", group: "id" })).toEqual([]);
  });

  test("rows that stand on both sides", () => {
    const { train, test: tested } = halves({
      ...clean,
      id: clean.id.map(() => "x"),
      age: clean.age.map(() => 1),
      spend: clean.spend.map(() => 1),
    });
    expect(findLeaks({ parts: { train, tested } })[0]).toMatchObject({
      kind: "duplicate-rows",
      count: 100,
      severity: "error",
      parts: ["train", "tested"],
    });
  });

  test("rows that differ by spelling, rounding or one column", () => {
    const row = { a: "Jl. Merdeka 5", b: 12.3456, c: "Bogor", d: "x", e: "1" };
    const parts = (other: typeof row) => ({ train: fromColumns(mapped(row)), test: fromColumns(mapped(other)) });
    const mapped = (one: typeof row) => Object.fromEntries(Object.entries(one).map(([name, value]) => [name, [value]]));
    expect(kinds(findLeaks({ parts: parts({ ...row, a: "jl merdeka 5", b: 12.3 }) }))).toEqual([
      ["near-duplicate-rows", 1],
    ]);
    expect(kinds(findLeaks({ parts: parts({ ...row, c: "Medan" }) }))).toEqual([["near-duplicate-rows", 1]]);
    expect(kinds(findLeaks({ parts: parts({ ...row, c: "Medan", d: "y" }) }))).toEqual([]);
    expect(kinds(findLeaks({ parts: parts(row) }))).toEqual([["duplicate-rows", 1]]);
  });

  test("groups on both sides, and learning from the future", () => {
    const columns = {
      ...clean,
      id: clean.id.map((_, row) => `c${row % 150}`),
      day: clean.id.map((_, row) => 365 - row),
    };
    expect(kinds(findLeaks({ parts: halves(columns), group: "id", time: "day" }))).toEqual([
      ["shared-groups", 50],
      ["future-rows", 100],
    ]);
    const ordered = { ...columns, day: clean.id.map((_, row) => row) };
    expect(findLeaks({ parts: halves(ordered), time: "day" })).toEqual([]);
  });

  test.each<[string, (label: string, row: number) => string | number, string]>([
    ["a number that is large for one class", (label, row) => (label === "yes" ? 100 : 0) + (row % 50), "AUC"],
    ["a number that is small for one class", (label, row) => (label === "yes" ? 0 : 100) + (row % 50), "AUC"],
    ["a word that renames the class", (label) => (label === "yes" ? "closed" : "open"), "share of errors saved"],
  ])("a feature that gives the target away: %s", (_, make, measure) => {
    const [leak] = findLeaks({ parts: halves({ ...clean, proxy: target.map(make) }), target: "target" });
    expect(leak).toMatchObject({ kind: "target-proxy", columns: ["proxy", "target"], strength: { measure } });
    expect(leak?.strength?.value).toBeGreaterThanOrEqual(0.98);
  });

  test("a feature that gives a number away", () => {
    const values = clean.spend;
    const columns = { ...clean, target: values, proxy: values.map((value) => Math.exp(-value / 100)) };
    expect(
      findLeaks({ parts: halves(columns), target: "target" }).filter(({ columns: found }) => found[0] === "proxy")[0]
        ?.strength,
    ).toEqual({ measure: "rank correlation", value: 1 });
  });

  test("copies and renamings are identical, other columns are not", () => {
    const columns = {
      ...clean,
      copy: clean.spend,
      coded: clean.plan.map((plan) => "abc".indexOf(plan)),
      shifted: clean.spend.map((value) => value + 1),
    };
    expect(findLeaks({ parts: halves(columns) }).map(({ kind, columns: found }) => [kind, found])).toEqual([
      ["identical-columns", ["spend", "copy"]],
      ["identical-columns", ["plan", "coded"]],
    ]);
  });

  test("features that are known too late", () => {
    const train = fromColumns({
      refund: [1, 0, 1],
      refunded: ["2026-03-05", null, "2026-01-01"],
      asked: ["2026-03-01", "2026-03-01", "2026-03-01"],
    });
    const leaks = findLeaks({ parts: { train }, predictedAt: "asked", knownAt: { refund: "refunded" } });
    expect(leaks.filter(({ kind }) => kind === "known-too-late")).toMatchObject([
      { count: 1, columns: ["refund", "refunded", "asked"], examples: [[{ part: "train", row: 0 }]] },
    ]);
  });

  test("constant columns, one row, missing targets and empty parts are no trouble", () => {
    const one = fromColumns({ x: [1], y: ["a"] });
    expect(findLeaks({ parts: { one }, target: "y" })).toEqual([]);
    const empty = fromColumns({ x: new Float64Array(0), y: [] });
    expect(findLeaks({ parts: { empty, one }, target: "y", time: "x" })).toEqual([]);
    const missing = fromColumns({ x: [1, 1, 1, 1, 1], y: ["a", null, "b", null, "a"] });
    expect(findLeaks({ parts: { missing }, target: "y" })).toEqual([]);
  });

  const good = fromColumns({ x: [1, 2], y: ["a", "b"] });
  test.each<[string, Anything, string]>([
    ["no part", { parts: {} }, "empty"],
    ["parts that are no object", { parts: null }, "wrong-type"],
    ["a part that is no table", { parts: { a: good, b: [] } }, "wrong-type"],
    ["parts of other types", { parts: { a: good, b: fromColumns({ x: ["1"], y: ["a"] }) } }, "wrong-type"],
    ["a part that lacks a column", { parts: { a: good, b: fromColumns({ x: [1] }) } }, "unknown-column"],
    ["an unknown target", { parts: { a: good }, target: "z" }, "unknown-column"],
    ["a threshold of 98", { parts: { a: good }, threshold: 98 }, "out-of-range"],
    ["knownAt without predictedAt", { parts: { a: good }, knownAt: { x: "y" } }, "wrong-type"],
    ["times of two types", { parts: { a: good }, predictedAt: "x", knownAt: { x: "y" } }, "wrong-type"],
  ])("%s", (_, options, code) => {
    expect(errorOf(() => findLeaks(options)).code).toBe(code);
  });
});
