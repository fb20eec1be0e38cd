import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromColumns, type Table } from "#engine/data/index.ts";
import {
  compareTables,
  compareTablesSteps,
  runToEnd,
  tableStatistics,
  tableStatisticsSteps,
} from "#engine/monitoring/index.ts";

const table = fc.integer({ min: 1, max: 30 }).chain((rowCount) => {
  const cells = <Value>(value: fc.Arbitrary<Value>) =>
    fc.array(fc.option(value, { nil: null, freq: 8 }), { minLength: rowCount, maxLength: rowCount });
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  return fc
    .record({ mass: cells(number), sex: cells(fc.constantFrom("m", "f", "?")), ring: cells(fc.boolean()) })
    .map((columns) => fromColumns(columns));
});

/** What the steps report, and their result. */
const followed = <Result>(steps: Generator<{ readonly done: number; readonly total: number }, Result, void>) => {
  const reports: string[] = [];
  const result = runToEnd(steps, ({ done, total }) => reports.push(`${done}/${total}`));
  return { result, reports };
};

describe("column by column", () => {
  test("statistics are those of one go, with a report a column", () => {
    fc.assert(
      fc.property(table, (one: Table) => {
        const { result, reports } = followed(tableStatisticsSteps({ table: one }));
        expect(result).toEqual(tableStatistics({ table: one }));
        expect(reports).toEqual(["1/3", "2/3", "3/3"]);
      }),
    );
  });

  test("two tables compare as in one go, with a report a column", () => {
    fc.assert(
      fc.property(table, table, (baseline, current) => {
        const { result, reports } = followed(compareTablesSteps({ baseline, current }));
        expect(result).toEqual(compareTables({ baseline, current }));
        expect(reports).toEqual(["1/3", "2/3", "3/3"]);
      }),
    );
  });

  test("a comparison that is stopped gives nothing and asks for no further column", () => {
    const baseline = fromColumns({ a: [1, 2], b: [1, Number.POSITIVE_INFINITY] });
    const steps = compareTablesSteps({ baseline, current: baseline });
    expect(steps.next()).toEqual({ value: { done: 1, total: 2 }, done: false });
    expect(steps.return(compareTables({ baseline: fromColumns({ a: [1] }), current: baseline })).done).toBe(true);
    expect(steps.next().done).toBe(true);
  });
});
