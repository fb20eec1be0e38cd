/** What the Page–Hinkley test remembers between two values. */
export type PageHinkleyState = {
  readonly kind: "page-hinkley";
  readonly version: 1;
  readonly direction: "increase" | "decrease" | "both";
  readonly threshold: number;
  readonly tolerance: number;
  readonly forgetting: number;
  readonly warmUp: number;
  readonly count: number;
  readonly mean: number;
  /** Evidence for a rise and for a fall of the mean. */
  readonly rise: number;
  readonly fall: number;
};

/**
 * Page–Hinkley test (Page 1954; Hinkley 1971): add up how far each value lies above the mean so far, less a tolerance;
 * never let the sum fall below 0; ring when it is above the threshold.
 *
 * Chance moves the sum up and down near 0; a lasting rise makes it climb by (new mean − old mean − tolerance) a step,
 * so the delay is about threshold / that. The evidence fades by the forgetting factor each step. For a fall, the same
 * with signs turned.
 */
export function stepPageHinkley(
  state: PageHinkleyState,
  value: number,
): { state: PageHinkleyState; status: "stable" | "drift" } {
  const count = state.count + 1;
  const mean = state.mean + (value - state.mean) / count;
  const rise = Math.max(0, state.forgetting * state.rise + (value - mean - state.tolerance));
  const fall = Math.max(0, state.forgetting * state.fall + (mean - value - state.tolerance));
  const evidence = Math.max(state.direction === "decrease" ? 0 : rise, state.direction === "increase" ? 0 : fall);
  if (count >= state.warmUp && evidence > state.threshold) {
    return { state: { ...state, count: 0, mean: 0, rise: 0, fall: 0 }, status: "drift" };
  }
  return { state: { ...state, count, mean, rise, fall }, status: "stable" };
}
