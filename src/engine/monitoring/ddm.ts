/** What DDM remembers between two answers. */
export type DdmState = {
  readonly kind: "ddm";
  readonly version: 1;
  readonly warmUp: number;
  readonly warningLevel: number;
  readonly driftLevel: number;
  /** Answers since the start or the last drift. */
  readonly count: number;
  /** Share of wrong answers among them. */
  readonly errorRate: number;
  /** Rate and standard deviation where their sum was least; null before the warm-up ends. */
  readonly best: { readonly rate: number; readonly deviation: number } | null;
};

/**
 * Drift Detection Method (Gama et al. 2004): a model that learns, or just works, does not get worse; if its error rate
 * rises well above the best it ever had, the world has changed.
 *
 * After n answers with error rate p, chance alone gives p a standard deviation s = √(p(1 − p)/n). The least p + s is
 * remembered; p + s above p_least + 2 s_least warns, above + 3 s_least it is drift. Compared strictly, as a model
 * without any error has s_least = 0 and would otherwise ring at once.
 */
export function stepDdm(state: DdmState, isError: number): { state: DdmState; status: "stable" | "warning" | "drift" } {
  const count = state.count + 1;
  const errorRate = state.errorRate + (isError - state.errorRate) / count;
  if (count <= state.warmUp) return { state: { ...state, count, errorRate }, status: "stable" };
  const deviation = Math.sqrt((errorRate * (1 - errorRate)) / count);
  const level = errorRate + deviation;
  const isBest = state.best === null || level <= state.best.rate + state.best.deviation;
  const best = state.best === null || isBest ? { rate: errorRate, deviation } : state.best;
  if (level > best.rate + state.driftLevel * best.deviation) return { state: restartDdm(state), status: "drift" };
  const status = level > best.rate + state.warningLevel * best.deviation ? "warning" : "stable";
  return { state: { ...state, count, errorRate, best }, status };
}

function restartDdm(state: DdmState): DdmState {
  return { ...state, count: 0, errorRate: 0, best: null };
}
