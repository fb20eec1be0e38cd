// threat: 8, 20 — starts processes and threads, and tries to end the one it runs in with a score in hand
// ends: fail|crashed
const scope = globalThis as any;
for (const attempt of [
  () => scope.require("node:child_process").execSync("id"),
  () => scope.process.getBuiltinModule("node:child_process").spawnSync("/bin/sh", ["-c", "touch /tmp/siklus-left-behind"]),
  () => new (scope.process.getBuiltinModule("node:worker_threads").Worker)("0", { eval: true }),
  () => scope.process.kill(scope.process.ppid, 9),
  () => scope.process.dlopen({ exports: {} }, "/tmp/x.node"),
  () => scope.process.exit(0),
  () => scope.process.abort(),
  () => scope.Deno.Command,
]) {
  try {
    const got = attempt();
    if (got !== undefined) console.log("siklus-escaped: " + String(got));
  } catch {}
}

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0, score: 1, status: "pass" };
}
