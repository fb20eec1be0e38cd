import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  anomalyScores,
  anomalyScoresSteps,
  correlationMatrix,
  cramersV,
  createRng,
  findFuzzyDuplicates,
  findFuzzyDuplicatesSteps,
  findOutliers,
  fitIsolationForest,
  fitIsolationForestSteps,
  fromColumns,
  histogram,
  jaroWinklerSimilarity,
  levenshteinDistance,
  outlierFences,
  pearsonCorrelation,
  profile,
  qGramSimilarity,
  runToEnd,
  spearmanCorrelation,
} from "#engine/data/index.ts";
import { anyTable } from "./tables.ts";

const numbers = (minLength: number) =>
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), { minLength, maxLength: 40 });

describe("histograms", () => {
  test("every value is in one bin, and edges ascend", () => {
    fc.assert(
      fc.property(
        numbers(1),
        fc.constantFrom("freedman-diaconis" as const, "sturges" as const, 1, 5, 1000),
        (values, bins) => {
          const { counts, edges } = histogram({ values, bins });
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
          expect(edges.length).toBe(counts.length + 1);
          expect(edges[0]).toBeLessThanOrEqual(Math.min(...values));
          expect(edges.at(-1)).toBeGreaterThanOrEqual(Math.max(...values));
        },
      ),
    );
  });

  test("outliers far away ask for no more than a thousand bins", () => {
    const values = [...Array(100).keys(), 1e12];
    expect(histogram({ values }).counts.length).toBe(1000);
    expect(histogram({ values: [-1.7e308, 0, 1.7e308] }).counts.reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  test("the rule that was used is named", () => {
    expect(histogram({ values: [1, 2, 3, 4] }).rule).toBe("freedman-diaconis");
    expect(histogram({ values: [1, 5, 5, 5, 5, 5, 9] }).rule).toBe("sturges");
    expect(histogram({ values: [1, 2], bins: 3 }).rule).toBe("given");
  });
});

describe("correlations", () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), {
    minLength: 3,
    maxLength: 30,
  });

  test("are symmetric, within bounds, turned by a minus, and deaf to units", () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const x = [0, 1, ...list.map(([a]) => a)];
        const y = [1, 0, ...list.map(([, b]) => b)];
        for (const correlate of [pearsonCorrelation, spearmanCorrelation]) {
          const r = correlate({ x, y });
          expect(Math.abs(r)).toBeLessThanOrEqual(1);
          expect(correlate({ x: y, y: x })).toBeCloseTo(r, 12);
          expect(correlate({ x: x.map((value) => -value), y })).toBeCloseTo(-r, 12);
          expect(correlate({ x: x.map((value) => 3 * value + 7), y })).toBeCloseTo(r, 12);
          expect(correlate({ x, y: x })).toBeCloseTo(1, 12);
        }
        expect(spearmanCorrelation({ x: x.map((value) => Math.exp(value / 5)), y })).toBeCloseTo(
          spearmanCorrelation({ x, y }),
          12,
        );
      }),
    );
  });

  test("of enormous numbers do not overflow", () => {
    expect(pearsonCorrelation({ x: [1e300, 2e300, 3e300], y: [-1e-300, -2e-300, -3e-300] })).toBeCloseTo(-1, 12);
    expect(pearsonCorrelation({ x: [-1.7e308, 0, 1.7e308], y: [1, 2, 3] })).toBeCloseTo(1, 12);
  });

  test("a matrix says NaN where there is no answer", () => {
    const table = fromColumns({
      x: [1, 2, 3],
      constant: [5, 5, 5],
      empty: [Number.NaN, 1, Number.NaN],
      flag: [true, false, null],
    });
    const { columns, values } = correlationMatrix({ table });
    expect(columns).toEqual(["x", "constant", "empty", "flag"]);
    expect(values.map((row) => row[0])).toEqual([1, Number.NaN, Number.NaN, -1]);
  });

  test("Cramér's V is the same whichever side comes first and however categories are called", () => {
    const categories = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom(1, 2)), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(categories, (list) => {
        const x = ["a", "b", ...list.map(([one]) => one)];
        const y = [1, 2, ...list.map(([, other]) => other)];
        for (const correction of ["none", "bias"] as const) {
          const v = cramersV({ x, y, correction });
          expect(v).toBeGreaterThanOrEqual(0);
          expect(v).toBeLessThanOrEqual(1);
          expect(cramersV({ x: y, y: x, correction })).toBeCloseTo(v, 12);
          expect(cramersV({ x: x.map((one) => `${one}!`), y: y.map((one) => one === 1), correction })).toBeCloseTo(
            v,
            12,
          );
        }
        expect(cramersV({ x, y, correction: "bias" })).toBeLessThanOrEqual(cramersV({ x, y }) + 1e-12);
      }),
    );
  });

  /** By hand: 2 × 2 table 3, 1, 1, 3: n (ad − bc)² / (4 · 4 · 4 · 4) = 8 · 64 / 256 = 2 = χ², V = √(2 / 8) = 0.5. */
  test("Cramér's V worked by hand", () => {
    const x = ["a", "a", "a", "a", "b", "b", "b", "b"];
    const y = ["p", "p", "p", "q", "p", "q", "q", "q"];
    expect(cramersV({ x, y })).toBeCloseTo(0.5, 14);
  });
});

describe("profiles", () => {
  test("of any table are plain data whose counts add up", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const found = profile(table);
        expect(structuredClone(found)).toEqual(found);
        for (const column of found.columns) {
          expect(column.count + column.missing).toBe(table.rowCount);
          expect(column.top.reduce((sum, { count }) => sum + count, 0)).toBe(column.distinct <= 10 ? column.count : 10);
          const counts = column.numbers?.histogram?.counts ?? [];
          const finite = column.count - (column.numbers?.infinite ?? 0);
          if (column.numbers !== null) expect(counts.reduce((sum, count) => sum + count, 0)).toBe(finite);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("of nothing", () => {
    expect(profile(fromColumns({}))).toMatchObject({ rowCount: 0, columns: [] });
    const empty = profile(fromColumns({ x: new Float64Array(0), t: [] })).columns;
    expect(empty.map(({ count, missingShare, looksLike, top }) => ({ count, missingShare, looksLike, top }))).toEqual(
      Array(2).fill({ count: 0, missingShare: 0, looksLike: "empty", top: [] }),
    );
    expect(empty[0]?.numbers).toMatchObject({ mean: Number.NaN, histogram: null });
  });

  test("infinite values are counted and left out of the mean", () => {
    const { columns } = profile(fromColumns({ x: [1, 3, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0] }));
    expect(columns[0]?.numbers).toMatchObject({ infinite: 2, zeros: 1, negatives: 1, mean: 4 / 3 });
  });

  test("top values stand in order of first appearance where they tie", () => {
    const { columns } = profile(fromColumns({ x: ["c", "a", "a", null, null, null, "b"] }), { top: 2 });
    expect(columns[0]?.top).toEqual([
      { value: "a", count: 2 },
      { value: "c", count: 1 },
    ]);
  });
});

describe("outliers", () => {
  test("move with the values and know no units", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 40 }), (list) => {
        const values = [0, 1, ...list];
        const moved = values.map((value) => 8 * value + 64);
        for (const method of ["iqr", "z", "mad"] as const) {
          const fences = outlierFences({ values, method });
          const other = outlierFences({ values: moved, method });
          expect(JSON.parse(JSON.stringify(fences))).toEqual(fences);
          expect(other.lower).toBeCloseTo(8 * fences.lower + 64, 6);
          expect(other.upper).toBeCloseTo(8 * fences.upper + 64, 6);
        }
      }),
    );
  });

  /** By hand: median 3, distances 2 1 0 1 97, MAD 1: 0.6745 · 97 / 1 = 65.4265. Mean 22, deviation √(7610 / 4) = 43.6. */
  test("a huge outlier hides from z and not from MAD", () => {
    const values = [1, 2, 3, 4, 100];
    const found = (method: "iqr" | "z" | "mad") => findOutliers({ values, fences: outlierFences({ values, method }) });
    expect(found("z").rows).toEqual([]);
    expect(found("mad").rows).toEqual([4]);
    expect(found("mad").scores[4]).toBeCloseTo(65.4265, 10);
    expect(outlierFences({ values, method: "z" }).spread).toBeCloseTo(Math.sqrt(7610 / 4), 10);
  });

  test("missing values are none, infinity always is one, and a MAD of 0 has a stand-in", () => {
    const values = [5, 5, 5, 5, 6, Number.NaN];
    // Distances from 5: four 0 and one 1, mean 0.2; 1.253314 × 0.2 = 0.2506628.
    const fences = outlierFences({ values, method: "mad" });
    expect(fences.spread).toBeCloseTo(0.2506628, 12);
    expect(findOutliers({ values: [Number.NaN, Number.POSITIVE_INFINITY, 5], fences }).rows).toEqual([1]);
    expect(findOutliers({ values, fences: outlierFences({ values }) })).toEqual({
      rows: [4],
      scores: Float64Array.of(0, 0, 0, 0, Number.POSITIVE_INFINITY, Number.NaN),
    });
  });
});

describe("isolation forests", () => {
  const rng = createRng(3);
  const features = Array.from({ length: 60 }, () => [rng.uniform(), rng.uniform(), 0]);
  features.push([5, -5, 0]);

  test("steps and the whole give the same forest and scores, and progress grows", () => {
    const forest = fitIsolationForest({ features, rng: createRng(8), treeCount: 20 });
    const reports: number[] = [];
    const stepped = runToEnd(fitIsolationForestSteps({ features, rng: createRng(8), treeCount: 20 }), ({ done }) => {
      reports.push(done);
    });
    expect(stepped).toEqual(forest);
    expect(reports).toEqual([...Array(19).keys()].map((k) => k + 1));
    expect(JSON.parse(JSON.stringify(forest))).toEqual(forest);
    const many = Array.from({ length: 1100 }, (_, k) => features[k % features.length] ?? []);
    const parts: number[] = [];
    const scores = runToEnd(anomalyScoresSteps({ forest, features: many }), ({ done }) => {
      parts.push(done);
    });
    expect(scores).toEqual(anomalyScores({ forest, features: many }));
    expect(scores.slice(0, 61)).toEqual(anomalyScores({ forest, features }));
    expect(parts.length).toBeGreaterThan(0);
  });

  test("stop when they are told to", () => {
    const steps = fitIsolationForestSteps({ features, rng: createRng(8) });
    expect(steps.next().done).toBe(false);
    expect(steps.return(undefined as never)).toEqual({ done: true, value: undefined }); // nothing is returned on stopping
    expect(steps.next().done).toBe(true);
  });

  test("the odd row is the oddest, scores lie between 0 and 1, and units do not matter", () => {
    const scores = anomalyScores({ forest: fitIsolationForest({ features, rng: createRng(1) }), features });
    expect(scores.indexOf(Math.max(...scores))).toBe(60);
    expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
    // Powers of two rescale without rounding, so every cut falls between the same rows.
    const scaled = features.map((row) => row.map((value) => value * 1024));
    expect(
      anomalyScores({ forest: fitIsolationForest({ features: scaled, rng: createRng(1) }), features: scaled }),
    ).toEqual(scores);
  });
});

describe("distances between texts", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "é", "🐟", " "), maxLength: 8 });

  test("Levenshtein is a distance: 0 for equals alone, symmetric, no detour is shorter", () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const ab = levenshteinDistance({ a, b });
        expect(ab === 0).toBe(a === b);
        expect(levenshteinDistance({ a: b, b: a })).toBe(ab);
        expect(levenshteinDistance({ a, b: c })).toBeLessThanOrEqual(ab + levenshteinDistance({ a: b, b: c }));
        const lengths = [[...a].length, [...b].length] as const;
        expect(ab).toBeGreaterThanOrEqual(Math.abs(lengths[0] - lengths[1]));
        expect(ab).toBeLessThanOrEqual(Math.max(...lengths));
      }),
    );
  });

  test("similarities are 1 for equals, symmetric and within [0, 1]", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        for (const similarity of [jaroWinklerSimilarity, qGramSimilarity]) {
          const value = similarity({ a, b });
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
          expect(similarity({ a: b, b: a })).toBeCloseTo(value, 14);
          expect(similarity({ a, b: a })).toBeCloseTo(1, 14);
        }
      }),
    );
  });

  /** Winkler 1994, Advanced methods for record linkage, table 1, to three digits: Jaro, then Winkler. */
  test.each([
    ["SHACKLEFORD", "SHACKELFORD", 0.97, 0.982],
    ["DUNNINGHAM", "CUNNIGHAM", 0.896, 0.896],
    ["NICHLESON", "NICHULSON", 0.926, 0.956],
    ["JONES", "JOHNSON", 0.79, 0.832],
    ["MASSEY", "MASSIE", 0.889, 0.933],
    ["ABROMS", "ABRAMS", 0.889, 0.922],
    ["JERALDINE", "GERALDINE", 0.926, 0.926],
    ["MARHTA", "MARTHA", 0.944, 0.961],
    ["MICHELLE", "MICHAEL", 0.869, 0.921],
    ["JULIES", "JULIUS", 0.889, 0.933],
    ["TANYA", "TONYA", 0.867, 0.88],
    ["DWAYNE", "DUANE", 0.822, 0.84],
    ["SEAN", "SUSAN", 0.783, 0.805],
    ["JON", "JOHN", 0.917, 0.933],
  ])("%s and %s as Winkler printed them", (a, b, jaro, winkler) => {
    expect(Math.abs(jaroWinklerSimilarity({ a, b, prefixWeight: 0 }) - jaro)).toBeLessThanOrEqual(0.00051);
    expect(Math.abs(jaroWinklerSimilarity({ a, b }) - winkler)).toBeLessThanOrEqual(0.00051);
  });
});

describe("fuzzy duplicates", () => {
  const people = fromColumns({
    name: ["Siti Nurhaliza", "Budi Santoso", "siti nurhalisa", null, "Santoso, Budi", "SITI  NURHALIZA", "Rina", ""],
    city: ["Bogor", "Medan", "Bogor", "Solo", "Medan", "Biak", null, null],
  });

  test("chain into clusters of rows, equal texts included, missing ones left alone", () => {
    const found = findFuzzyDuplicates({ table: people, column: "name" });
    expect(found.clusters).toEqual([[0, 2, 5]]);
    expect(found.pairs.map(({ rows, texts }) => ({ rows, texts }))).toEqual([
      { rows: [0, 2], texts: ["Siti Nurhaliza", "siti nurhalisa"] },
    ]);
  });

  test("by words the order of the words does not matter", () => {
    const options = {
      table: people,
      column: "name",
      measure: "q-gram",
      block: { by: "words" },
      threshold: 0.75,
    } as const;
    // "budi santoso" and "santoso budi" share 9 of 13 pairs of letters, siti and her misspelling 11 of 15.
    expect(findFuzzyDuplicates({ ...options, threshold: 0.65 }).clusters).toEqual([
      [0, 2, 5],
      [1, 4],
    ]);
    expect(findFuzzyDuplicates(options).clusters).toEqual([[0, 5]]);
  });

  test("rows of different blocks never meet", () => {
    const block = { by: "columns", columns: "city" } as const;
    expect(findFuzzyDuplicates({ table: people, column: "name", block }).clusters).toEqual([[0, 2]]);
  });

  const names = fc.array(fc.string({ unit: fc.constantFrom("a", "b", " "), maxLength: 6 }), {
    minLength: 1,
    maxLength: 14,
  });
  test("blocks only ever leave pairs out, and steps find the same", () => {
    fc.assert(
      fc.property(names, fc.constantFrom("jaro-winkler", "levenshtein", "q-gram"), (list, measure) => {
        const options = { table: fromColumns({ name: list }), column: "name", measure, threshold: 0.7 } as const;
        const all = findFuzzyDuplicates({ ...options, block: { by: "none" } });
        const key = (pairs: typeof all.pairs): Set<string> => new Set(pairs.map(({ rows }) => rows.join()));
        for (const block of [{ by: "words" }, { by: "prefix", length: 1 }] as const) {
          const some = findFuzzyDuplicates({ ...options, block });
          expect(key(some.pairs).size).toBe(some.pairs.length);
          expect([...key(some.pairs)].every((pair) => key(all.pairs).has(pair))).toBe(true);
          expect(runToEnd(findFuzzyDuplicatesSteps({ ...options, block }))).toEqual(some);
        }
        const texts = list.map((name) => name.replaceAll(/ +/g, " ").trim());
        expect(all.comparisons).toBe((new Set(texts).size * (new Set(texts).size - 1)) / 2);
      }),
      { numRuns: 50 },
    );
  });

  test("long work reports progress and stops when it is told to", () => {
    const rng = createRng(2);
    const letters = (): string => Array.from({ length: 40 }, () => "abcdefgh"[rng.integer(8)]).join("");
    const table = fromColumns({ name: Array.from({ length: 120 }, letters) });
    const steps = findFuzzyDuplicatesSteps({ table, column: "name", block: { by: "none" }, measure: "levenshtein" });
    const first = steps.next();
    expect(first).toMatchObject({ done: false, value: { total: 7140 } });
    steps.return(undefined as never); // nothing is returned on stopping
    expect(steps.next().done).toBe(true);
  });
});
