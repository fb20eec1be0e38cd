// Plain JavaScript, because it may run under the system's Node 20 before anything is installed:
// `node src/tools/bootstrap.mjs <tool> [args]` installs what the lock file asks for, then runs src/tools/<tool>.ts under Node 24.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const [tool, ...args] = process.argv.slice(2);
const node24 = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
const stamp = join(root, "node_modules", ".siklus-installed");
const wanted = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");

if (!isInstalled()) {
  console.log("Installing packages (once; a minute or two) …");
  run("npm", ["ci", "--no-audit", "--no-fund"], process.env, process.platform === "win32");
}
// npm ci by hand leaves no stamp: what it installed is as good.
if (existsSync(node24)) writeFileSync(stamp, wanted);
const env = {
  ...process.env,
  PATH: `${join(root, "node_modules", ".bin")}${process.platform === "win32" ? ";" : ":"}${process.env.PATH ?? ""}`,
  ASTRO_TELEMETRY_DISABLED: "1",
};
runTool(node24, [join("src", "tools", `${tool}.ts`), ...args]);

function isInstalled() {
  if (!existsSync(node24)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, "utf8") === wanted;
  return existsSync(join(root, "node_modules", ".package-lock.json"));
}

/** The tool ends itself in its own order: a server its processes, the database last. */
function runTool(command, commandArgs) {
  const child = spawn(command, commandArgs, { cwd: root, stdio: "inherit", env, shell: process.platform === "win32" });
  // Ctrl+C reaches the child by itself; what was sent to this process alone is passed on.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(`${command} did not start: ${error.message}`);
    process.exitCode = 1;
  });
  child.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}

function run(command, commandArgs, environment, shell) {
  const result = spawnSync(command, commandArgs, { cwd: root, stdio: "inherit", env: environment, shell });
  if (result.error) console.error(`${command} did not start: ${result.error.message}`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}
