import { describe, expect, test } from "vitest";
import {
  anomalyScores,
  applyImputer,
  castColumns,
  column,
  concatTables,
  correlationMatrix,
  cramersV,
  createRng,
  dayToIso,
  derive,
  distinctRows,
  dropColumns,
  dropDuplicates,
  dropMissing,
  fillMissing,
  findDuplicates,
  findFuzzyDuplicates,
  findOutliers,
  fitImputer,
  fitIsolationForest,
  fromColumns,
  groupBy,
  histogram,
  inferSchema,
  isoToDay,
  jaroWinklerSimilarity,
  joinTables,
  levenshteinDistance,
  numbers,
  outlierFences,
  pearsonCorrelation,
  pivot,
  profile,
  qGramSimilarity,
  readJsonLines,
  renameColumns,
  row,
  sampleRows,
  sortRows,
  spearmanCorrelation,
  type Table,
  takeRows,
  unpivot,
  writeJsonLines,
} from "#engine/data/index.ts";
import { errorOf } from "#test/unit/engine/error-of.ts";

const table = fromColumns({ x: [1, 2, null], g: ["a", "b", "b"], flag: [true, null, false] });
const rng = createRng(1);
const infinite = Number.POSITIVE_INFINITY;
/** Learner code runs even when its types did not check. */
const wrong = (value: unknown): never => value as never; // that is what is tested
const forest = fitIsolationForest({ features: [[1], [2], [9]], rng: createRng(1), treeCount: 3 });
const imputer = fitImputer({ table, columns: { x: "mean" } });
const fences = outlierFences({ values: [1, 2, 3] });

describe("what is no table has the wrong type", () => {
  const calls: readonly (readonly [string, (table: Table) => unknown])[] = [
    ["inferSchema", inferSchema],
    ["profile", profile],
    ["writeJsonLines", writeJsonLines],
    ["groupBy", (table) => groupBy({ table, by: "g", aggregate: {} })],
    ["sortRows", (table) => sortRows({ table, by: "g" })],
    ["derive", (table) => derive({ table, columns: {} })],
    ["joinTables left", (left) => joinTables({ left, right: table, on: "g" })],
    ["joinTables right", (right) => joinTables({ left: table, right, on: "g" })],
    ["concatTables", (one) => concatTables({ tables: [table, one] })],
    ["renameColumns", (table) => renameColumns({ table, names: {} })],
    ["dropColumns", (table) => dropColumns({ table, columns: [] })],
    ["distinctRows", (table) => distinctRows({ table })],
    ["pivot", (table) => pivot({ table, rows: "x", columns: "g", aggregate: { op: "count" } })],
    ["unpivot", (table) => unpivot({ table, columns: ["x"] })],
    ["sampleRows", (table) => sampleRows({ table, count: 1, rng })],
    ["castColumns", (table) => castColumns({ table, columns: {} })],
    ["fillMissing", (table) => fillMissing({ table, columns: {} })],
    ["dropMissing", (table) => dropMissing({ table })],
    ["fitImputer", (table) => fitImputer({ table, columns: { x: "mean" } })],
    ["applyImputer", (table) => applyImputer({ table, imputer })],
    ["findDuplicates", (table) => findDuplicates({ table })],
    ["dropDuplicates", (table) => dropDuplicates({ table })],
    ["findFuzzyDuplicates", (table) => findFuzzyDuplicates({ table, column: "g" })],
    ["correlationMatrix", (table) => correlationMatrix({ table })],
  ];
  test.each(calls)("%s", (_, call) => {
    for (const value of [null, undefined, 5, "x", [], [{ x: 1 }], {}, { rowCount: 1, names: ["x"], columns: {} }]) {
      expect(errorOf(() => call(wrong(value))).code).toBe("wrong-type");
    }
  });
});

describe("misuse has its code", () => {
  const manyToOne = fromColumns({ g: ["a", "a"], y: [1, 2] });
  const clash = fromColumns({ g: ["a"], x: [1], x_right: [2] });
  const cases: readonly (readonly [string, string, () => unknown])[] = [
    ["unknown-column", "group by a column that is not there", () => groupBy({ table, by: "G", aggregate: {} })],
    [
      "unknown-column",
      "aggregate one",
      () => groupBy({ table, by: "g", aggregate: { m: { op: "sum", column: "y" } } }),
    ],
    ["unknown-column", "join on one", () => joinTables({ left: table, right: table, on: "y" })],
    ["unknown-column", "sort by one", () => sortRows({ table, by: { column: "y", order: "ascending" } })],
    ["unknown-column", "read one in derive", () => derive({ table, columns: { z: (one) => one.number("y") } })],
    ["unknown-column", "rename one", () => renameColumns({ table, names: { y: "z" } })],
    ["unknown-column", "cast one", () => castColumns({ table, columns: { y: "text" } })],
    ["unknown-column", "fill one", () => fillMissing({ table, columns: { y: "mean" } })],
    ["unknown-column", "a table lacks one", () => concatTables({ tables: [table, manyToOne] })],
    ["wrong-type", "names that are none", () => groupBy({ table, by: wrong([{ x: 1 }]), aggregate: {} })],
    ["wrong-type", "no names", () => groupBy({ table, by: wrong(null), aggregate: {} })],
    ["wrong-type", "no aggregates", () => groupBy({ table, by: "g", aggregate: wrong(null) })],
    ["wrong-type", "an aggregate that is none", () => groupBy({ table, by: "g", aggregate: { m: wrong("mean") } })],
    ["wrong-type", "the sum of texts", () => groupBy({ table, by: "x", aggregate: { m: { op: "sum", column: "g" } } })],
    ["wrong-type", "keys of two types", () => joinTables({ left: table, right: table, on: { left: "x", right: "g" } })],
    ["wrong-type", "a text read as number", () => derive({ table, columns: { z: (one) => one.number("g") } })],
    ["wrong-type", "a column of objects", () => derive({ table, columns: { z: wrong(() => ({})) } })],
    ["wrong-type", "a column of mixed types", () => derive({ table, columns: { z: [1, "a", 2] } })],
    ["wrong-type", "columns of two types turned", () => unpivot({ table, columns: ["x", "g"] })],
    [
      "wrong-type",
      "columns of two types stacked",
      () => concatTables({ tables: [table, castColumns({ table, columns: { x: "text" } })] }),
    ],
    ["wrong-type", "the mean of texts", () => fillMissing({ table, columns: { g: "mean" } })],
    ["wrong-type", "a line through texts", () => fillMissing({ table, columns: { g: "linear" } })],
    [
      "wrong-type",
      "a constant of another type",
      () => fillMissing({ table, columns: { x: { fill: "constant", value: "?" } } }),
    ],
    ["wrong-type", "a rule that is none", () => fillMissing({ table, columns: { x: wrong(null) } })],
    ["wrong-type", "fuzzy numbers", () => findFuzzyDuplicates({ table, column: "x" })],
    ["wrong-type", "the correlation of texts", () => correlationMatrix({ table, columns: ["x", "g"] })],
    ["wrong-type", "distances of numbers", () => levenshteinDistance({ a: wrong(5), b: "5" })],
    ["wrong-type", "distances of nothing", () => jaroWinklerSimilarity({ a: "", b: wrong(null) })],
    ["wrong-type", "pieces of nothing", () => qGramSimilarity({ a: wrong(undefined), b: "" })],
    ["wrong-type", "values that are none", () => histogram({ values: wrong([{}]) })],
    ["wrong-type", "no values", () => outlierFences({ values: wrong(null) })],
    ["wrong-type", "texts as values", () => findOutliers({ values: wrong(["1"]), fences })],
    ["wrong-type", "another thing as fences", () => findOutliers({ values: [1], fences: wrong(imputer) })],
    [
      "wrong-type",
      "another thing as forest",
      () => anomalyScores({ forest: wrong({ kind: "tree" }), features: [[1]] }),
    ],
    ["wrong-type", "objects to correlate", () => pearsonCorrelation({ x: wrong([{}, {}]), y: [1, 2] })],
    ["wrong-type", "nothing to correlate", () => spearmanCorrelation({ x: wrong(null), y: [1, 2] })],
    ["wrong-type", "categories of two types", () => cramersV({ x: ["a", 1], y: [1, 2] })],
    [
      "wrong-type",
      "features that are objects",
      () => fitIsolationForest({ features: wrong([["a"], ["b"]]), rng }).trees,
    ],
    ["duplicate-key", "a name twice", () => sortRows({ table, by: ["x", "x"] })],
    [
      "duplicate-key",
      "an aggregate with the name of a key",
      () => groupBy({ table, by: "g", aggregate: { g: { op: "count" } } }),
    ],
    ["duplicate-key", "two columns of one new name", () => renameColumns({ table, names: { x: "g" } })],
    ["duplicate-key", "a suffix that is taken", () => joinTables({ left: clash, right: clash, on: "g", suffix: "" })],
    [
      "duplicate-key",
      "a key that must be there once",
      () => joinTables({ left: table, right: manyToOne, on: "g", unique: "right" }),
    ],
    [
      "duplicate-key",
      "a column filled by its own groups",
      () => fillMissing({ table, columns: { g: { fill: "mode", by: "g" } } }),
    ],
    [
      "length-mismatch",
      "keys that do not pair",
      () => joinTables({ left: table, right: table, on: { left: ["x", "g"], right: "x" } }),
    ],
    ["length-mismatch", "values that are not one a row", () => derive({ table, columns: { z: [1] } })],
    ["length-mismatch", "columns of two lengths", () => pearsonCorrelation({ x: [1, 2], y: [1] })],
    ["length-mismatch", "features of another width", () => anomalyScores({ forest, features: [[1, 2]] })],
    ["empty", "no key", () => joinTables({ left: table, right: table, on: [] })],
    ["empty", "no table", () => concatTables({ tables: [] })],
    [
      "empty",
      "nothing to learn from",
      () => fitImputer({ table: fromColumns({ x: [Number.NaN] }), columns: { x: "mean" } }),
    ],
    ["empty", "no value", () => histogram({ values: [Number.NaN] })],
    ["empty", "no features", () => fitIsolationForest({ features: [], rng })],
    ["empty", "no pair", () => spearmanCorrelation({ x: [], y: [] })],
    ["too-few-rows", "one value", () => outlierFences({ values: [1, Number.NaN] })],
    ["too-few-rows", "one pair", () => pearsonCorrelation({ x: [1, Number.NaN], y: [1, 2], missing: "leave-out" })],
    ["too-few-rows", "one row of features", () => fitIsolationForest({ features: [[1]], rng })],
    ["too-few-rows", "one pair of categories", () => cramersV({ x: ["a"], y: ["b"] })],
    ["constant-column", "values that do not vary", () => outlierFences({ values: [4, 4, 4], method: "mad" })],
    ["constant-column", "x that does not vary", () => pearsonCorrelation({ x: [4, 4, 4], y: [1, 2, 3] })],
    ["constant-column", "y that does not vary", () => spearmanCorrelation({ x: [1, 2, 3], y: [4, 4, 4] })],
    ["constant-column", "one category", () => cramersV({ x: ["a", "a"], y: [1, 2] })],
    ["not-finite", "infinity in a histogram", () => histogram({ values: [1, infinite] })],
    ["not-finite", "infinity in fences", () => outlierFences({ values: [1, 2, -infinite] })],
    ["not-finite", "NaN in a correlation", () => pearsonCorrelation({ x: [1, Number.NaN], y: [1, 2] })],
    [
      "not-finite",
      "infinity in a correlation, missing or not",
      () => spearmanCorrelation({ x: [1, infinite, 2], y: [1, 2, 3], missing: "leave-out" }),
    ],
    ["not-finite", "infinity in a matrix", () => correlationMatrix({ table: fromColumns({ x: [1, infinite] }) })],
    ["not-finite", "a missing category", () => cramersV({ x: ["a", null], y: [1, 2] })],
    ["not-finite", "NaN in features", () => fitIsolationForest({ features: [[1], [Number.NaN]], rng })],
    [
      "not-finite",
      "a mean that is infinite",
      () => fitImputer({ table: fromColumns({ x: [1, infinite] }), columns: { x: "mean" } }),
    ],
    [
      "out-of-range",
      "a join that there is not",
      () => joinTables({ left: table, right: table, on: "g", how: wrong("outer") }),
    ],
    [
      "out-of-range",
      "an op that there is not",
      () => groupBy({ table, by: "g", aggregate: { m: { op: wrong("avg"), column: "x" } } }),
    ],
    [
      "out-of-range",
      "a quantile beyond 1",
      () => groupBy({ table, by: "g", aggregate: { m: { op: "quantile", column: "x", p: 90 } } }),
    ],
    [
      "out-of-range",
      "an order that there is not",
      () => sortRows({ table, by: { column: "x", order: wrong("desc") } }),
    ],
    ["out-of-range", "more rows than there are", () => sampleRows({ table, count: 4, rng })],
    ["out-of-range", "half a row", () => sampleRows({ table, count: 0.5, rng })],
    [
      "out-of-range",
      "a row out of none",
      () => sampleRows({ table: takeRows({ table, rows: [] }), count: 1, rng, replace: true }),
    ],
    ["out-of-range", "a type that there is not", () => castColumns({ table, columns: { x: wrong("date") } })],
    ["out-of-range", "a rule that there is not", () => fillMissing({ table, columns: { x: wrong("zero") } })],
    ["out-of-range", "a rule that can not be fitted", () => fitImputer({ table, columns: { x: wrong("forward") } })],
    ["out-of-range", "a share beyond 1", () => dropMissing({ table, columnShare: 50 })],
    ["out-of-range", "no bins", () => histogram({ values: [1], bins: 0 })],
    ["out-of-range", "a rule for bins that there is not", () => profile(table, { bins: wrong("scott") })],
    ["out-of-range", "a threshold of nothing", () => findFuzzyDuplicates({ table, column: "g", threshold: 0 })],
    [
      "out-of-range",
      "a block that there is not",
      () => findFuzzyDuplicates({ table, column: "g", block: wrong({ by: "sound" }) }),
    ],
    ["out-of-range", "a negative factor", () => outlierFences({ values: [1, 2], factor: -1 })],
    ["out-of-range", "no trees", () => fitIsolationForest({ features: [[1], [2]], rng, treeCount: 0 })],
    ["out-of-range", "a day beyond the years of four digits", () => dayToIso(infinite)],
    ["out-of-range", "a word that is none of the options", () => readJsonLines("", { nested: wrong("expand") })],
    ["bad-expression", "a date that is a number", () => isoToDay(wrong(5))],
    [
      "unsupported-version",
      "a forest of tomorrow",
      () => anomalyScores({ forest: { ...forest, version: wrong(2) }, features: [[1]] }),
    ],
  ];
  test.each(cases)("%s: %s", (code, _, act) => {
    const error = errorOf(act);
    expect(error).toMatchObject({ code, facts: { function: expect.any(String) } });
    expect(error.message).toMatch(/^\w+ requires .+, got .*[^.]$/s);
  });
});

describe("empty tables and single rows give right answers", () => {
  const empty = takeRows({ table, rows: [] });
  const single = takeRows({ table, rows: [0] });
  const calls: readonly (readonly [string, (table: Table) => Table])[] = [
    ["sortRows", (table) => sortRows({ table, by: ["g", { column: "x", order: "descending" }] })],
    ["derive", (table) => derive({ table, columns: { z: (one) => one.index } })],
    ["dropDuplicates", (table) => dropDuplicates({ table })],
    ["distinctRows", (table) => distinctRows({ table })],
    ["concatTables", (table) => concatTables({ tables: [table] })],
    ["fillMissing", (table) => fillMissing({ table, columns: { x: "forward", g: "backward" } })],
    ["dropMissing", (table) => dropMissing({ table })],
    ["castColumns", (table) => castColumns({ table, columns: { x: "text" } })],
    ["groupBy", (table) => groupBy({ table, by: ["g", "x"], aggregate: { n: { op: "distinct", column: "flag" } } })],
    ["pivot", (table) => pivot({ table, rows: "x", columns: "g", aggregate: { op: "count" } })],
    ["unpivot", (table) => unpivot({ table, columns: ["x"] })],
    ["joinTables", (table) => joinTables({ left: table, right: table, on: "g", how: "full" })],
    ["sampleRows", (table) => sampleRows({ table, count: table.rowCount, rng })],
  ];
  test.each(calls)("%s", (_, call) => {
    expect(call(empty).rowCount).toBe(0);
    expect(call(single).rowCount).toBe(1);
  });

  test("and reports on them are reports on nothing", () => {
    expect(profile(empty).columns.map(({ looksLike }) => looksLike)).toEqual(["empty", "empty", "empty"]);
    expect(findDuplicates({ table: empty })).toEqual({ groups: [], surplus: 0 });
    expect(findFuzzyDuplicates({ table: empty, column: "g" })).toEqual({ clusters: [], pairs: [], comparisons: 0 });
    expect(correlationMatrix({ table: empty, columns: ["x"] }).values).toEqual([[Number.NaN]]);
    expect(inferSchema(fromColumns({}))).toEqual([]);
  });
});

test("more comparisons than anybody waits for are refused before they begin", () => {
  const many = fromColumns({ name: Array.from({ length: 7000 }, (_, k) => `name ${k}`) });
  expect(errorOf(() => findFuzzyDuplicates({ table: many, column: "name" })).code).toBe("out-of-range");
  const repeated = fromColumns({ k: new Float64Array(20_000) });
  expect(errorOf(() => joinTables({ left: repeated, right: repeated, on: "k" })).code).toBe("out-of-range");
  const wide = fromColumns({ id: [...Array(2000).keys()] });
  expect(errorOf(() => pivot({ table: wide, rows: "id", columns: "id", aggregate: { op: "count" } })).code).toBe(
    "duplicate-key",
  );
});

test("a million rows join, group, sort and lose their duplicates", () => {
  const count = 1_000_000;
  const id = Float64Array.from({ length: count }, (_, k) => (k * 7919) % 1000);
  const big = fromColumns({ id, x: Float64Array.from({ length: count }, (_, k) => k) });
  const grouped = groupBy({ table: big, by: "id", aggregate: { n: { op: "count" }, sum: { op: "sum", column: "x" } } });
  expect(grouped.rowCount).toBe(1000);
  expect(Array.from(numbers(grouped, "n"))).toEqual(Array(1000).fill(1000));
  // 0 + 1 + … + 999,999 = 999,999 × 500,000.
  expect(numbers(grouped, "sum").reduce((sum, value) => sum + value, 0)).toBe(499_999_500_000);
  const joined = joinTables({ left: big, right: grouped, on: "id", unique: "right" });
  expect([joined.rowCount, column(joined, "n").missing]).toEqual([count, 0]);
  const sorted = sortRows({ table: big, by: ["id", { column: "x", order: "descending" }] });
  expect([row(sorted, 0), row(sorted, count - 1)]).toEqual([
    { id: 0, x: 999_000 },
    { id: 999, x: 321 },
  ]);
  expect(dropDuplicates({ table: big, columns: "id", keep: "none" }).rowCount).toBe(0);
});
