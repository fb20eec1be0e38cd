// threat: 11 — prints until the page should choke
// ends: fail|time-limit
const line = "flood ".repeat(500);
for (let i = 0; i < 300_000; i++) console.log(i, line, { i, list: [i, i, i] });

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
