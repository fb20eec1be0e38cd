// threat: 7, 12 — text that reads otherwise than it runs: bidi marks, homoglyphs, line separators, source maps and names of other files
// ends: fail|learner-error
//# sourceURL=checks.ts
//# sourceMappingURL=http://collect.example.org/map.json
const tр = 25; // the second letter is Cyrillic
const status = "fail‮ssap";
const separator = "a b ";
/*‮ } ⁦if (isTeacher)⁩ ⁦ begin */
console.log(status, separator, tр);

export function countOutcomes() {
  return { tр, fp: 0, fn: 0, tn: 0, "tp​": 25, "__proto__": null };
}
//# sourceURL=http://collect.example.org/code.js
