// Plain JavaScript, because it may run under the system's Node 20 before anything is installed:
// `node src/tools/bootstrap.mjs <tool> [args]` installs what the lock file asks for, then runs src/tools/<tool>.ts under Node 24.
import { spawnSync } from "node:child_process";
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
run(node24, [join("src", "tools", `${tool}.ts`), ...args], env, process.platform === "win32");

function isInstalled() {
  if (!existsSync(node24)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, "utf8") === wanted;
  return existsSync(join(root, "node_modules", ".package-lock.json"));
}

function run(command, commandArgs, environment, shell) {
  const result = spawnSync(command, commandArgs, { cwd: root, stdio: "inherit", env: environment, shell });
  if (result.error) console.error(`${command} did not start: ${result.error.message}`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}
