import { EngineError } from "#engine/core/errors.ts";

/** A column of which less than this share is its own counts as following from the others: far above rounding, far below real data. */
const ownShare = 1e-11;
/** A column whose spread is below this share of its size is constant but for rounding. */
const spreadShare = 1e-14;

/**
 * The coefficients from the triangle of `foldBlock`: columns by falling length of what is their own (pivoting), then from the
 * last to the first. What is left of a column after the others took their part tells whether it can be told apart from them. O(d³).
 *
 * @param triangle  (d + 1) × (d + 1), row after row; the last column is the target's
 * @param sizes     the length of each column before centering, length d
 * @throws {EngineError} "singular-matrix" naming the columns that follow from others
 */
export function solveTriangle({
  functionName,
  names,
  triangle,
  sizes,
  hasIntercept,
}: {
  readonly functionName: string;
  readonly names: readonly string[];
  readonly triangle: Float64Array;
  readonly sizes: Float64Array;
  readonly hasIntercept: boolean;
}): Float64Array {
  const d = names.length;
  const width = d + 1;
  // Columns of the triangle, target last, each d long: orthogonalized twice against those that come before in the order (Gram–Schmidt).
  const columns = Array.from({ length: width }, (_, column) =>
    Float64Array.from({ length: d }, (_unused, row) => triangle[row * width + column] ?? 0),
  );
  const lengths = columns.map(lengthOf);
  const order: number[] = [];
  const left = Array.from({ length: d }, (_, column) => column);
  const parts = columns.map(() => new Float64Array(d));
  while (left.length > 0) {
    const share = (column: number): number => {
      const length = lengths[column] ?? 0;
      return length <= spreadShare * (sizes[column] ?? 0) ? 0 : lengthOf(columns[column] ?? none) / length;
    };
    let best = left[0] ?? 0;
    for (const column of left) if (share(column) > share(best)) best = column;
    if (!(share(best) > ownShare)) throw dependent({ functionName, names, left, order, parts, hasIntercept, sizes });
    const direction = columns[best] ?? none;
    const length = lengthOf(direction);
    for (let row = 0; row < d; row++) direction[row] = (direction[row] ?? 0) / length;
    const k = order.length;
    order.push(best);
    left.splice(left.indexOf(best), 1);
    setAt(parts[best] ?? none, k, length);
    for (const column of [...left, d]) removePart({ columns, parts, column, k, direction });
  }
  return substitute({ order, parts, target: parts[d] ?? none });
}

const none = new Float64Array(0);

function removePart({
  columns,
  parts,
  column,
  k,
  direction,
}: {
  readonly columns: readonly Float64Array[];
  readonly parts: readonly Float64Array[];
  readonly column: number;
  readonly k: number;
  readonly direction: Float64Array;
}): void {
  const values = columns[column] ?? none;
  let part = 0;
  for (let pass = 0; pass < 2; pass++) {
    let product = 0;
    for (let row = 0; row < values.length; row++) product += (values[row] ?? 0) * (direction[row] ?? 0);
    for (let row = 0; row < values.length; row++) values[row] = (values[row] ?? 0) - product * (direction[row] ?? 0);
    part += product;
  }
  setAt(parts[column] ?? none, k, part);
}

/** Back substitution: the last in the order depends on no other, the one before only on it, and so on. */
function substitute({
  order,
  parts,
  target,
}: {
  readonly order: readonly number[];
  readonly parts: readonly Float64Array[];
  readonly target: Float64Array;
}): Float64Array {
  const result = new Float64Array(parts.length - 1);
  for (let k = order.length - 1; k >= 0; k--) {
    let sum = target[k] ?? 0;
    for (let later = k + 1; later < order.length; later++) {
      const column = order[later] ?? 0;
      sum -= (parts[column]?.[k] ?? 0) * (result[column] ?? 0);
    }
    const column = order[k] ?? 0;
    result[column] = sum / (parts[column]?.[k] ?? 1);
  }
  return result;
}

/** Names one column that follows from others, and those others. */
function dependent({
  functionName,
  names,
  left,
  order,
  parts,
  hasIntercept,
  sizes,
}: {
  readonly functionName: string;
  readonly names: readonly string[];
  readonly left: readonly number[];
  readonly order: readonly number[];
  readonly parts: readonly Float64Array[];
  readonly hasIntercept: boolean;
  readonly sizes: Float64Array;
}): EngineError {
  const column = left[0] ?? 0;
  const shares = substitute({ order, parts, target: parts[column] ?? none });
  const size = sizes[column] ?? 0;
  const others = order.filter((other) => Math.abs(shares[other] ?? 0) * (sizes[other] ?? 0) > 1e-8 * size);
  const sources = others.sort((a, b) => a - b).map((other) => names[other] ?? "");
  const origin = sources.length > 0 ? `follows from ${sources.join(", ")}` : `is ${hasIntercept ? "constant" : "0"}`;
  const got = left.map((other) => names[other] ?? "").join(", ");
  const text = `${functionName} requires columns that do not follow from each other, got ${names[column] ?? ""}, which ${origin}`;
  return new EngineError("singular-matrix", text, {
    function: functionName,
    got,
    column: names[column] ?? "",
    from: sources.join(", "),
  });
}

function lengthOf(values: Float64Array): number {
  let square = 0;
  for (const value of values) square += value * value;
  return Math.sqrt(square);
}

function setAt(values: Float64Array, at: number, value: number): void {
  values[at] = value;
}
