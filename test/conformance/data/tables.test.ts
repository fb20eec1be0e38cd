import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type Aggregate,
  anomalyScores,
  type CellInput,
  correlationMatrix,
  countBy,
  cramersV,
  createRng,
  derive,
  dropDuplicates,
  dropMissing,
  fillMissing,
  findOutliers,
  fitIsolationForest,
  fromColumns,
  groupBy,
  histogram,
  isoToDay,
  joinTables,
  levenshteinDistance,
  outlierFences,
  pearsonCorrelation,
  pivot,
  profile,
  qGramSimilarity,
  readCsv,
  readJsonLines,
  rows,
  sortRows,
  spearmanCorrelation,
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

describe("the profile of the penguins as pandas sees them", () => {
  const penguins = readCsv(readFileSync(new URL("penguins.csv", import.meta.url)));
  const expected = fixture.profile;
  const found = profile(penguins);

  test("means, deviations and quantiles", () => {
    for (const [k, name] of expected.columns.entries()) {
      const numbers = found.columns.find((column) => column.name === name)?.numbers;
      expectClose({ got: numbers?.mean, expected: expected.mean[k], what: name });
      expectClose({ got: numbers?.standardDeviation, expected: expected.std[k], what: name });
      const quantiles = numbers?.quantiles.map(({ value }) => value);
      expectClose({
        got: quantiles,
        expected: Object.entries(expected.quantiles).find(([one]) => one === name)?.[1],
        what: name,
      });
    }
  });

  test("top values", () => {
    for (const [name, top] of Object.entries(expected.top)) {
      expect(
        found.columns.find((column) => column.name === name)?.top.map(({ value, count }) => [value, count]),
      ).toEqual(top);
      expect(countBy(penguins, name).filter(({ value }) => value !== null).length).toBe(top.length);
    }
  });

  test("correlations over the pairs that are complete", () => {
    for (const method of ["pearson", "spearman"] as const) {
      const { values } = correlationMatrix({ table: penguins, method, columns: expected.columns });
      expectClose({ got: values, expected: expected[method], what: method });
    }
    expect(found.correlations?.pearson.columns).toEqual(expected.columns);
  });
});

describe.each(fixture.histograms)("histogram of $name as numpy.histogram", ({ values, results }) => {
  test.each(Object.entries(results))("%s", (rule, expected) => {
    const bins = rule === "7" ? 7 : (rule as "sturges"); // the fixture's words are ours
    const found = histogram({ values, bins });
    // NumPy makes one bin where the interquartile range is 0; ours goes on with Sturges and says so.
    if (found.rule === "sturges" && rule === "freedman-diaconis") {
      expect(found).toEqual(histogram({ values, bins: "sturges" }));
      return;
    }
    if (values.every((value) => value === values[0]) && rule !== "7") return;
    expect(found.counts).toEqual(expected.counts);
    expectClose({ got: found.edges, expected: expected.edges, what: rule });
  });
});

/** SciPy centers and scales in another order; at 1e9 with a spread of 1 seven of sixteen digits are left. */
test.each(fixture.correlations)("correlations of $name as SciPy", ({ name, x, y, pearson, spearman }) => {
  const relative = name === "large numbers" ? 1e-7 : 1e-12;
  expectClose({ got: pearsonCorrelation({ x, y }), expected: pearson, what: "pearson", relative });
  expectClose({ got: spearmanCorrelation({ x, y }), expected: spearman, what: "spearman" });
});

test.each(fixture.associations)("Cramér's V of $name as SciPy and Bergsma", ({ x, y, v, corrected }) => {
  expectClose({ got: cramersV({ x, y, missing: "leave-out" }), expected: v, what: "v" });
  expectClose({
    got: cramersV({ x, y, missing: "leave-out", correction: "bias" }),
    expected: corrected,
    what: "corrected",
  });
});

test("outliers as SciPy scores them", () => {
  const { values, z, mad, iqr } = fixture.outliers;
  const scores = (method: "z" | "mad") => findOutliers({ values, fences: outlierFences({ values, method }) });
  expectClose({ got: scores("z").scores, expected: z, what: "z" });
  expectClose({ got: scores("mad").scores, expected: mad, what: "mad" });
  expect(scores("z").rows).toEqual([...z.keys()].filter((row) => Math.abs(z[row] ?? 0) > 3));
  expect(scores("mad").rows).toEqual([...mad.keys()].filter((row) => Math.abs(mad[row] ?? 0) > 3.5));
  const { lower, upper } = outlierFences({ values });
  expectClose({ got: [lower, upper], expected: iqr, what: "iqr" });
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

test("distances as R's adist and as sets say", () => {
  for (const { a, b, levenshtein, jaccard } of fixture.distances) {
    expect(levenshteinDistance({ a, b }), `${a} ${b}`).toBe(levenshtein);
    expect(
      [2, 3].map((q) => qGramSimilarity({ a, b, q })),
      `${a} ${b}`,
    ).toEqual(jaccard);
  }
});

test("isolation forests score as scikit-learn's within its spread over seeds", () => {
  const { features, sampleSize, seeds, mean, sd } = fixture.forest;
  const scores = Array.from({ length: seeds }, (_, seed) =>
    anomalyScores({ forest: fitIsolationForest({ features, rng: createRng(seed), sampleSize }), features }),
  );
  const distances = mean.map((theirs, row) => {
    const ours = scores.reduce((sum, one) => sum + (one[row] ?? 0), 0) / seeds;
    const variance = scores.reduce((sum, one) => sum + ((one[row] ?? 0) - ours) ** 2, 0) / (seeds - 1);
    // Standard error of the difference between two means of 20 seeds.
    return (ours - theirs) / Math.sqrt((variance + (sd[row] ?? 0) ** 2) / seeds);
  });
  // 119 rows: if both are the same, about one exceeds 2.7, and none 4.5 in 1000 such tests.
  expect(Math.max(...distances.map(Math.abs))).toBeLessThan(4.5);
  expect(Math.abs(distances.reduce((sum, one) => sum + one, 0) / distances.length)).toBeLessThan(1);
});
