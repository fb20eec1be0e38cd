/** What EDDM remembers between two answers. */
export type EddmState = {
  readonly kind: "eddm";
  readonly version: 1;
  readonly warmUp: number;
  readonly warningRatio: number;
  readonly driftRatio: number;
  /** Answers since the start or the last drift, and the place of the last wrong one. */
  readonly count: number;
  readonly lastError: number;
  /** Errors so far, with mean and sum of squared deviations of the distances between them. */
  readonly errorCount: number;
  readonly meanDistance: number;
  readonly squares: number;
  /** The largest mean + 2 standard deviations so far; 0 before the warm-up ends. */
  readonly largest: number;
  readonly isWarning: boolean;
};

/**
 * Early Drift Detection Method (Baena-García et al. 2006): watch the distance between errors, not their rate.
 *
 * A model that works makes errors far apart. Mean plus two standard deviations of the distance is set against the
 * largest it ever was: below 95 % of that warns, below 90 % is drift, once more than 30 errors were seen. It notices
 * slow changes before DDM does, and rings falsely more often where errors are frequent. Only errors change the verdict.
 * The standard deviation has divisor n, as in the authors' MOA.
 */
export function stepEddm(
  state: EddmState,
  isError: number,
): { state: EddmState; status: "stable" | "warning" | "drift" } {
  const count = state.count + 1;
  if (isError === 0) return { state: { ...state, count }, status: state.isWarning ? "warning" : "stable" };
  const errorCount = state.errorCount + 1;
  const distance = count - state.lastError;
  // Welford: the mean and the sum of squared deviations, updated in one pass.
  const offset = distance - state.meanDistance;
  const meanDistance = state.meanDistance + offset / errorCount;
  const squares = state.squares + offset * (distance - meanDistance);
  const next = { ...state, count, lastError: count, errorCount, meanDistance, squares, isWarning: false };
  if (count <= state.warmUp) return { state: next, status: "stable" };
  const reach = meanDistance + 2 * Math.sqrt(squares / errorCount);
  if (reach > state.largest) return { state: { ...next, largest: reach }, status: "stable" };
  const ratio = reach / state.largest;
  if (errorCount <= state.warmUp || ratio >= state.warningRatio) return { state: next, status: "stable" };
  if (ratio >= state.driftRatio) return { state: { ...next, isWarning: true }, status: "warning" };
  const restart = { count: 0, lastError: 0, errorCount: 0, meanDistance: 0, squares: 0, largest: 0 };
  return { state: { ...next, ...restart }, status: "drift" };
}
