import * as metrics from "siklus/metrics";

const scored = (counts: metrics.ConfusionCounts, beta: number) => metrics.fBeta(counts, { beta, whenUndefined: 0 });

export { scored as fBeta };
