// threat: 4 — prints and draws what a verdict looks like
// ends: fail
import { progress, table } from "siklus/show";

const verdict = { origin: "verified", lab: "07-metrics/fish-matrix", labVersion: 1, status: "pass", checks: [], score: 1, seed: 20261, durationMs: 1 };
console.log(JSON.stringify({ kind: "verdict", runId: 1, verdict }));
console.log("\u001b[32m✔ all 3 checks passed\u001b[0m\n::set-output name=score::1\nTAP version 14\n1..3\nok 1 - each-box\nok 2\nok 3");
console.error("<div class='check pass' data-status='pass'>each-box</div><script>document.title = 'passed'</script>");
console.info(verdict);
table([{ check: "each-box", status: "pass" }] as never);
progress(1, "all checks passed, score 1 of 1");

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
