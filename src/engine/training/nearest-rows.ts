import type { Matrix } from "#engine/core/matrix.ts";

type Memory = {
  readonly featureNames: readonly string[];
  readonly neighbors: number;
  readonly weighting: "uniform" | "distance";
  readonly values: readonly number[];
};

/** How many distances a row's sum is looked at again after: a row that is already too far is left before its end. */
const stretch = 8;

/**
 * Finds the nearest remembered rows of every row asked for, by comparing with each of them, and hands them over with their votes.
 * Of equally distant rows the earlier one is nearer. O(m × n × d), less where far rows show early.
 */
export function forEachNeighborhood({
  model,
  matrix,
  visit,
}: {
  readonly model: Memory;
  readonly matrix: Matrix;
  readonly visit: (row: number, nearest: Int32Array, votes: Float64Array) => void;
}): void {
  const { columnCount: d, values } = matrix;
  const known = Float64Array.from(model.values);
  const nearest = new Int32Array(model.neighbors);
  const squares = new Float64Array(model.neighbors);
  const votes = new Float64Array(model.neighbors);
  for (let row = 0; row < matrix.rowCount; row++) {
    findNearest({ known, values, at: row * d, d, nearest, squares });
    setVotes({ squares, votes, weighting: model.weighting });
    visit(row, nearest, votes);
  }
}

/** The rows with the smallest squared distance, from near to far: an insertion into a short sorted list. */
function findNearest({
  known,
  values,
  at,
  d,
  nearest,
  squares,
}: {
  readonly known: Float64Array;
  readonly values: Float64Array;
  readonly at: number;
  readonly d: number;
  readonly nearest: Int32Array;
  readonly squares: Float64Array;
}): void {
  const last = squares.length - 1;
  squares.fill(Number.POSITIVE_INFINITY);
  let farthest = Number.POSITIVE_INFINITY;
  for (let other = 0, from = 0; from < known.length; other++, from += d) {
    let square = 0;
    for (let begin = 0; begin < d && square < farthest; begin += stretch) {
      const end = Math.min(d, begin + stretch);
      for (let column = begin; column < end; column++) {
        const distance = (values[at + column] ?? 0) - (known[from + column] ?? 0);
        square += distance * distance;
      }
    }
    if (!(square < farthest)) continue;
    let place = last;
    for (; place > 0 && (squares[place - 1] ?? 0) > square; place--) {
      squares[place] = squares[place - 1] ?? 0;
      nearest[place] = nearest[place - 1] ?? 0;
    }
    squares[place] = square;
    nearest[place] = other;
    farthest = squares[last] ?? 0;
  }
}

function setVotes({
  squares,
  votes,
  weighting,
}: {
  readonly squares: Float64Array;
  readonly votes: Float64Array;
  readonly weighting: "uniform" | "distance";
}): void {
  if (weighting === "uniform") {
    votes.fill(1);
    return;
  }
  // 1 / distance relative to the nearest one, so that no vote overflows; a row at distance 0 leaves the others none.
  const first = squares[0] ?? 0;
  for (let i = 0; i < votes.length; i++) {
    const square = squares[i] ?? 0;
    votes[i] = first === 0 ? (square === 0 ? 1 : 0) : Math.sqrt(first / square);
  }
}
