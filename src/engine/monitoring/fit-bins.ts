import { EngineError } from "#engine/core/errors.ts";
import { parseNumbers } from "#engine/core/parse-numbers.ts";
import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { countNumbers } from "./count-numbers.ts";
import { quantilesOf } from "./quantiles-of.ts";

/** Bins of a number column, fitted on a baseline. Bin k holds values above edge k − 1 and up to edge k. */
export type NumberBins = {
  readonly kind: "number-bins";
  readonly version: 1;
  readonly strategy: "quantile" | "uniform" | "given";
  /** Inner edges, ascending; the first bin reaches down and the last up without end. */
  readonly edges: readonly number[];
  /** Rows of the baseline in each bin; one more than there are edges. */
  readonly counts: readonly number[];
};

/**
 * Cuts the line of numbers into bins, by a baseline alone, so that later samples can be counted in the same bins.
 *
 * Every measure over bins depends on the bins, and tools that report different PSI for the same data differ in just
 * this. The choice is yours and is kept in the result. "quantile" makes bins that hold equally many baseline rows: no
 * bin is empty there, and the tails are one bin each. "uniform" makes bins of equal width between the baseline's lowest
 * and highest value. "given" takes your edges, e.g. the limits of a scorecard. Never fit bins on the current data, or
 * on both together: the ruler would stretch with what it measures.
 *
 * The outer bins are open, so a value beyond anything seen in the baseline is counted too. A value on an edge belongs
 * to the lower bin. Where many values are equal, quantiles coincide and fewer bins come out.
 *
 * @param baseline  finite numbers, length n of at least 1
 * @param strategy  "quantile" (default) or "uniform"; left out when edges are given
 * @param bins      how many bins to aim at, a whole number from 2 to 1000; default 10
 * @param edges     inner edges instead, strictly ascending
 * @returns         plain data; see `countInBins`. O(n) for long columns
 * @throws {EngineError} "empty", "wrong-type", "not-finite", "out-of-range"
 * @example fitBins({ baseline: [1, 2, 3, 4, 5, 6, 7, 8, 9], bins: 2 }).edges // => [5]
 * @example fitBins({ baseline: [0, 1, 10], bins: 5, strategy: "uniform" }).counts // => [2, 0, 0, 0, 1]
 * @example fitBins({ baseline: [580, 640, 700], edges: [600, 660] }).counts // => [1, 1, 1]
 */
export function fitBins(options: {
  readonly baseline: ArrayLike<number>;
  readonly strategy?: "quantile" | "uniform" | undefined;
  readonly bins?: number | undefined;
  readonly edges?: ArrayLike<number> | undefined;
}): NumberBins {
  const {
    baseline,
    strategy = "quantile",
    bins = 10,
    edges,
  } = requireOptions(functionName, options, ["baseline", "strategy", "bins", "edges"]);
  requireSameLength(functionName, { baseline });
  const values = parseNumbers({ functionName, name: "baseline", values: baseline });
  return fitTo({
    quantiles: (shares) => quantilesOf({ values, shares }),
    count: (inner) => countNumbers({ edges: inner, values }),
    strategy,
    bins,
    edges,
  });
}

const functionName = "fitBins";

type Choice = {
  readonly strategy?: "quantile" | "uniform" | undefined;
  readonly bins?: number | undefined;
  readonly edges?: ArrayLike<number> | undefined;
};

/** The same from a column that is sorted already. */
export function fitBinsToSorted({ sorted, ...choice }: Choice & { readonly sorted: Float64Array }): NumberBins {
  return fitTo({
    quantiles: (shares) => shares.map((p) => quantileOfSorted({ sorted, p })),
    count: (edges) => countSorted({ sorted, edges }),
    ...choice,
  });
}

/** Bins of a column of which one can ask for quantiles and for counts between edges. */
function fitTo({
  quantiles,
  count,
  strategy = "quantile",
  bins = 10,
  edges,
}: Choice & {
  readonly quantiles: (shares: readonly number[]) => readonly number[];
  readonly count: (edges: readonly number[]) => readonly number[];
}): NumberBins {
  requireOneOf({ functionName, name: "strategy", value: strategy, options: ["quantile", "uniform"] });
  requireNumber({ functionName, name: "bins", value: bins, least: 2, most: 1000, whole: true });
  const shares = Array.from({ length: bins - 1 }, (_, k) => (k + 1) / bins);
  const cuts = (): readonly number[] => {
    if (strategy === "quantile") return quantiles(shares);
    const [low = 0, high = 0] = quantiles([0, 1]);
    return shares.map((share) => low * (1 - share) + high * share);
  };
  const inner = edges === undefined ? distinct(cuts()) : requireEdges(edges);
  const kind = { kind: "number-bins", version: 1 } as const;
  return { ...kind, strategy: edges === undefined ? strategy : "given", edges: inner, counts: count(inner) };
}

/** Ascending numbers, each once. */
function distinct(ascending: readonly number[]): readonly number[] {
  const kept: number[] = [];
  for (const number of ascending) if (kept.length === 0 || number > (kept.at(-1) as number)) kept.push(number); // not empty
  return kept;
}

function requireEdges(edges: ArrayLike<number>): readonly number[] {
  requireSameLength(functionName, { edges });
  const parsed = Array.from(parseNumbers({ functionName, name: "edges", values: edges }));
  if (parsed.length > 999 || distinct(parsed).length < parsed.length) {
    throw new EngineError("out-of-range", `${functionName} requires at most 999 edges, strictly ascending`, {
      function: functionName,
      argument: "edges",
    });
  }
  return parsed;
}

/** How many sorted values fall into each bin: each edge is looked up once. */
export function countSorted({
  sorted,
  edges,
}: {
  readonly sorted: Float64Array;
  readonly edges: readonly number[];
}): readonly number[] {
  const ends = [...edges.map((edge) => countUpTo(sorted, edge)), sorted.length];
  return ends.map((end, k) => end - (k === 0 ? 0 : (ends[k - 1] as number))); // k > 0
}

function countUpTo(sorted: Float64Array, edge: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= edge)
      low = middle + 1; // middle < length
    else high = middle;
  }
  return low;
}
