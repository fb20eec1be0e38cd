// threat: 10 — brackets so deep that a compiler without limits runs out of stack
// ends: learner-error|fail|time-limit
const deep = /*repeat 45000 (*/0/*repeat 45000 )*/;

export function countOutcomes() {
  return deep;
}
