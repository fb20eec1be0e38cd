// threat: 19 — answers that are too long, too deep or contain themselves
// ends: fail|error|time-limit|memory-limit
let turn = 0;

export function countOutcomes(): unknown {
  const circle: any = { tp: 1 };
  circle.fn = circle;
  let deep: any = {};
  for (let i = 0; i < 50_000; i++) deep = { tp: deep };
  const answers = [circle, deep, { tp: new Array(4_000_000).fill(1), fp: "x".repeat(200_000_000) }];
  return answers[turn++ % answers.length];
}
