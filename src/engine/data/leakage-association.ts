import { averageRanks } from "./average-ranks.ts";
import { isMissingAt } from "./cell.ts";
import { orderRanks } from "./order-ranks.ts";
import { correlatePairs } from "./pearson-correlation.ts";
import { codeRows } from "./row-codes.ts";
import type { Column, NumberColumn } from "./table.ts";
import { takeRows } from "./take-rows.ts";

/** How nearly one column determines another, by the measure that fits their types; 1 is wholly, 0 (AUC: 0.5) not at all. */
export type Association = { readonly measure: string; readonly value: number };

/**
 * Association of a feature with the target:
 *
 * - number against a target of two values: AUC, or 1 − AUC where small numbers mean the second value;
 * - number against number: Spearman's rank correlation without its sign, so that any monotone relation counts;
 * - otherwise the share of errors (by a number target: of squared errors) that knowing the feature's value saves over
 *   always guessing the commonest class (the mean). The guesses are learned on every other row and tried on the rest, so
 *   that a column of names, which determines everything it has seen, is not taken for an oracle. Numbers are cut into 20
 *   bins of equally many rows first.
 *
 * Rows in which one of the two is missing are left out. null where nothing is left to compare.
 */
export function associationOf({
  feature,
  target,
}: {
  readonly feature: Column;
  readonly target: Column;
}): Association | null {
  const rows: number[] = [];
  const rowCount = (feature.type === "text" ? feature.codes : feature.values).length;
  for (let row = 0; row < rowCount; row++) if (!isMissingAt(feature, row) && !isMissingAt(target, row)) rows.push(row);
  const both = takeRows({ table: { rowCount, names: ["x", "y"], columns: { x: feature, y: target } }, rows }).columns;
  const x = both["x"] as Column; // takeRows keeps the columns
  const y = both["y"] as Column; // as above
  const classes = codeRows({ columns: [y], rowCount: rows.length });
  if (rows.length < 4 || classes.firstRows.length < 2) return null;
  if (x.type === "number" && classes.firstRows.length === 2) {
    const auc = aucOf(x.values, classes.codes);
    return { measure: "AUC", value: Math.max(auc, 1 - auc) };
  }
  if (x.type === "number" && y.type === "number")
    return { measure: "rank correlation", value: Math.abs(spearman(x, y)) };
  const bins = x.type === "number" ? equalBins(x) : codeRows({ columns: [x], rowCount: rows.length }).codes;
  return y.type === "number"
    ? { measure: "share of squared error saved", value: squaresSaved(bins, y.values) }
    : { measure: "share of errors saved", value: errorsSaved(bins, classes.codes) };
}

/** The chance that a random row of class 1 has the larger number, ties counting half, from the sum of its mean ranks. */
function aucOf(values: Float64Array, classes: Int32Array): number {
  const ranks = averageRanks(values);
  let positives = 0;
  let rankSum = 0;
  for (let row = 0; row < ranks.length; row++) {
    if (classes[row] !== 1) continue;
    positives++;
    rankSum += ranks[row] as number; // row < n
  }
  const wins = rankSum - (positives * (positives + 1)) / 2;
  return wins / (positives * (ranks.length - positives));
}

/** Spearman's correlation; 0 where a column is constant. */
function spearman(x: NumberColumn, y: NumberColumn): number {
  const correlation = correlatePairs({ x: averageRanks(x.values), y: averageRanks(y.values) });
  return Number.isNaN(correlation) ? 0 : correlation;
}

function equalBins(column: NumberColumn): Int32Array {
  const { ranks, rankCount } = orderRanks(column);
  const rowsAt = new Int32Array(rankCount);
  for (const rank of ranks) rowsAt[rank] = (rowsAt[rank] as number) + 1; // rank < rankCount
  let before = 0;
  const binOf = rowsAt.map((count) => {
    const bin = Math.floor((20 * before) / ranks.length);
    before += count;
    return bin;
  });
  return ranks.map((rank) => binOf[rank] as number); // rank < rankCount
}

/** Even rows teach and odd rows are guessed, then the other way round; an unknown value gets the overall guess. */
function errorsSaved(bins: Int32Array, classes: Int32Array): number {
  let errors = 0;
  let plainErrors = 0;
  for (const half of [0, 1]) {
    const counts = new Map<number, Map<number, number>>();
    const overall = new Map<number, number>();
    for (let row = half; row < bins.length; row += 2) {
      const bin = bins[row] as number; // row < n
      const inBin = counts.get(bin) ?? new Map<number, number>();
      counts.set(bin, inBin);
      for (const one of [inBin, overall]) one.set(classes[row] as number, (one.get(classes[row] as number) ?? 0) + 1); // row < n
    }
    const commonest = commonestOf(overall);
    const guesses = new Map([...counts].map(([bin, inBin]) => [bin, commonestOf(inBin)]));
    for (let row = 1 - half; row < bins.length; row += 2) {
      if ((guesses.get(bins[row] as number) ?? commonest) !== classes[row]) errors++; // row < n
      if (commonest !== classes[row]) plainErrors++;
    }
  }
  return plainErrors === 0 ? 0 : Math.max(0, 1 - errors / plainErrors);
}

function commonestOf(counts: ReadonlyMap<number, number>): number {
  let best = -1;
  let most = 0;
  for (const [value, count] of counts) if (count > most) [best, most] = [value, count];
  return best;
}

function squaresSaved(bins: Int32Array, values: Float64Array): number {
  let squares = 0;
  let plainSquares = 0;
  for (const half of [0, 1]) {
    const sums = new Map<number, { sum: number; count: number }>();
    let sum = 0;
    let count = 0;
    for (let row = half; row < bins.length; row += 2) {
      const value = values[row] as number; // row < n
      const inBin = sums.get(bins[row] as number) ?? { sum: 0, count: 0 }; // row < n
      sums.set(bins[row] as number, inBin); // row < n
      inBin.sum += value;
      inBin.count++;
      sum += value;
      count++;
    }
    const mean = sum / count;
    for (let row = 1 - half; row < bins.length; row += 2) {
      const inBin = sums.get(bins[row] as number); // row < n
      const value = values[row] as number; // row < n
      squares += (value - (inBin === undefined ? mean : inBin.sum / inBin.count)) ** 2;
      plainSquares += (value - mean) ** 2;
    }
  }
  return plainSquares === 0 ? 0 : Math.max(0, 1 - squares / plainSquares);
}
