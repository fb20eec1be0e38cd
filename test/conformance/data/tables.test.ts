import { describe, expect, test } from "vitest";
import {
  type Aggregate,
  type CellInput,
  derive,
  dropDuplicates,
  dropMissing,
  fillMissing,
  fromColumns,
  groupBy,
  isoToDay,
  joinTables,
  pivot,
  readJsonLines,
  rows,
  sortRows,
  type Table,
  unpivot,
} from "#engine/data/index.ts";
import { expectClose } from "../expect-close.ts";
import fixture from "./tables.json" with { type: "json" };

type Columns = Readonly<Record<string, readonly CellInput[]>>;

const messy = fromColumns(fixture.messy as Columns);

const numbered = derive({ table: messy, columns: { row: (row) => row.index } });

function cellsOf(table: Table): unknown[][] {
  return rows(table).map((row) => table.names.map((name) => row[name]));
}

function columnOf(table: Table, name: string): unknown[] {
  return rows(table).map((row) => row[name]);
}

/** Lists of rows compared whatever their order. */
function sorted(list: readonly unknown[][]): unknown[][] {
  return [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Numbers within 1e-12, everything else as it is; null is a missing number. */
function expectRows(got: readonly unknown[][], expected: readonly unknown[][], what: string): void {
  expect(got.length, what).toBe(expected.length);
  for (const [k, row] of expected.entries()) {
    for (const [j, cell] of row.entries()) {
      const mine = got[k]?.[j];
      if (typeof cell === "number")
        expectClose({ got: mine, expected: cell, what: `${what}, row ${k}, cell ${j}`, floor: 1e-13 });
      else expect(mine, `${what}, row ${k}, cell ${j}`).toBe(cell);
    }
  }
}

describe.each(fixture.joins)("$name as pandas.merge", ({ left, right, on, results }) => {
  const tables = { left: fromColumns(left as Columns), right: fromColumns(right as Columns), on };
  test.each(Object.entries(results))("%s", (how, expected) => {
    const joined = joinTables({ ...tables, how: how as "inner" }); // the fixture's names are ours
    expect(sorted(cellsOf(joined))).toEqual(sorted(expected));
    if (how === "left" || how === "right" || how === "semi" || how === "anti")
      expect(cellsOf(joined)).toEqual(expected);
  });
});

test.each(Object.entries(fixture.grouped))("groups by %s as pandas.groupby", (_, { by, columns, rows: expected }) => {
  const operations: Readonly<Record<string, Aggregate>> = {
    sum: { op: "sum", column: "x" },
    mean: { op: "mean", column: "x" },
    min: { op: "min", column: "x" },
    max: { op: "max", column: "x" },
    median: { op: "median", column: "x" },
    var: { op: "variance", column: "x" },
    std: { op: "sd", column: "x" },
    count: { op: "count", column: "x" },
    first: { op: "first", column: "x" },
    last: { op: "last", column: "x" },
    quantile: { op: "quantile", column: "x", p: 0.3 },
    rows: { op: "count" },
    distinct: { op: "distinct", column: "word" },
    missing: { op: "missing", column: "x" },
  };
  const grouped = groupBy({ table: messy, by, aggregate: operations });
  expect(grouped.names).toEqual(columns);
  expectRows(cellsOf(grouped), expected, by.join());
});

test.each(fixture.orders)(
  "sorted by $by, ascending $ascending, as pandas.sort_values",
  ({ by, ascending, rows: order }) => {
    const keys = by.map(
      (column, k) => ({ column, order: ascending[k] === true ? "ascending" : "descending" }) as const,
    );
    expect(columnOf(sortRows({ table: numbered, by: keys }), "row")).toEqual(order);
  },
);

test.each(fixture.duplicates)("duplicates in $columns, keep $keep", ({ columns, keep, rows: kept }) => {
  const table = dropDuplicates({ table: numbered, columns, keep: keep as "first" }); // the fixture's words are ours
  expect(columnOf(table, "row")).toEqual(kept);
});

test("pivot as pandas.pivot_table, unpivot as pandas.melt", () => {
  const present = dropMissing({ table: messy, columns: ["team", "size"] });
  const wide = sortRows({
    table: pivot({ table: present, rows: "team", columns: "size", aggregate: { op: "mean", column: "x" } }),
    by: "team",
  });
  expect(wide.names).toEqual(["team", ...fixture.pivots.pivot.columns.map(String)]);
  expectRows(cellsOf(wide), fixture.pivots.pivot.rows, "pivot");
  const { table, rows: long } = fixture.pivots.melt;
  expect(cellsOf(unpivot({ table: fromColumns(table), columns: ["jan", "feb"] }))).toEqual(long);
});

describe("missing values", () => {
  const cases = [
    ["forward", "x", "forward"],
    ["backward", "x", "backward"],
    ["linear", "x", "linear"],
    ["mean", "x", "mean"],
    ["median", "x", "median"],
    ["mean by team", "x", { fill: "mean", by: "team" }],
    ["forward words", "word", "forward"],
    ["mode of words", "word", "mode"],
  ] as const;
  test.each(cases)("%s", (name, column, rule) => {
    const filled = columnOf(fillMissing({ table: messy, columns: { [column]: rule } }), column);
    expectRows([filled], [fixture.filled[name]], name);
  });

  test("dropped as pandas.dropna", () => {
    expect(columnOf(dropMissing({ table: numbered }), "row")).toEqual(fixture.dropped.any);
    expect(columnOf(dropMissing({ table: numbered, columns: ["x", "word"], rows: "all" }), "row")).toEqual(
      fixture.dropped["all of x and word"],
    );
  });
});

test("dates as Python counts them", () => {
  for (const [text, day] of fixture.dates) {
    expectClose({ got: isoToDay(String(text)), expected: day, what: String(text), relative: 1e-15, floor: 1e-9 });
  }
});

test("JSON Lines as pandas.json_normalize", () => {
  const table = readJsonLines(fixture.jsonLines.text);
  const { columns } = fixture.jsonLines;
  expect(new Set(table.names)).toEqual(new Set(Object.keys(columns)));
  for (const [name, cells] of Object.entries(columns)) expect(columnOf(table, name)).toEqual(cells);
});
