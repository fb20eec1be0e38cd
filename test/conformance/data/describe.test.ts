import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { describe as describeTable, readCsv } from "#engine/data/index.ts";
import fixture from "./describe.json" with { type: "json" };

/** pandas adds up in another order: with 501 values the sums may differ in the last few of 53 bits. */
const tolerance = 1e-12;

describe.each(Object.entries(fixture.tables))("%s as pandas describes it", (file, expected) => {
  const table = readCsv(readFileSync(new URL(file, import.meta.url)));
  const summaries = describeTable(table);

  test("has the same rows and columns", () => {
    expect(table.rowCount).toBe(expected.rowCount);
    expect(summaries.map(({ name, type, count, missing }) => ({ name, type, count, missing }))).toEqual(
      expected.columns.map(({ name, type, count, missing }) => ({ name, type, count, missing })),
    );
  });

  test.each(expected.columns.map((column, k) => [column.name, column, summaries[k]] as const))(
    "column %s",
    (_, theirs, ours) => {
      if (ours?.type === "number") {
        for (const key of ["mean", "standardDeviation", "min", "max"] as const) expectNear(ours[key], theirs[key]);
        for (const [k, quartile] of ours.quartiles.entries()) expectNear(quartile, theirs.quartiles?.[k]);
      } else {
        expect(ours).toMatchObject({ distinct: theirs.distinct, top: theirs.top });
      }
    },
  );
});

function expectNear(got: number, expected: number | undefined): void {
  expect(expected).toBeDefined();
  if (expected === undefined) return;
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}
