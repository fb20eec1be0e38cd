import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { requireSameLength } from "#engine/core/require-same-length.ts";
import { isMissingAt } from "./cell.ts";
import { type CellInput, makeColumn } from "./from-columns.ts";
import type { MissingPairs } from "./paired-values.ts";
import { refusal } from "./refusal.ts";
import { codeRows } from "./row-codes.ts";
import type { Column } from "./table.ts";

/**
 * Cramér's V: how much two columns of categories have to do with each other, from 0 (nothing) to 1 (one decides the other).
 *
 * Count every combination, and compare the counts with those that would be expected if the two were independent: chi-square
 * is the sum of (counted − expected)² / expected. Divided by the largest it could be, n × (categories − 1) of the smaller
 * side, its root is V. No continuity correction is applied.
 *
 * Chance alone makes V positive, the more so with many categories and few rows. `correction: "bias"` takes off what chance
 * would bring on average (Bergsma 2013), and 0 is the least that can remain.
 *
 * @param x           categories: texts, numbers or booleans of one type, length n
 * @param y           categories, length n
 * @param correction  "none" (default) or "bias"
 * @param missing     "refuse" (default), or "leave-out" the pairs in which a value is missing
 * @returns           in [0, 1]. O(n + pairs of categories that occur)
 * @throws {EngineError} "length-mismatch", "empty", "wrong-type" for mixed types; "not-finite" for a missing value; "too-few-rows"
 *   below two pairs; "constant-column" when one has a single category
 * @example cramersV({ x: ["a", "a", "b", "b"], y: ["p", "p", "q", "q"] }) // => 1
 * @example cramersV({ x: ["a", "a", "b", "b"], y: ["p", "q", "p", "q"] }) // => 0
 * @source  Cramér 1946; Bergsma 2013, A bias-correction for Cramér's V and Tschuprow's T; agrees with
 *   scipy.stats.contingency.association (test/conformance)
 */
export function cramersV(options: {
  readonly x: ArrayLike<CellInput>;
  readonly y: ArrayLike<CellInput>;
  readonly correction?: "none" | "bias" | undefined;
  readonly missing?: MissingPairs | undefined;
}): number {
  const {
    x,
    y,
    correction = "none",
    missing = "refuse",
  } = requireOptions(functionName, options, ["x", "y", "correction", "missing"]);
  requireSameLength(functionName, { x, y });
  requireOneOf({ functionName, name: "correction", value: correction, options: ["none", "bias"] });
  requireOneOf({ functionName, name: "missing", value: missing, options: ["refuse", "leave-out"] });
  const columns = {
    x: makeColumn({ functionName, name: "x", values: x }),
    y: makeColumn({ functionName, name: "y", values: y }),
  };
  for (const [argument, column] of Object.entries(columns)) {
    if (missing === "leave-out" || column.missing === 0) continue;
    const need = `a category in every row of ${argument}, or missing: "leave-out"`;
    throw refusal({ code: "not-finite", functionName, need, got: `${column.missing} missing`, facts: { argument } });
  }
  const { count, categories, v } = associate({ ...columns, correction });
  if (count < 2) {
    throw refusal({ code: "too-few-rows", functionName, need: "at least two complete pairs", got: String(count) });
  }
  if (categories > 1) return v;
  throw refusal({ code: "constant-column", functionName, need: "two categories on both sides", got: "one" });
}

const functionName = "cramersV";

/** V of two columns over the rows that are complete; `categories` counts those of the side with fewer, V is NaN below two. */
export function associate({
  x,
  y,
  correction,
}: {
  readonly x: Column;
  readonly y: Column;
  readonly correction: "none" | "bias";
}): { readonly count: number; readonly categories: number; readonly v: number } {
  const rowCount = (x.type === "text" ? x.codes : x.values).length;
  const ofX = codeRows({ columns: [x], rowCount });
  const ofY = codeRows({ columns: [y], rowCount });
  const pairs = codeRows({ columns: [x, y], rowCount });
  const counts = {
    x: new Float64Array(ofX.firstRows.length),
    y: new Float64Array(ofY.firstRows.length),
    pair: new Float64Array(pairs.firstRows.length),
  };
  let count = 0;
  for (let row = 0; row < rowCount; row++) {
    if (isMissingAt(x, row) || isMissingAt(y, row)) continue;
    count++;
    addOne(counts.x, ofX.codes[row] as number); // one code a row
    addOne(counts.y, ofY.codes[row] as number); // one code a row
    addOne(counts.pair, pairs.codes[row] as number); // one code a row
  }
  const sizes = [counts.x, counts.y].map((side) => side.filter((one) => one > 0).length);
  const [rowsOfTable = 0, columnsOfTable = 0] = sizes;
  const categories = Math.min(rowsOfTable, columnsOfTable);
  if (categories < 2) return { count, categories, v: Number.NaN };
  // Σ (counted − expected)² / expected = n (Σ counted² / (row total × column total) − 1); what is 0 adds nothing.
  let sum = 0;
  for (const [pair, row] of pairs.firstRows.entries()) {
    const counted = counts.pair[pair] as number; // one count a pair
    if (counted === 0) continue;
    sum +=
      (counted / (counts.x[ofX.codes[row] as number] as number)) *
      (counted / (counts.y[ofY.codes[row] as number] as number)); // one code a row
  }
  const meanSquare = Math.max(0, sum - 1);
  if (correction === "none") return { count, categories, v: Math.min(1, Math.sqrt(meanSquare / (categories - 1))) };
  const byChance = ((rowsOfTable - 1) * (columnsOfTable - 1)) / (count - 1);
  const corrected = (size: number): number => size - (size - 1) ** 2 / (count - 1);
  const smaller = Math.min(corrected(rowsOfTable), corrected(columnsOfTable)) - 1;
  const v = smaller <= 0 ? 0 : Math.sqrt(Math.max(0, meanSquare - byChance) / smaller);
  return { count, categories, v: Math.min(1, v) };
}

function addOne(counts: Float64Array, at: number): void {
  counts[at] = (counts[at] as number) + 1; // at is a code
}
