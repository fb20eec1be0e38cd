// threat: 3 — makes every difference vanish: Math.abs, Math.max and Number say what they are told
// lab: 07-metrics/auc-by-rank
// ends: fail
Math.abs = () => 0;
Math.max = () => Number.MAX_VALUE;
Math.min = () => 0;
Number.isFinite = () => true;
Number.isInteger = () => true;
Number.prototype.toString = () => "0.5";
Number.prototype.valueOf = () => 0.5;

export function aucByRank() {
  return 0.123456;
}
