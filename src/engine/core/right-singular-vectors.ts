import { EngineError } from "./errors.ts";
import { type Progress, runToEnd, type Steps } from "./steps.ts";

/** Singular values, largest first, and for each its right singular vector, of length d. */
export type RightSingularVectors = { readonly values: Float64Array; readonly vectors: readonly Float64Array[] };

/**
 * The singular values of n rows × d columns and the directions that belong to them: how far the rows reach in their longest
 * direction, in the longest at right angles to that, and so on.
 *
 * First Householder reflections fold the n rows onto a triangle of at most d × d without changing a length or an angle. Then
 * the one-sided Jacobi method turns the columns, two at a time, until any two are at right angles; their lengths are the
 * singular values. Unlike the way over the covariance matrix this never squares the data, so even small singular values
 * keep their digits. The sign of a vector is not determined. O(n d² + 8 d³).
 *
 * @param columns  d columns of n finite numbers each
 * @returns        min(n, d) values and vectors
 * @throws {EngineError} "not-converged" if 60 rounds of turning do not suffice, which no finite data is known to need
 * @example rightSingularVectors([[3, 0], [0, 4]]).values // => [4, 3]
 * @source  Golub & Van Loan, Matrix Computations, 5.2.1 and 8.6.3; agrees with numpy.linalg.svd (test/conformance)
 */
export function rightSingularVectors(columns: readonly ArrayLike<number>[]): RightSingularVectors {
  return runToEnd(rightSingularVectorsSteps(columns));
}

/**
 * The same in slices: hands over progress after each reflection and each round of turns with one column.
 *
 * @example runToEnd(rightSingularVectorsSteps([[3, 0], [0, 4]])).values // => [4, 3]
 */
export function* rightSingularVectorsSteps(
  columns: readonly ArrayLike<number>[],
): Steps<Progress, RightSingularVectors> {
  const d = columns.length;
  const rowCount = columns[0]?.length ?? 0;
  const rank = Math.min(rowCount, d);
  const total = d * 11;
  const { scaled, scale } = toUnitSize(columns);
  for (let k = 0; k < rank; k++) {
    reflect(scaled, k);
    yield { done: k + 1, total };
  }
  const triangle = scaled.map((column) => column.slice(0, rank));
  const turns = Array.from({ length: d }, (_, j) => Float64Array.from({ length: d }, (_, i) => (i === j ? 1 : 0)));
  const tolerance = Math.max(1e-15, rank * 1.1e-16);
  let done = rank;
  for (let sweep = 0, hasTurned = true; hasTurned; sweep++) {
    if (sweep === 60) {
      throw new EngineError(
        "not-converged",
        "rightSingularVectors requires columns that can be turned apart, got none after 60 rounds",
        {
          function: "rightSingularVectors",
        },
      );
    }
    hasTurned = false;
    const negligible = (tolerance * largestSize(triangle)) ** 2;
    for (let p = 0; p < d - 1; p++) {
      for (let q = p + 1; q < d; q++) {
        if (turnApart({ triangle, turns, p, q, tolerance, negligible })) hasTurned = true;
      }
      done = Math.min(done + 1, total - 1);
      yield { done, total };
    }
  }
  const lengths = triangle.map((column) => Math.sqrt(dot(column, column)) * scale);
  const order = lengths.map((_, j) => j).sort((a, b) => (lengths[b] as number) - (lengths[a] as number) || a - b); // indices of lengths
  const kept = order.slice(0, rank);
  return {
    values: Float64Array.from(kept, (j) => lengths[j] as number), // an index of lengths
    vectors: kept.map((j) => turns[j] as Float64Array), // likewise
  };
}

/** Copies with the largest size 1, so that no square overflows or vanishes. */
function toUnitSize(columns: readonly ArrayLike<number>[]): {
  readonly scaled: readonly Float64Array[];
  readonly scale: number;
} {
  const scaled = columns.map((column) => Float64Array.from(column));
  let scale = 0;
  for (const column of scaled) for (const value of column) scale = Math.max(scale, Math.abs(value));
  if (scale === 0) return { scaled, scale: 1 };
  for (const column of scaled)
    for (let row = 0; row < column.length; row++) column[row] = (column[row] as number) / scale; // row < length
  return { scaled, scale };
}

/** Householder: mirrors column k onto row k, and all columns behind it in the same mirror. */
function reflect(columns: readonly Float64Array[], k: number): void {
  const column = columns[k] as Float64Array; // k < d
  const mirror = column.slice(k);
  const length = Math.sqrt(dot(mirror, mirror));
  if (length === 0) return;
  const head = mirror[0] as number; // k < n
  const image = head > 0 ? -length : length;
  mirror[0] = head - image;
  const size = dot(mirror, mirror);
  for (let j = k; j < columns.length; j++) {
    const other = columns[j] as Float64Array; // j < d
    let sum = 0;
    for (let i = 0; i < mirror.length; i++) sum += (mirror[i] as number) * (other[k + i] as number); // i < n − k
    const share = (2 * sum) / size;
    for (let i = 0; i < mirror.length; i++) other[k + i] = (other[k + i] as number) - share * (mirror[i] as number); // likewise
  }
}

/** Jacobi: turns columns p and q in their plane until they are at right angles. Says whether there was need. */
function turnApart({
  triangle,
  turns,
  p,
  q,
  tolerance,
  negligible,
}: {
  readonly triangle: readonly Float64Array[];
  readonly turns: readonly Float64Array[];
  readonly p: number;
  readonly q: number;
  readonly tolerance: number;
  readonly negligible: number;
}): boolean {
  const left = triangle[p] as Float64Array; // p < d
  const right = triangle[q] as Float64Array; // q < d
  const leftSquare = dot(left, left);
  const rightSquare = dot(right, right);
  if (leftSquare <= negligible || rightSquare <= negligible) return false;
  const product = dot(left, right);
  if (Math.abs(product) <= tolerance * Math.sqrt(leftSquare * rightSquare)) return false;
  const half = (rightSquare - leftSquare) / (2 * product);
  const tangent = (half < 0 ? -1 : 1) / (Math.abs(half) + Math.sqrt(1 + half * half));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  turn(left, right, cosine, cosine * tangent);
  turn(turns[p] as Float64Array, turns[q] as Float64Array, cosine, cosine * tangent); // p, q < d
  return true;
}

function turn(left: Float64Array, right: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < left.length; i++) {
    const a = left[i] as number; // i < length of both
    const b = right[i] as number; // likewise
    left[i] = cosine * a - sine * b;
    right[i] = sine * a + cosine * b;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number); // equal lengths
  return sum;
}

function largestSize(columns: readonly Float64Array[]): number {
  return Math.sqrt(columns.reduce((largest, column) => Math.max(largest, dot(column, column)), 0));
}
