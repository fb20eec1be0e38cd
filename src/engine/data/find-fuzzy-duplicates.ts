import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { type Progress, runToEnd, type Steps } from "#engine/core/steps.ts";
import { createClusters } from "./clusters.ts";
import { codePoints } from "./code-points.ts";
import { type FuzzyBlock, fuzzyBlocks } from "./fuzzy-blocks.ts";
import { fuzzyItems } from "./fuzzy-items.ts";
import { jaroWinkler } from "./jaro-winkler-similarity.ts";
import { levenshteinSimilarity } from "./levenshtein-distance.ts";
import { jaccard, qGrams } from "./q-gram-similarity.ts";
import { refusal } from "./refusal.ts";
import type { Table } from "./table.ts";

/** Rows that probably mean the same, and why. */
export type FuzzyDuplicates = {
  /** Row numbers, ascending, two or more a cluster; clusters in order of their first row. */
  readonly clusters: readonly (readonly number[])[];
  /** Different texts that are alike, each with the first row in which it stands. */
  readonly pairs: readonly FuzzyPair[];
  /** How many pairs were compared. */
  readonly comparisons: number;
};

export type FuzzyPair = {
  readonly rows: readonly [number, number];
  readonly texts: readonly [string, string];
  readonly similarity: number;
};

export type FuzzyOptions = {
  readonly table: Table;
  readonly column: string;
  readonly measure?: "jaro-winkler" | "levenshtein" | "q-gram" | undefined;
  readonly threshold?: number | undefined;
  readonly block?: FuzzyBlock | undefined;
  readonly normalize?: boolean | undefined;
};

/**
 * Rows whose texts are nearly the same: "Siti Nurhaliza", "siti nurhalisa" and "Siti Nurhaliza " are probably one person.
 *
 * Texts are made comparable first (`normalize`: small letters; anything but letters and digits becomes one space), then every two
 * different ones that share a block are compared; those at least as similar as `threshold` are a pair. Pairs chain into clusters: a
 * with b and b with c puts all three together, even if a and c are not alike, so look at large clusters with suspicion.
 *
 * Comparing all with all costs n² / 2: a million names are 5 × 10¹¹ pairs. A block says what alike texts surely share:
 * - `{ by: "prefix", length: 1 }` (the default): the first characters; a typing error there goes unseen.
 * - `{ by: "words" }`: at least one word, in any place.
 * - `{ by: "columns", columns: ["city"] }`: equal values in other columns.
 * - `{ by: "none" }`: nothing.
 *
 * @param table      n rows
 * @param column     a column of texts; missing ones are like nothing
 * @param measure    "jaro-winkler" (default), "levenshtein" (1 − distance ÷ longer length) or "q-gram" (of two characters)
 * @param threshold  in (0, 1]; default 0.9
 * @param block      which texts are compared at all
 * @param normalize  default true
 * @returns          plain data. O(comparisons × length²)
 * @throws {EngineError} "unknown-column", "wrong-type" for a column of another type, "out-of-range" for an option, for more than 20
 *   million comparisons (block more finely) or a million pairs (raise the threshold)
 * @example findFuzzyDuplicates({ table: readCsv("name\nSiti Aminah\nBudi\nsiti aminnah\n"), column: "name" }).clusters // => [[0, 2]]
 * @source  Elmagarmid, Ipeirotis & Verykios 2007, Duplicate record detection: a survey; Christen 2012 (blocking)
 */
export function findFuzzyDuplicates(options: FuzzyOptions): FuzzyDuplicates {
  return runToEnd(findFuzzyDuplicatesSteps(options));
}

/**
 * `findFuzzyDuplicates` in slices of some milliseconds, with progress in comparisons; stop it with `return()`.
 *
 * @example runToEnd(findFuzzyDuplicatesSteps({ table: readCsv("name\nAni\nAnni\n"), column: "name" })).clusters // => [[0, 1]]
 */
export function* findFuzzyDuplicatesSteps(options: FuzzyOptions): Steps<Progress, FuzzyDuplicates> {
  const {
    table,
    column,
    measure = "jaro-winkler",
    threshold = 0.9,
    block = { by: "prefix", length: 1 },
    normalize = true,
  } = requireOptions(functionName, options, ["table", "column", "measure", "threshold", "block", "normalize"]);
  requireOneOf({ functionName, name: "measure", value: measure, options: ["jaro-winkler", "levenshtein", "q-gram"] });
  requireNumber({ functionName, name: "threshold", value: threshold, least: Number.MIN_VALUE, most: 1 });
  const items = fuzzyItems({ functionName, table, column, normalize, block });
  const blocks = fuzzyBlocks({ functionName, items, block });
  const total = blocks.members.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  if (total > 20_000_000) {
    const need = "at most 20000000 comparisons; use a finer block";
    throw refusal({ code: "out-of-range", functionName, need, got: String(total) });
  }
  const similarity = createSimilarity(
    measure,
    items.map(({ text }) => text),
  );
  const clusters = createClusters(items.length);
  const pairs: FuzzyPair[] = [];
  let [done, comparisons, work] = [0, 0, 0];
  for (const [number, members] of blocks.members.entries()) {
    for (let i = 1; i < members.length; i++) {
      const one = members[i] as number; // i < length
      for (let j = 0; j < i; j++) {
        const other = members[j] as number; // j < i
        done++;
        if (!blocks.meetIn(number, other, one)) continue;
        comparisons++;
        const value = similarity.of(other, one);
        work += similarity.cost(other, one);
        if (value >= threshold) {
          clusters.join(other, one);
          pairs.push({
            rows: [items[other]?.rows[0] ?? 0, items[one]?.rows[0] ?? 0],
            texts: [items[other]?.original ?? "", items[one]?.original ?? ""],
            similarity: value,
          });
        }
        if (work > workPerSlice) {
          work = 0;
          if (pairs.length > 1_000_000) throw tooManyPairs(pairs.length);
          yield { done, total };
        }
      }
    }
  }
  pairs.sort((a, b) => a.rows[0] - b.rows[0] || a.rows[1] - b.rows[1]);
  const found = clusters
    .members()
    .map((members) => members.flatMap((item) => items[item]?.rows ?? []).sort((a, b) => a - b))
    .filter(({ length }) => length > 1)
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  return { clusters: found, pairs, comparisons };
}

const functionName = "findFuzzyDuplicates";

/** In cells of a table of characters; about 5 ms. */
const workPerSlice = 1_000_000;

function createSimilarity(
  measure: "jaro-winkler" | "levenshtein" | "q-gram",
  texts: readonly string[],
): { readonly of: (i: number, j: number) => number; readonly cost: (i: number, j: number) => number } {
  if (measure === "q-gram") {
    const grams = texts.map((text) => qGrams(text, 2));
    const at = (i: number): ReadonlySet<string> => grams[i] as ReadonlySet<string>; // an item
    return { of: (i, j) => jaccard(at(i), at(j)), cost: (i, j) => 20 + 10 * (at(i).size + at(j).size) };
  }
  const points = texts.map(codePoints);
  const pair = (i: number, j: number) => ({ a: points[i] as Uint32Array, b: points[j] as Uint32Array }); // items
  const cost = (i: number, j: number): number => 50 + (points[i]?.length ?? 0) * (points[j]?.length ?? 0);
  return measure === "levenshtein"
    ? { of: (i, j) => levenshteinSimilarity(pair(i, j)), cost }
    : { of: (i, j) => jaroWinkler({ ...pair(i, j), prefixWeight: 0.1 }), cost };
}

function tooManyPairs(count: number): Error {
  const need = "a threshold that leaves at most 1000000 pairs";
  return refusal({ code: "out-of-range", functionName, need, got: `${count} and more` });
}
