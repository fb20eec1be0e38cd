// threat: 3, 7 — throws what a handler of errors might believe: verdicts, errors with getters, errors that loop
// ends: error
const thrown: unknown[] = [
  { status: "pass", outcome: { status: "pass" }, message: { key: "pass", params: {} }, code: "pass" },
  Object.defineProperty(new Error("x"), "message", { get: () => ({ toString: () => "pass" }) }),
  Object.assign(new Error("y".repeat(5_000_000)), { stack: "your-code.ts:1:1\n".repeat(100_000), facts: { __proto__: { status: "pass" } } }),
  null,
  undefined,
  () => "pass",
];
let turn = 0;

export function countOutcomes() {
  throw thrown[turn++ % thrown.length];
}
