import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CostEntry, type CostGrouping, checkBudgets, costReport } from "#engine/business/index.ts";

const day = fc
  .integer({ min: 0, max: 120 })
  .map((offset) => new Date(Date.UTC(2026, 8, 15 + offset)).toISOString().slice(0, 10));
const entry: fc.Arbitrary<CostEntry> = fc.record({
  date: day,
  service: fc.constantFrom("S3", "SageMaker", "Glue"),
  amount: fc.integer({ min: -20, max: 100 }),
  tags: fc.oneof(fc.constant({}), fc.record({ project: fc.constantFrom("churn", "fish") })),
});
const entries = fc.array(entry, { maxLength: 40 });
const range = { from: "2026-09-15", to: "2027-02-01" };
const total = (some: readonly { readonly amount: number }[]) => some.reduce((sum, { amount }) => sum + amount, 0);

test("nothing is lost: periods and groups sum to the total, the untagged included", () => {
  const grouping = fc.constantFrom<readonly CostGrouping[]>(
    [],
    ["service"],
    ["tag:project"],
    ["service", "tag:project"],
  );
  fc.assert(
    fc.property(entries, grouping, fc.constantFrom("day", "month", "all"), (some, groupBy, granularity) => {
      const report = costReport({ entries: some, ...range, groupBy, granularity });
      expect(report.amount).toBe(total(some));
      expect(total(report.periods)).toBe(total(some));
      if (groupBy.length > 0) {
        for (const period of report.periods) expect(total(period.groups)).toBe(period.amount);
      }
      for (const { amount } of report.untagged) {
        expect(amount).toBe(total(some.filter(({ tags }) => tags["project"] === undefined)));
      }
    }),
  );
});

describe("worked by hand", () => {
  const bill: readonly CostEntry[] = [
    { date: "2026-10-31", service: "SageMaker", usageType: "training", amount: 5, tags: { project: "churn" } },
    { date: "2026-11-01", service: "SageMaker", usageType: "hosting", amount: 20, tags: { project: "churn" } },
    { date: "2026-11-30", service: "S3", amount: 4, tags: {} },
    { date: "2026-12-01", service: "S3", amount: 100, tags: { project: "fish" } },
  ];

  test("months are cut at the range, and its end is excluded", () => {
    const { periods, amount } = costReport({
      entries: bill,
      from: "2026-10-15",
      to: "2026-12-01",
      granularity: "month",
    });
    expect(amount).toBe(29);
    expect(periods.map(({ from, to, amount: part }) => [from, to, part])).toEqual([
      ["2026-10-15", "2026-11-01", 5],
      ["2026-11-01", "2026-12-01", 24],
    ]);
  });

  test("two keys and a filter", () => {
    const { periods } = costReport({
      entries: bill,
      from: "2026-01-01",
      to: "2027-01-01",
      groupBy: ["service", "tag:project"],
      filter: ({ amount }) => amount < 50,
    });
    expect(periods[0]?.groups).toEqual([
      { keys: ["SageMaker", "churn"], amount: 25, entryCount: 2 },
      { keys: ["S3", ""], amount: 4, entryCount: 1 },
    ]);
  });

  test("a leap day is a day", () => {
    const leap = [{ date: "2028-02-29", service: "S3", amount: 1, tags: {} }];
    const { periods } = costReport({ entries: leap, from: "2028-02-28", to: "2028-03-02", granularity: "day" });
    expect(periods.map(({ from, amount }) => [from, amount])).toEqual([
      ["2028-02-28", 0],
      ["2028-02-29", 1],
      ["2028-03-01", 0],
    ]);
  });

  test("budgets: within, forecast over, over", () => {
    const spent = [{ date: "2026-11-10", service: "S3", amount: 60, tags: {} }];
    // 60 in 15 days of 30 are 120 at the end.
    const statuses = [130, 100, 50].map(
      (amount) => checkBudgets({ entries: spent, budgets: [{ name: "b", amount }], asOf: "2026-11-15" })[0],
    );
    expect(statuses.map((one) => [one?.status, one?.forecast, one?.passedAlerts])).toEqual([
      ["within", 120, []],
      ["forecast-over", 120, []],
      ["over", 120, [0.8, 1]],
    ]);
    expect(checkBudgets({ entries: spent, budgets: [{ name: "b", amount: 1 }], asOf: "2026-12-01" })[0]?.spent).toBe(0);
  });
});
