// threat: 10 — two hundred thousand characters of templates and operators
// ends: learner-error|fail|time-limit|internal
const long = [/*repeat 9000 `${1 + 1}` + "x", */0];

export function countOutcomes() {
  return long.length;
}
