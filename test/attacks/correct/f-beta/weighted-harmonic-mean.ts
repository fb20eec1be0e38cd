import { precision, recall } from "siklus/metrics";

type Counts = { readonly tp: number; readonly fp: number; readonly fn: number; readonly tn: number };

export function fBeta(counts: Counts, beta: number): number {
  const share = 1 / (1 + beta * beta);
  const p = precision(counts, { whenUndefined: 0 });
  const r = recall(counts, { whenUndefined: 0 });
  const mean = 1 / (share / p + (1 - share) / r);
  return Number.isFinite(mean) ? mean : 0;
}
