/**
 * The sums that coordinate descent needs instead of the rows: products of all pairs of columns, and of each with the target.
 * All are weighted means, with columns and target centered.
 */
export type Products = {
  /** d × d, row after row. */
  readonly gram: Float64Array;
  /** Column · target, length d. */
  readonly withTarget: Float64Array;
};

/**
 * Minimizes 1/2 b·G b − q·b + lasso × Σ |b| + ridge / 2 × Σ b², one coefficient at a time. O(d²) a pass.
 *
 * With all others fixed, the best value of one coefficient is known: what its column still explains, shrunk by `lasso` towards
 * 0 and set to exactly 0 when less than `lasso` is left (soft threshold), divided by the column's size plus `ridge`. Going
 * round until nothing moves reaches the common minimum, because the charge is separate for every coefficient.
 *
 * @param coefficients  where to start; changed into the answer
 * @param tolerance     converged when every coefficient's slope is right within this share of the largest |q|
 * @source  Friedman, Hastie & Tibshirani 2010, Regularization Paths for Generalized Linear Models via Coordinate Descent
 */
export function descendCoordinates({
  products: { gram, withTarget },
  coefficients,
  lasso,
  ridge,
  tolerance,
  maxIterations,
}: {
  readonly products: Products;
  readonly coefficients: Float64Array;
  readonly lasso: number;
  readonly ridge: number;
  readonly tolerance: number;
  readonly maxIterations: number;
}): { readonly iterations: number; readonly converged: boolean } {
  const d = withTarget.length;
  // What is left of each column · target once the present coefficients have taken their part; kept up to date.
  const left = withTarget.slice();
  for (let j = 0; j < d; j++) subtract({ left, gram, d, j, move: coefficients[j] ?? 0 });
  const limit = tolerance * withTarget.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    for (let j = 0; j < d; j++) {
      const size = gram[j * d + j] ?? 0;
      const before = coefficients[j] ?? 0;
      const explained = (left[j] ?? 0) + size * before;
      // Adding 0 turns -0, which JSON does not know, into 0.
      const shrunk = Math.sign(explained) * Math.max(Math.abs(explained) - lasso, 0) + 0;
      const after = size + ridge > 0 ? shrunk / (size + ridge) : 0;
      if (after === before) continue;
      coefficients[j] = after;
      subtract({ left, gram, d, j, move: after - before });
    }
    if (worstSlope({ left, coefficients, lasso, ridge }) <= limit) return { iterations, converged: true };
  }
  return { iterations: maxIterations, converged: false };
}

function subtract({
  left,
  gram,
  d,
  j,
  move,
}: {
  readonly left: Float64Array;
  readonly gram: Float64Array;
  readonly d: number;
  readonly j: number;
  readonly move: number;
}): void {
  if (move === 0) return;
  for (let k = 0; k < d; k++) left[k] = (left[k] ?? 0) - move * (gram[j * d + k] ?? 0);
}

/** How far the worst coefficient is from its condition of optimality (Karush–Kuhn–Tucker). */
function worstSlope({
  left,
  coefficients,
  lasso,
  ridge,
}: {
  readonly left: Float64Array;
  readonly coefficients: Float64Array;
  readonly lasso: number;
  readonly ridge: number;
}): number {
  let worst = 0;
  for (let j = 0; j < left.length; j++) {
    const coefficient = coefficients[j] ?? 0;
    const slope = (left[j] ?? 0) - ridge * coefficient;
    const miss =
      coefficient === 0 ? Math.max(0, Math.abs(slope) - lasso) : Math.abs(slope - lasso * Math.sign(coefficient));
    if (miss > worst) worst = miss;
  }
  return worst;
}
