import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createRng,
  findFuzzyDuplicates,
  findFuzzyDuplicatesSteps,
  fromColumns,
  jaroWinklerSimilarity,
  levenshteinDistance,
  qGramSimilarity,
  runToEnd,
} from "#engine/data/index.ts";

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
