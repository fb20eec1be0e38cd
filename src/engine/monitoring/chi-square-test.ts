import { chiSquareSurvival } from "#engine/core/chi-square-survival.ts";
import { EngineError } from "#engine/core/errors.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { parseCounts } from "./share-pair.ts";

/** Samples compared by how often each category occurs. */
export type ChiSquareTest = {
  /** The sum of (observed − expected)² / expected. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** The chance of a statistic this large when all rows of the table come from one source. */
  readonly pValue: number;
  /** The size of the effect, in [0, 1]: √(statistic / (rows × (min(r, c) − 1))), uncorrected. */
  readonly cramersV: number;
  /** Below about 5 the p value is not to be trusted: put rare categories together. */
  readonly smallestExpected: number;
};

/**
 * Chi-square test of homogeneity: do samples share one distribution over categories?
 *
 * Each row of `counts` is a sample, each column a category. If all samples come from one source, a cell should hold row
 * total × column total / grand total; the statistic adds up how far each cell is from that. The same computation tests
 * whether the two variables of a contingency table are independent.
 *
 * `baseline` says what the first row is. "sample" (default): it was drawn too and has chance in it, so both rows share
 * the blame. "exact": its shares are known for sure and the second row alone is tested against them (goodness of fit).
 * Drift tools that use the latter on a sampled baseline report p values that are far too small.
 *
 * The p value shrinks with every row of data; Cramér's V does not, and says how strong the difference is (0.1 small,
 * 0.3 medium, by Cohen's rule of thumb). Categories that are empty in all samples are left out.
 *
 * @param counts                r × c, 0 or more, r and c at least 2
 * @param baseline              "sample" or "exact" (two rows)
 * @param continuityCorrection  Yates: move each cell of a 2 × 2 table by up to ½ towards its expectation; default false
 *                              (SciPy and R default to true)
 * @returns                     O(r × c)
 * @throws {EngineError} "length-mismatch", "empty" for a row of zeros, "too-few-rows" for fewer than two samples or
 *                      used categories, "not-finite", "out-of-range", "wrong-type"
 * @example chiSquareTest({ counts: [[10, 20], [20, 10]] }).statistic // => 20 / 3
 * @example chiSquareTest({ counts: [[50, 50], [60, 40]], baseline: "exact" }).statistic // => 4
 * @source  Pearson 1900; Cramér 1946; agrees with scipy.stats.chi2_contingency and chisquare (test/conformance)
 */
export function chiSquareTest(options: {
  readonly counts: readonly ArrayLike<number>[];
  readonly baseline?: "sample" | "exact" | undefined;
  readonly continuityCorrection?: boolean | undefined;
}): ChiSquareTest {
  const {
    counts,
    baseline = "sample",
    continuityCorrection = false,
  } = requireOptions(functionName, options, ["counts", "baseline", "continuityCorrection"]);
  requireOneOf({ functionName, name: "baseline", value: baseline, options: ["sample", "exact"] });
  const table = usedColumns(parseTable(counts));
  if (baseline === "exact") return goodnessOfFit(table);
  const rowTotals = table.map(sum);
  const columnTotals = (table[0] ?? []).map((_, column) => sum(table.map((row) => row[column] ?? 0)));
  const total = sum(rowTotals);
  const isTwoByTwo = table.length === 2 && columnTotals.length === 2;
  let statistic = 0;
  let uncorrected = 0;
  let smallestExpected = Number.POSITIVE_INFINITY;
  for (const [i, row] of table.entries()) {
    for (const [j, observed] of row.entries()) {
      const expected = ((rowTotals[i] as number) * (columnTotals[j] as number)) / total; // same shape
      const distance = Math.abs(observed - expected);
      const corrected = continuityCorrection && isTwoByTwo ? distance - Math.min(0.5, distance) : distance;
      statistic += corrected ** 2 / expected;
      uncorrected += distance ** 2 / expected;
      smallestExpected = Math.min(smallestExpected, expected);
    }
  }
  const degreesOfFreedom = (table.length - 1) * (columnTotals.length - 1);
  return {
    statistic,
    degreesOfFreedom,
    pValue: chiSquareSurvival({ statistic, degreesOfFreedom }),
    cramersV: Math.min(1, Math.sqrt(uncorrected / (total * (Math.min(table.length, columnTotals.length) - 1)))),
    smallestExpected,
  };
}

const functionName = "chiSquareTest";

/** The second row against the shares of the first. */
function goodnessOfFit(table: readonly (readonly number[])[]): ChiSquareTest {
  const [known, observed] = table;
  if (table.length !== 2 || known === undefined || observed === undefined) {
    throw new EngineError(
      "out-of-range",
      `${functionName} requires two rows when the baseline is exact, got ${table.length}`,
      {
        function: functionName,
        argument: "counts",
        got: table.length,
      },
    );
  }
  const total = sum(observed);
  const knownTotal = sum(known);
  const expected = known.map((count) => (total * count) / knownTotal);
  let statistic = 0;
  for (const [k, count] of observed.entries()) statistic += (count - (expected[k] ?? 0)) ** 2 / (expected[k] ?? 0);
  const degreesOfFreedom = expected.length - 1;
  return {
    statistic,
    degreesOfFreedom,
    pValue: chiSquareSurvival({ statistic, degreesOfFreedom }),
    cramersV: Math.min(1, Math.sqrt(statistic / (total * degreesOfFreedom))),
    smallestExpected: expected.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY),
  };
}

function parseTable(counts: readonly ArrayLike<number>[]): readonly (readonly number[])[] {
  requireSameLength(functionName, { counts });
  requireSameLength(functionName, Object.fromEntries(Array.from(counts, (row, i) => [`row ${i}`, row])));
  if (counts.length < 2) throw tooFew("two samples", counts.length);
  return Array.from(counts, (row, i) => {
    const parsed = Array.from(parseCounts(functionName, `row ${i}`, row));
    if (sum(parsed) > 0) return parsed;
    throw new EngineError("empty", `${functionName} requires at least one count in row ${i}, got only zeros`, {
      function: functionName,
      row: i,
    });
  });
}

function usedColumns(table: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const used = (table[0] ?? []).map((_, column) => table.some((row) => (row[column] ?? 0) > 0));
  const usedCount = used.filter(Boolean).length;
  if (usedCount < 2) throw tooFew("two categories that occur", usedCount);
  return table.map((row) => row.filter((_, column) => used[column]));
}

function tooFew(need: string, got: number): EngineError {
  return new EngineError("too-few-rows", `${functionName} requires at least ${need}, got ${got}`, {
    function: functionName,
    got,
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
