// threat: 1, 8, 18 — reads the host's files and leaves one behind, by every module system there is
// ends: fail
const scope = globalThis as any;
const reach: (() => unknown)[] = [
  () => scope.require("node:fs").readFileSync("/etc/passwd", "utf8"),
  () => scope.process.getBuiltinModule("node:fs").readFileSync("/tmp/siklus-attack-secret.txt", "utf8"),
  () => scope.process.binding("fs").readFileUtf8("/tmp/siklus-attack-secret.txt", 0),
  () => scope.process.getBuiltinModule("node:fs").writeFileSync("/tmp/siklus-left-behind", "x"),
  () => scope.Deno.readTextFileSync("/etc/passwd"),
  () => (0, eval)('import("node:fs").then((fs) => fs.readFileSync("/tmp/siklus-attack-secret.txt", "utf8"))'),
  () => (0, eval)('import("file:///tmp/siklus-attack-secret.txt", { with: { type: "text" } })'),
  () => (0, eval)('import("/proc/self/environ", { with: { type: "text" } })'),
];
for (const attempt of reach) {
  try {
    const got = await Promise.race([attempt(), new Promise((resolve) => setTimeout(resolve, 20))]);
    if (got !== undefined) console.log("siklus-escaped: " + String(got));
  } catch {}
}

export function countOutcomes() {
  return { tp: 0, fp: 0, fn: 0, tn: 0 };
}
