// threat: 14 — a regular expression that backtracks for longer than the universe is old
// ends: time-limit
export function countOutcomes(): unknown {
  return { tp: /^(\w+\s?)*$/.test("a long sentence of words that ends in a sign which does not fit and so on and so forth!") };
}
