import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { averageRanks } from "./average-ranks.ts";
import { associate } from "./cramers-v.ts";
import { correlatePairs } from "./pearson-correlation.ts";
import { presentPairs } from "./present-values.ts";
import { refusal, shown } from "./refusal.ts";
import { columnOf, requireNames } from "./require-names.ts";
import { requireTable } from "./require-table.ts";
import type { Column, Table } from "./table.ts";

/** How every column goes with every other. */
export type CorrelationMatrix = {
  readonly method: CorrelationMethod;
  readonly columns: readonly string[];
  /** `values[i][j]` belongs to columns i and j; NaN where it has no answer, e.g. for a constant column. */
  readonly values: readonly (readonly number[])[];
};

/** "pearson" and "spearman" for numbers and booleans, "cramers-v" (and with bias correction) for categories. */
export type CorrelationMethod = "pearson" | "spearman" | "cramers-v" | "cramers-v-corrected";

/**
 * The correlations of all pairs of columns: `pearsonCorrelation`, `spearmanCorrelation` or `cramersV`, pair by pair.
 *
 * Each pair uses the rows that are complete in both its columns, so that one column full of holes does not empty the others;
 * with many holes, two cells of the matrix speak about different rows. A constant column, or fewer than two complete
 * pairs, gives NaN.
 *
 * @param table    n rows
 * @param method   default "pearson"
 * @param columns  default: all columns of numbers and booleans, or of texts and booleans for "cramers-v"
 * @returns        d × d, symmetric, with 1 on the diagonal where the column varies. O(n × d²)
 * @throws {EngineError} "unknown-column"; "wrong-type" for a text column where numbers are needed; "not-finite" for infinity
 * @example correlationMatrix({ table: fromColumns({ x: [1, 2, 3], y: [3, 2, 1] }) }).values // => [[1, -1], [-1, 1]]
 * @source  agrees with pandas.DataFrame.corr (test/conformance)
 */
export function correlationMatrix(given: {
  readonly table: Table;
  readonly method?: CorrelationMethod | undefined;
  readonly columns?: readonly string[] | undefined;
}): CorrelationMatrix {
  const { table, method = "pearson", columns } = requireOptions(functionName, given, ["table", "method", "columns"]);
  requireTable(functionName, table);
  const options = ["pearson", "spearman", "cramers-v", "cramers-v-corrected"] as const;
  requireOneOf({ functionName, name: "method", value: method, options });
  const isOfCategories = method === "cramers-v" || method === "cramers-v-corrected";
  const left = isOfCategories ? "number" : "text";
  const defaults = table.names.filter((name) => columnOf(table, name).type !== left);
  const names = requireNames({
    functionName,
    table,
    names: columns ?? defaults,
    argument: "columns",
    mayBeEmpty: columns === undefined,
  });
  const found = names.map((name) => columnOf(table, name));
  const measure = isOfCategories
    ? categoryMeasure({ found, correction: method === "cramers-v" ? "none" : "bias" })
    : numberMeasure({ names, found, method });
  const values = names.map(() => new Array<number>(names.length).fill(Number.NaN));
  for (let i = 0; i < names.length; i++) {
    for (let j = i; j < names.length; j++) {
      const value = measure(i, j);
      // A column goes with itself perfectly, whatever rounding says.
      const settled = i === j && !Number.isNaN(value) ? 1 : value;
      (values[i] as number[])[j] = settled; // i < d
      (values[j] as number[])[i] = settled; // j < d
    }
  }
  return { method, columns: names, values };
}

const functionName = "correlationMatrix";

type Measure = (i: number, j: number) => number;

function categoryMeasure({
  found,
  correction,
}: {
  readonly found: readonly Column[];
  readonly correction: "none" | "bias";
}): Measure {
  return (i, j) => associate({ x: found[i] as Column, y: found[j] as Column, correction }).v; // i, j < d
}

function numberMeasure({
  names,
  found,
  method,
}: {
  readonly names: readonly string[];
  readonly found: readonly Column[];
  readonly method: "pearson" | "spearman";
}): Measure {
  const numbers = found.map((column, k) => finiteNumbers(names[k] ?? "", column));
  // Without missing values the ranks of a column are the same in every pair.
  const ranked = numbers.map((values, k) =>
    method === "spearman" && found[k]?.missing === 0 ? averageRanks(values) : undefined,
  );
  return (i, j) => {
    const [x, y] = [numbers[i] as Float64Array, numbers[j] as Float64Array]; // i, j < d
    const isComplete = found[i]?.missing === 0 && found[j]?.missing === 0;
    const pairs = isComplete ? { x, y } : presentPairs({ x, y });
    if (pairs.x.length < 2) return Number.NaN;
    if (method === "pearson") return correlatePairs(pairs);
    return correlatePairs({
      x: (isComplete ? ranked[i] : undefined) ?? averageRanks(pairs.x),
      y: (isComplete ? ranked[j] : undefined) ?? averageRanks(pairs.y),
    });
  };
}

function finiteNumbers(name: string, column: Column): Float64Array {
  if (column.type === "text") {
    const need = `columns of numbers or booleans, or method "cramers-v"`;
    throw refusal({ code: "wrong-type", functionName, need, got: `${shown(name)} of type text`, facts: { name } });
  }
  if (column.type === "boolean")
    return Float64Array.from(column.values, (value) => (value === 255 ? Number.NaN : value));
  const row = column.values.findIndex((value) => value - value !== 0 && !Number.isNaN(value));
  if (row < 0) return column.values;
  const got = `${column.values[row]} in ${shown(name)} at row ${row}`;
  throw refusal({ code: "not-finite", functionName, need: "finite numbers", got, facts: { name, row } });
}
