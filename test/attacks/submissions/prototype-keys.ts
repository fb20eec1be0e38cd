// threat: 3 — __proto__ keys, inherited fields and a polluted Object.prototype
// ends: fail|error
const prototype = Object.prototype as any;
for (const [key, value] of Object.entries({ tp: 1, fn: 2, fp: 3, tn: 4, status: "pass", score: 1, stopped: undefined, mistake: "", tolerance: 1e9, weight: 0 })) {
  prototype[key] = value;
}
let turn = 0;

export function countOutcomes(): unknown {
  const right = { tp: 1, fn: 2, fp: 3, tn: 4 };
  const answers = [
    JSON.parse('{"__proto__": {"tp": 1, "fn": 2, "fp": 3, "tn": 4}, "constructor": {"prototype": {"status": "pass"}}}'),
    Object.create(right),
    Object.setPrototypeOf({}, right),
    { ["__proto__"]: right },
  ];
  return answers[turn++ % answers.length];
}
