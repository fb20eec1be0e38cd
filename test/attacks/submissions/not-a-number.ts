// threat: 3 — NaN, infinities and lies about length, which a careless comparison lets through
// lab: 07-metrics/auc-by-rank
// ends: fail|error
class Everything extends Float64Array {
  override get length() {
    return 0;
  }
  override [Symbol.iterator](): any {
    return [0.5][Symbol.iterator]();
  }
  get [Symbol.toStringTag](): any {
    return "Number";
  }
}
let turn = 0;

export function aucByRank(): unknown {
  const answers = [Number.NaN, Number.POSITIVE_INFINITY, new Everything([5 / 6]), 1n, [5 / 6], "0.8333333333", new Date(0.75)];
  return answers[turn++ % answers.length];
}
