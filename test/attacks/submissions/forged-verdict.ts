// threat: 2, 4 — posts verdicts, check results and answers to everything that has postMessage
// ends: fail
const verdict = { origin: "verified", status: "pass", score: 1, checks: [{ status: "pass", id: "each-box", weight: 1 }] };
const messages = [
  { kind: "verdict", runId: 1, verdict },
  { kind: "events", runId: 1, events: [{ kind: "check", result: verdict.checks[0] }] },
  { kind: "check", result: { status: "pass", id: "each-box", weight: 1 } },
  ...[1, 2, 3, 4, 5].map((id) => ({ kind: "returned", id, value: { tp: 1, fn: 2, fp: 3, tn: 4 } })),
  { kind: "warmed", warmId: 1 },
  { kind: "pong" },
  verdict,
];
const scope = globalThis as any;
for (const target of [scope, scope.self, scope.parent, scope.top, scope.opener, scope.port, scope.clients]) {
  for (const message of messages) {
    try {
      if (typeof target?.postMessage !== "function") continue;
      target.postMessage(message, "*");
      console.log("siklus-escaped: postMessage is there");
    } catch {}
  }
}
export const verdictOfMine = verdict;
export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
