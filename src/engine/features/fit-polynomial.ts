import { requireNumber } from "#engine/core/require-number.ts";
import { requireOptions } from "#engine/core/require-options.ts";
import { refusal } from "#engine/data/refusal.ts";
import type { Table } from "#engine/data/table.ts";
import { inputColumn, inputColumns } from "./input-columns.ts";
import type { MadeColumn } from "./made-columns.ts";
import { numberColumn, numbersOf } from "./number-column.ts";
import { requireCells } from "./require-cells.ts";
import type { ColumnTransformer } from "./transformer.ts";

/** Products of columns as plain data; each term lists its factors, a square the same name twice. */
export type PolynomialFeatures = ColumnTransformer & {
  readonly kind: "polynomial";
  readonly columns: readonly { readonly name: string }[];
  readonly terms: readonly (readonly string[])[];
};

const mostTerms = 10_000;

/**
 * Adds squares, cubes and products of columns, so that a linear model can bend and let features act together.
 *
 * Where the effect of fertilizer depends on the rain, neither column says so alone; their product does. Up to degree 2, a and
 * b become a, b, a², a b, b²; with `interactionsOnly` no column is multiplied with itself: a, b, a b. The number of terms
 * grows fast (10 columns to degree 3 make 285), and so does the danger of overfitting: scale first and use a penalty.
 *
 * The inputs stay, and the new columns `a^2`, `a b` stand behind the last of them, low degrees first, in the order of
 * `columns`. Missing in a factor is missing in the product. O(n × terms).
 *
 * @param table             rows to check the columns on
 * @param columns           names of number or boolean columns
 * @param degree            highest number of factors, 2 to 10; default 2
 * @param interactionsOnly  default false
 * @throws {EngineError} "unknown-column", "wrong-type", "not-finite"; "out-of-range" for the degree or for more than 10,000 terms
 * @example
 * const table = fromColumns({ a: [2], b: [3] });
 * rows(transform({ transformer: fitPolynomial({ table, columns: ["a", "b"] }), table })) // => [{ a: 2, b: 3, "a^2": 4, "a b": 6, "b^2": 9 }]
 * @source  agrees with sklearn.preprocessing.PolynomialFeatures without its column of ones (test/conformance)
 */
export function fitPolynomial(options: {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly degree?: number;
  readonly interactionsOnly?: boolean;
}): PolynomialFeatures {
  const functionName = "fitPolynomial";
  const {
    table,
    columns,
    degree = 2,
    interactionsOnly = false,
  } = requireOptions(functionName, options, ["table", "columns", "degree", "interactionsOnly"]);
  requireNumber({ functionName, name: "degree", value: degree, least: 2, most: 10, whole: true });
  for (const input of inputColumns({ functionName, table, columns })) numbersOf({ ...input, functionName });
  const terms = termsOf({ functionName, columns, degree, interactionsOnly });
  return { kind: "polynomial", version: 1, columns: columns.map((name) => ({ name })), terms, keepsInputs: true };
}

/** All combinations of 2 to `degree` factors, each one's factors in the order of the columns. */
function termsOf({
  functionName,
  columns,
  degree,
  interactionsOnly,
}: {
  readonly functionName: string;
  readonly columns: readonly string[];
  readonly degree: number;
  readonly interactionsOnly: boolean;
}): string[][] {
  const terms: string[][] = [];
  let previous: number[][] = columns.map((_, i) => [i]);
  for (let factors = 2; factors <= degree; factors++) {
    const longer: number[][] = [];
    for (const term of previous) {
      const last = term[term.length - 1] as number; // a term has a factor
      for (let next = interactionsOnly ? last + 1 : last; next < columns.length; next++) longer.push([...term, next]);
      if (terms.length + longer.length > mostTerms) {
        const need = `at most ${mostTerms} terms`;
        throw refusal({ code: "out-of-range", functionName, need, got: "more; take a lower degree or fewer columns" });
      }
    }
    for (const term of longer) terms.push(term.map((i) => columns[i] as string)); // an index of columns
    previous = longer;
  }
  return terms;
}

export function applyPolynomial({
  transformer,
  table,
}: {
  readonly transformer: PolynomialFeatures;
  readonly table: Table;
}): MadeColumn[] {
  const functionName = "transform";
  const factors = new Map(
    transformer.columns.map(({ name }) => [
      name,
      numbersOf({ functionName, name, column: inputColumn({ functionName, table, name }) }),
    ]),
  );
  requireCells({ functionName, rowCount: table.rowCount, columnCount: transformer.terms.length });
  const lastInput = table.names.findLast((name) => factors.has(name)) ?? "";
  // Each part of a term is a term before it: where a part is infinite, that one is refused before infinity times 0 is missing here.
  return transformer.terms.map((term) => {
    const product = new Float64Array(table.rowCount).fill(1);
    for (const name of term) {
      const values = factors.get(name) ?? new Float64Array(0);
      for (let row = 0; row < product.length; row++) product[row] = (product[row] as number) * (values[row] as number); // row < length
    }
    return { from: lastInput, name: termName(term), column: numberColumn(product) };
  });
}

/** "a b" for a product, "a^2 b" for a square times another. */
function termName(term: readonly string[]): string {
  const powers = new Map<string, number>();
  for (const name of term) powers.set(name, (powers.get(name) ?? 0) + 1);
  return [...powers].map(([name, power]) => (power === 1 ? name : `${name}^${power}`)).join(" ");
}
