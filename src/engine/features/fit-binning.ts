import { quantileOfSorted } from "#engine/core/quantile-of-sorted.ts";
import { requireList } from "#engine/core/require-list.ts";
import { requireNumber } from "#engine/core/require-number.ts";
import { requireOneOf } from "#engine/core/require-one-of.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { sortNumbers } from "#engine/core/sort-numbers.ts";
import { refusal, shown } from "#engine/data/refusal.ts";
import type { Table } from "#engine/data/table.ts";
import { requireSettings } from "./column-settings.ts";
import { inputColumn, inputColumns, requireRows } from "./input-columns.ts";
import { type MadeColumn, outputName } from "./made-columns.ts";
import { mapNumbers, numberColumn, numbersOf, presentNumbers } from "./number-column.ts";
import { requireCells } from "./require-cells.ts";
import type { ColumnTransformer } from "./transformer.ts";

/** A binning as plain data: bin i of a column holds edges[i] ≤ x < edges[i + 1]; the last bin its upper edge too. */
export type Binning = ColumnTransformer & {
  readonly kind: "binning";
  readonly columns: readonly { readonly name: string; readonly edges: readonly number[] }[];
  readonly output: "number" | "one-hot";
};

/**
 * Learns to cut number columns into bins: an age becomes an age group.
 *
 * Within a bin all values count as equal, so noise and outliers lose their weight and a linear model can follow a curve, step
 * by step; what varies inside a bin is lost. "quantile" (default) gives each bin as many rows as ties allow; "uniform" gives
 * each the same width; `edges` are your own. Bins narrower than 1e-8 (heavy ties) are merged with their neighbor.
 *
 * Values outside the fitted range fall into the first or the last bin. Missing values stay missing. The bin's number 0, 1, 2 …
 * replaces the value, or with `output: "one-hot"` one column for each bin, `age_bin0`, `age_bin1` …. O(n log n) to fit,
 * O(n log bins) to use.
 *
 * @param table        the training rows
 * @param columns      names of number columns
 * @param method       "quantile" (default) or "uniform"
 * @param bins         how many, 2 to 1000; default 5
 * @param edges        for any of the columns its own edges, ascending, at least 3
 * @param output       "number" (default) or "one-hot"
 * @param keepsInputs  whether inputs stay and bin numbers are called `…_bin`; default false
 * @throws {EngineError} "constant-column" where no two bins can be made; "out-of-range" for options; else as `fitScaler`
 * @example
 * const table = fromColumns({ age: [20, 30, 40, 80] });
 * const transformer = fitBinning({ table, columns: ["age"], edges: { age: [0, 30, 65, 120] } });
 * numbers(transform({ transformer, table }), "age") // => [0, 1, 1, 2]
 * @source  agrees with sklearn.preprocessing.KBinsDiscretizer (test/conformance)
 */
export function fitBinning(options: {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly method?: "quantile" | "uniform";
  readonly bins?: number;
  readonly edges?: Readonly<Record<string, readonly number[]>>;
  readonly output?: "number" | "one-hot";
  readonly keepsInputs?: boolean;
}): Binning {
  const functionName = "fitBinning";
  const {
    table,
    columns,
    method = "quantile",
    bins = 5,
    edges = {},
    output = "number",
    keepsInputs = false,
  } = requireOptions(functionName, options, ["table", "columns", "method", "bins", "edges", "output", "keepsInputs"]);
  requireOneOf({ functionName, name: "method", value: method, options: ["quantile", "uniform"] });
  requireOneOf({ functionName, name: "output", value: output, options: ["number", "one-hot"] });
  requireNumber({ functionName, name: "bins", value: bins, least: 2, most: 1000, whole: true });
  const inputs = inputColumns({ functionName, table, columns });
  requireRows({ functionName, table });
  requireSettings({ functionName, argument: "edges", settings: edges, columns });
  const fitted = inputs.map((input) => {
    const { name } = input;
    const given = Object.hasOwn(edges, name) ? edges[name] : undefined;
    if (given !== undefined) {
      numbersOf({ ...input, functionName });
      return { name, edges: requireEdges({ functionName, name, edges: given }) };
    }
    const found = findEdges({ sorted: sortNumbers(presentNumbers({ ...input, functionName })), method, bins });
    if (!found.every(Number.isFinite)) {
      const need = `numbers in ${shown(name)} whose range is a finite number`;
      throw refusal({ code: "out-of-range", functionName, need, got: "larger ones", facts: { name } });
    }
    if (found.length >= 3) return { name, edges: found };
    const need = `variation enough for two bins in ${shown(name)}`;
    throw refusal({ code: "constant-column", functionName, need, got: "too little", facts: { name } });
  });
  return { kind: "binning", version: 1, columns: fitted, output, keepsInputs };
}

function findEdges({
  sorted,
  method,
  bins,
}: {
  readonly sorted: Float64Array;
  readonly method: "quantile" | "uniform";
  readonly bins: number;
}): number[] {
  const low = sorted[0] as number; // at least one value
  const high = sorted[sorted.length - 1] as number; // likewise
  if (low === high) return [];
  if (method === "uniform") {
    const width = (high - low) / bins;
    return Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + i * width));
  }
  const all = Array.from({ length: bins + 1 }, (_, i) => quantileOfSorted({ sorted, p: i / bins }));
  const kept: number[] = [];
  // An edge stays when it is clear of the one before it, as in scikit-learn.
  for (const [i, edge] of all.entries()) if (i === 0 || edge - (all[i - 1] as number) > 1e-8) kept.push(edge); // i > 0
  return kept;
}

function requireEdges({
  functionName,
  name,
  edges,
}: {
  readonly functionName: string;
  readonly name: string;
  readonly edges: readonly number[];
}): number[] {
  requireList({ functionName, name: `the edges of ${name}`, value: edges });
  for (const value of edges) requireNumber({ functionName, name: `edges of ${name}`, value });
  const isAscending = edges.every((edge, i) => i === 0 || edge > (edges[i - 1] as number)); // i > 0
  if (isAscending && edges.length >= 3) return [...edges];
  throw refusal({
    code: "out-of-range",
    functionName,
    need: `at least 3 ascending edges for ${shown(name)}`,
    got: String(edges),
    facts: { name },
  });
}

export function applyBinning({
  transformer,
  table,
}: {
  readonly transformer: Binning;
  readonly table: Table;
}): MadeColumn[] {
  const functionName = "transform";
  const { output, keepsInputs } = transformer;
  return transformer.columns.flatMap(({ name, edges }) => {
    const values = numbersOf({ functionName, name, column: inputColumn({ functionName, table, name }) });
    const inner = Float64Array.from(edges.slice(1, -1));
    const numbers = mapNumbers(values, (value) => binOf(inner, value));
    if (output === "number") {
      return [{ from: name, name: outputName({ name, suffix: "bin", keepsInputs }), column: numbers }];
    }
    requireCells({ functionName, rowCount: table.rowCount, columnCount: edges.length - 1 });
    return Array.from({ length: edges.length - 1 }, (_, bin) => {
      const hot = Float64Array.from(numbers.values, (number) =>
        Number.isNaN(number) ? Number.NaN : Number(number === bin),
      );
      return { from: name, name: `${name}_bin${bin}`, column: numberColumn(hot) };
    });
  });
}

/** How many of the inner edges lie at or below the value, by halving. */
function binOf(inner: Float64Array, value: number): number {
  let low = 0;
  let high = inner.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((inner[middle] as number) <= value)
      low = middle + 1; // middle < length
    else high = middle;
  }
  return low;
}
