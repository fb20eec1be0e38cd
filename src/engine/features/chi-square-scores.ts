import { chiSquareSurvival } from "#engine/core/chi-square-survival.ts";
import { type Features, parseMatrix } from "#engine/core/matrix.ts";
import { ratio, type Undefined } from "#engine/core/ratio.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSquarable } from "#engine/core/require-squarable.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { Label } from "#engine/metrics/label-codes.ts";
import { classCodes } from "./class-codes.ts";
import type { TestedScores } from "./feature-scores.ts";
import { matrixColumn } from "./matrix-column.ts";

/**
 * The chi-square score of each column of counts: is what it counts spread over the classes otherwise than their sizes say?
 *
 * If a word had nothing to do with spam, a class with 40 % of the mails would hold 40 % of its occurrences. The score adds up
 * (observed − expected)² / expected over the classes. It is meant for counts and for columns of 0 and 1 (one-hot, words);
 * amounts, as of money, give a number that depends on the unit. A column without any count is 0 / 0. O(n × d).
 *
 * @param features       n × d, 0 or more
 * @param labels         classes, length n; at least two of them
 * @param whenUndefined  score of a column of zeros, from which its p value follows: NaN gives NaN, 0 gives 1
 * @returns              names, scores and p values (degrees of freedom: classes − 1)
 * @throws {EngineError} "out-of-range" at a negative number, "single-class", "undefined-ratio" at a column of zeros; else as `parseMatrix`
 * @example chiSquareScores({ features: [[3], [0], [1], [0]], labels: ["spam", "spam", "ham", "ham"] }).scores // => [1]
 * @source  Pearson 1900; agrees with sklearn.feature_selection.chi2 (test/conformance)
 */
export function chiSquareScores(
  options: { readonly features: Features; readonly labels: ArrayLike<Label> } & Undefined,
): TestedScores {
  const functionName = "chiSquareScores";
  const { features, labels, whenUndefined } = requireOptions(functionName, options, [
    "features",
    "labels",
    "whenUndefined",
  ]);
  const matrix = parseMatrix({ functionName, features });
  requireSquarable({ functionName, ...matrix });
  const { rowCount, names } = matrix;
  const { codes, counts } = classCodes({ functionName, labels, rowCount, leastClasses: 2 });
  const scores = Float64Array.from(names, (name, j) => {
    const observed = new Float64Array(counts.length);
    let total = 0;
    for (const [row, value] of matrixColumn(matrix, j).entries()) {
      if (value < 0) {
        const got = `${value} at row ${row}`;
        throw refusal({
          code: "out-of-range",
          functionName,
          need: `0 or more in ${shown(name)}`,
          got,
          facts: { name, row },
        });
      }
      const code = codes[row] as number; // row < length
      observed[code] = (observed[code] as number) + value; // a code
      total += value;
    }
    if (total === 0) {
      return ratio({ functionName, numerator: 0, denominator: 0, needs: `a count in ${name}`, whenUndefined });
    }
    let score = 0;
    for (let code = 0; code < observed.length; code++) {
      const expected = (total * (counts[code] as number)) / rowCount; // a code
      score += ((observed[code] as number) - expected) ** 2 / expected; // a code
    }
    return score;
  });
  const degreesOfFreedom = counts.length - 1;
  const pValues = scores.map((statistic) => chiSquareSurvival({ statistic, degreesOfFreedom }));
  return { names: [...names], scores, pValues };
}
