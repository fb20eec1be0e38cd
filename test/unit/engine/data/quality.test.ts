import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkQuality, fromColumns, type QualityRule, suggestQualityRules } from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";
import type { Anything } from "#test/unit/engine/refusal-of.ts";
import { anyTable } from "./tables.ts";

const table = fromColumns({
  id: ["a", "b", "b", null, "e"],
  age: [34, -2, null, 51, 130],
  plan: ["basic", "pro", "trial", "pro", null],
  seen: ["2026-11-24T06:00:00Z", "2026-11-23", null, "2026-11-20", "2026-11-01"],
});
const plans = fromColumns({ plan: ["basic", "pro"] });
const now = Date.UTC(2026, 10, 24, 12);

describe("each rule, counted by hand", () => {
  test.each<[QualityRule, "pass" | "fail", number, number, number | null, number[]]>([
    [{ check: "completeness", column: "age" }, "fail", 5, 1, 4 / 5, [2]],
    [{ check: "completeness", column: "age", minShare: 0.8 }, "pass", 5, 1, 4 / 5, [2]],
    [{ check: "uniqueness", columns: ["id"] }, "fail", 4, 1, 3 / 4, [2]],
    [{ check: "uniqueness", columns: ["id"], whenMissing: "fail" }, "fail", 5, 2, 3 / 5, [2, 3]],
    [{ check: "uniqueness", columns: ["id", "plan"] }, "pass", 3, 0, 1, []],
    [{ check: "range", column: "age", min: 0, max: 120 }, "fail", 4, 2, 2 / 4, [1, 4]],
    [{ check: "range", column: "age", min: -2, max: 130 }, "pass", 4, 0, 1, []],
    [{ check: "range", column: "age", max: 130, whenMissing: "fail" }, "fail", 5, 1, 4 / 5, [2]],
    [{ check: "in-set", column: "plan", values: ["basic", "pro"] }, "fail", 4, 1, 3 / 4, [2]],
    [{ check: "in-set", column: "age", values: [34, -2, 51, 130] }, "pass", 4, 0, 1, []],
    [{ check: "pattern", column: "id", pattern: "^[ab]$" }, "fail", 4, 1, 3 / 4, [4]],
    [{ check: "length", column: "plan", min: 4 }, "fail", 4, 2, 2 / 4, [1, 3]],
    [{ check: "reference", columns: ["plan"], to: "plans" }, "fail", 4, 1, 3 / 4, [2]],
    [{ check: "custom", holds: ({ age, plan }) => plan !== "pro" || Number(age) >= 0 }, "fail", 5, 1, 4 / 5, [1]],
    [{ check: "row-count", min: 5, max: 5 }, "pass", 5, 0, 5, []],
    [{ check: "row-count", min: 6 }, "fail", 5, 0, 5, []],
    [{ check: "type", column: "age", type: "number" }, "pass", 5, 0, null, []],
    [{ check: "type", column: "age", type: "text" }, "fail", 5, 0, null, []],
    [{ check: "statistic", column: "age", statistic: "mean", min: 53, max: 54 }, "pass", 5, 0, 213 / 4, []],
    [{ check: "statistic", column: "age", statistic: "sum", max: 213 }, "pass", 5, 0, 213, []],
    [{ check: "statistic", column: "age", statistic: "max", max: 129 }, "fail", 5, 0, 130, []],
    [{ check: "statistic", column: "age", statistic: "min", min: -2 }, "pass", 5, 0, -2, []],
    [{ check: "statistic", column: "age", statistic: "quantile", p: 0.5, max: 42.5 }, "pass", 5, 0, 42.5, []],
    [{ check: "distinct", column: "plan", max: 3 }, "pass", 5, 0, 3, []],
    [{ check: "freshness", column: "seen", maxAgeHours: 6 }, "pass", 5, 0, 6, []],
    [{ check: "freshness", column: "seen", maxAgeHours: 5.9 }, "fail", 5, 0, 6, []],
  ])("%j is %s", (rule, status, checked, broken, measured, rows) => {
    const [got] = checkQuality({ table, rules: [rule], now, references: { plans } }).results;
    expect(got).toMatchObject({ status, checked, broken, severity: "error" });
    if (measured === null) expect(got?.measured).toBeNull();
    else expect(got?.measured).toBeCloseTo(measured, 12);
    expect(got?.examples.map(({ row }) => row)).toEqual(rows);
  });

  test("the standard deviation is the sample's", () => {
    const numbers = fromColumns({ x: [2, 4, 4, 4, 5, 5, 7, 9] });
    const rule: QualityRule = { check: "statistic", column: "x", statistic: "standard-deviation" };
    expect(checkQuality({ table: numbers, rules: [rule] }).results[0]?.measured).toBeCloseTo(Math.sqrt(32 / 7), 12);
  });

  test("data from the future is not fresh", () => {
    const rule: QualityRule = { check: "freshness", column: "seen", maxAgeHours: 100 };
    expect(checkQuality({ table, rules: [rule], now: now - 24 * 3_600_000 }).status).toBe("fail");
  });
});

describe("what is wrong with the data is a verdict, not an error", () => {
  test.each<[string, QualityRule, string]>([
    ["a column that is not there", { check: "range", column: "agee", min: 0 }, "agee"],
    ["a column of another type", { check: "range", column: "plan", min: 0 }, "number column"],
    ["a pattern on numbers", { check: "pattern", column: "age", pattern: "1" }, "text column"],
    ["statistics of texts", { check: "statistic", column: "plan", statistic: "mean" }, "number column"],
    ["no times", { check: "freshness", column: "plan", maxAgeHours: 1 }, "is no time"],
  ])("%s", (_, rule, words) => {
    const report = checkQuality({ table, rules: [rule], now });
    expect(report.status).toBe("fail");
    expect(report.results[0]?.explanation).toContain(words);
  });

  test("a day that does not exist is no time", () => {
    const rule: QualityRule = { check: "freshness", column: "t", maxAgeHours: 1 };
    expect(
      checkQuality({ table: fromColumns({ t: ["2026-02-30"] }), rules: [rule], now }).results[0]?.explanation,
    ).toContain("2026-02-30");
  });

  test("a warning stands in the report without failing it", () => {
    const rules: QualityRule[] = [
      { check: "row-count", min: 9, severity: "warning" },
      { check: "row-count", min: 1 },
    ];
    expect(checkQuality({ table, rules })).toMatchObject({ status: "pass", failedErrors: 0, failedWarnings: 1 });
  });

  test("an empty table keeps rules about rows and has no statistics", () => {
    const empty = fromColumns({ x: new Float64Array(0) });
    const rules: QualityRule[] = [
      { check: "range", column: "x", min: 0 },
      { check: "statistic", column: "x", statistic: "mean" },
    ];
    expect(checkQuality({ table: empty, rules }).results.map(({ status }) => status)).toEqual(["pass", "fail"]);
  });
});

test.each<[string, Anything, string]>([
  ["no rules", null, "wrong-type"],
  ["a rule that is null", [null], "wrong-type"],
  ["another check", [{ check: "beauty" }], "out-of-range"],
  ["no column", [{ check: "range" }], "wrong-type"],
  ["a column that is an object", [{ check: "range", column: {} }], "wrong-type"],
  ["bounds that cross", [{ check: "range", column: "age", min: 2, max: 1 }], "out-of-range"],
  ["NaN as a bound", [{ check: "range", column: "age", min: Number.NaN }], "out-of-range"],
  ["a share of 95", [{ check: "completeness", column: "age", minShare: 95 }], "out-of-range"],
  ["an unreadable pattern", [{ check: "pattern", column: "id", pattern: "(" }], "bad-expression"],
  ["a set that is none", [{ check: "in-set", column: "id", values: "ab" }], "wrong-type"],
  ["a reference to no table", [{ check: "reference", columns: ["id"], to: "nowhere" }], "wrong-type"],
  ["freshness without now", [{ check: "freshness", column: "seen", maxAgeHours: 1 }], "not-finite"],
  ["no function", [{ check: "custom", holds: true }], "wrong-type"],
  ["another null policy", [{ check: "range", column: "age", whenMissing: "guess" }], "out-of-range"],
  ["a median", [{ check: "statistic", column: "age", statistic: "median" }], "out-of-range"],
])("a rule that makes no sense: %s", (_, rules, code) => {
  expect(errorOf(() => checkQuality({ table, rules })).code).toBe(code);
});

describe("suggested rules", () => {
  test("the baseline keeps all of them", () => {
    fc.assert(
      fc.property(anyTable, (baseline) => {
        const rules = suggestQualityRules({ table: baseline }).map(({ rule }) => rule);
        const failed = checkQuality({ table: baseline, rules }).results.filter(({ status }) => status === "fail");
        expect(failed).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("notice a broken delivery", () => {
    const baseline = fromColumns({
      id: Array.from({ length: 40 }, (_, row) => row),
      plan: Array.from({ length: 40 }, (_, row) => (row % 2 === 0 ? "basic" : "pro")),
      price: Array.from({ length: 40 }, (_, row) => 10 + (row % 5)),
    });
    const rules = suggestQualityRules({ table: baseline }).map(({ rule }) => rule);
    const delivery = fromColumns({ id: [1, 1], plan: ["pro", "gold"], price: ["12", "13"] });
    const failed = checkQuality({ table: delivery, rules }).results.filter(({ status }) => status === "fail");
    expect(new Set(failed.map(({ name }) => name))).toEqual(
      new Set([
        "uniqueness of id",
        "statistic of id",
        "in-set of plan",
        "type of price",
        "range of price",
        "statistic of price",
      ]),
    );
  });

  test("an empty baseline suggests nothing", () => {
    expect(suggestQualityRules({ table: fromColumns({ x: [] }) })).toEqual([]);
  });
});
