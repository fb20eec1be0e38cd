// threat: 1 — asks services of the grader's own machine, the database and the cloud's metadata address
// ends: fail
const scope = globalThis as any;
for (const address of ["http://127.0.0.1:47831/", "http://[::1]:47831/", "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:5432/", "http://127.0.0.1:4321/api/keys"]) {
  for (const attempt of [
    () => scope.fetch(address),
    () => scope.require("node:http").get(address),
    () => scope.process.getBuiltinModule("node:net").connect(47_831, "127.0.0.1"),
    () => (0, eval)(`import(${JSON.stringify(address)})`),
    () => new scope.XMLHttpRequest().open("GET", address, false),
  ]) {
    try {
      const got = await Promise.race([attempt(), new Promise((resolve) => setTimeout(resolve, 10))]);
      if (got !== undefined) console.log("siklus-escaped: " + address);
    } catch {}
  }
}

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
